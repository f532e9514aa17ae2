import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { documentHost } from '../../../src/vault/host.ts';
import { readShadow, writeShadow } from '../../../src/vault/shadow.ts';
import { openDesk } from '../documents/support.ts';

const open = () => {
  const browser = createTestBrowser();
  const { [documentHost]: host } = openDesk(browser);
  return { browser, host };
};
const never = (): boolean => false;

describe('the shadow', () => {
  it('holds 64 KiB at most, what is newest first', () => {
    const { browser, host } = open();
    writeShadow(host, 'p', never, [['p/d/old/r', 'x'.repeat(20_000)]]);
    writeShadow(host, 'p', never, [['p/d/new/r', 'y'.repeat(20_000)]]);
    expect(readShadow(host, 'p').map(([key]) => key)).toEqual(['p/d/new/r']);
    writeShadow(host, 'p', never, [['p/d/huge/r', 'z'.repeat(40_000)]]);
    expect(readShadow(host, 'p').map(([key]) => key)).toEqual(['p/d/new/r']);
    for (const text of Object.values(browser.records.contents())) expect(text.length * 2).toBeLessThanOrEqual(65_536);
  });

  it('is full to the last character, brackets included, and not one further', () => {
    const { browser, host } = open();
    const frame = JSON.stringify([['k', '']]).length;
    writeShadow(host, 'p', never, [['k', 'x'.repeat(32_768 - frame + 1)]]);
    expect(browser.records.contents()).toEqual({});
    writeShadow(host, 'p', never, [['k', 'x'.repeat(32_768 - frame)]]);
    expect(Object.values(browser.records.contents()).map(({ length }) => length)).toEqual([32_768]);
  });

  it('leaves out what JSON would change, and leaves no empty record', () => {
    const { browser, host } = open();
    for (const value of [new Date(0), { at: new Date(0) }, [undefined], Number.NaN, 1n])
      writeShadow(host, 'p', never, [['p/d/e/r', value]]);
    expect(browser.records.contents()).toEqual({});
    writeShadow(host, 'p', never, [['p/d/e/r', { a: [1, null, true, 'x'] }]]);
    expect(readShadow(host, 'p')).toEqual([['p/d/e/r', { a: [1, null, true, 'x'] }]]);
    writeShadow(host, 'p', (key) => key.startsWith('p/d/'));
    expect(browser.records.contents()).toEqual({});
  });
});
