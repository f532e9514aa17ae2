import fc from 'fast-check';
import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { toBase64 } from '../../../src/foundation/base64.ts';
import { pack } from '../../../src/vault/codec.ts';
import { type Parts, packParts, textOf } from '../../../src/vault/stored.ts';
import { runs } from '../../support/runs.ts';
import { ann, cartOf, item, openDesk, quantities } from '../documents/support.ts';

const tag = fc.uint8Array({ minLength: 16, maxLength: 16 }).map(toBase64);
const moment = fc.nat().map((ms) => `0${ms.toString(36).padStart(8, '0')}0000`);

describe('the text of a stored value', () => {
  it('comes back as it was, whoever wrote it, and however much in it looks like a stamp', () => {
    const tags = fc.tuple(tag, tag, tag);
    const value = tags.chain((names) => {
      const stamp = fc.tuple(moment, fc.constantFrom(...names, 'claim:x', '')).map((signs) => signs.join(''));
      const text = fc.oneof(stamp, fc.constantFrom(...names), fc.string(), fc.constantFrom('\t', '\n', '\\n', '$&'));
      const parts = fc.array(fc.tuple(text, fc.oneof(text, fc.array(text), fc.dictionary(text, text))));
      return fc.tuple(parts, fc.constantFrom(...names, ''));
    });
    fc.assert(
      fc.property(value, ([parts, replica]: [Parts, string]) => {
        expect(textOf(packParts(parts, replica).text, replica)).toBe(pack(parts.flat()).text);
      }),
      runs(500),
    );
  });

  it('in the base names a replica once, however often it has to', async () => {
    const browser = createTestBrowser();
    const cart = cartOf(openDesk(browser, ann));
    cart.add(item('mug'), 2);
    await browser.clock.settle();
    browser.reopen();
    cartOf(openDesk(browser, ann));
    await browser.clock.settle();
    const line = browser.databases.entries('shop', 'base').find(([key]) => key.includes('mug'))?.[1];
    expect(String(line).match(/[\w-]{22}/g)).toHaveLength(1);
    browser.reopen();
    const again = cartOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(quantities(again)).toEqual({ mug: 2 });
  });
});
