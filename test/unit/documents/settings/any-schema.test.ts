import { type } from 'arktype';
import { createTestBrowser } from 'holdfast/testing';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createSettings } from '../../../../src/documents/settings/settings.ts';
import { ann, type Desk, openDesk } from '../support.ts';

const defaults = { look: { size: 1 }, tags: ['a'] };
const schemas = {
  zod: [
    z.object({ look: z.object({ size: z.number().max(9) }), tags: z.array(z.string().max(3)) }),
    z.object({ look: z.object({ size: z.number() }), tags: z.array(z.string()) }),
  ],
  valibot: [
    v.object({
      look: v.object({ size: v.pipe(v.number(), v.maxValue(9)) }),
      tags: v.array(v.pipe(v.string(), v.maxLength(3))),
    }),
    v.object({ look: v.object({ size: v.number() }), tags: v.array(v.string()) }),
  ],
  arktype: [
    type({ look: { size: 'number <= 9' }, tags: '(string <= 3)[]' }),
    type({ look: { size: 'number' }, tags: 'string[]' }),
  ],
} as const;

describe.each(['zod', 'valibot', 'arktype'] as const)('settings with a schema of %s', (library) => {
  // All of them take and give the same.
  const settingsOf = (desk: Desk, which: 0 | 1) =>
    createSettings(desk, 'workspace', {
      schema: schemas[library][which] as (typeof schemas)['zod'][0],
      defaults,
      sets: ['tags'],
    });

  it('refuse with the path', () => {
    const settings = settingsOf(openDesk(createTestBrowser(), ann), 0);
    expect(() => settings.set('look.size', 10)).toThrow(/"look\.size" can't be set so: look\.size: /);
    expect(() => settings.add('tags', 'long')).toThrow(/"tags" can't be set so: tags\.1: /);
    settings.set('look.size', 9);
    expect(settings.getState().values).toEqual({ look: { size: 9 }, tags: ['a'] });
  });

  it('set aside what is refused, and nothing else', async () => {
    const browser = createTestBrowser();
    const before = settingsOf(openDesk(browser, ann), 1);
    await browser.clock.settle();
    before.set({ 'look.size': 10, tags: ['b', 'long'] });
    await browser.clock.settle();
    browser.reopen();
    const desk = openDesk(browser, ann);
    const settings = settingsOf(desk, 0);
    await browser.clock.settle();
    expect(settings.getState().values).toEqual({ look: { size: 1 }, tags: ['b'] });
    expect(desk.reported.map(([, error]) => (error as Error).message.match(/"(look|tags)[^"]*"/)?.[0])).toEqual([
      '"look.size"',
      '"tags"',
    ]);
  });
});
