import type { StandardSchemaV1 } from '@standard-schema/spec';
import fc from 'fast-check';
import { createTestBrowser, type TestBrowser } from 'holdfast/testing';
import { expect, it } from 'vitest';
import { createDraft } from '../../../src/documents/draft/draft.ts';
import { readHead } from '../../../src/vault/stored.ts';
import { laws } from '../../support/runs.ts';
import { ann, openDesk } from '../documents/support.ts';

type Form = Readonly<Record<string, string | undefined>>;
const form: StandardSchemaV1<Form> = {
  '~standard': { version: 1, vendor: 'test', validate: (value) => ({ value: value as Form }) },
};
const fields = Array.from({ length: 90 }, (_, at) => `form.f${at}`);

const open = (browser: TestBrowser, personal: boolean | readonly string[]) => {
  const desk = openDesk(browser, ann);
  return { desk, draft: createDraft(desk, 'wide', { steps: { form }, personal: personal as boolean }) };
};
type Tab = ReturnType<typeof open>;

const act = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('set'), tab: fc.nat(2), at: fc.nat(89), n: fc.nat(70) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('clear', 'reset', 'open', 'crash', 'close', 'fail', 'wake'),
      tab: fc.nat(2),
      at: fc.nat(89),
      n: fc.nat(4),
    }),
  },
);

/** A field of which the whole and what changed in it are folded in two transactions, beside what stands in the base already. */
const apart = [
  { do: 'set', tab: 0, at: 37, n: 28 },
  { do: 'open', tab: 0, at: 0, n: 0 },
  { do: 'set', tab: 0, at: 20, n: 0 },
  { do: 'set', tab: 0, at: 20, n: 16 },
  { do: 'set', tab: 0, at: 37, n: 32 },
  { do: 'set', tab: 0, at: 35, n: 50 },
  { do: 'set', tab: 1, at: 20, n: 22 },
];

/** What stands in the base, by the fields it names. */
const baseOf = (browser: TestBrowser): string[] =>
  browser.databases
    .entries('shop', 'base')
    .filter(([key, value]) => !key.includes('@') && typeof value === 'string' && readHead(value))
    .flatMap(([, value]) => String(value).match(/"form\.f\d+"/g) ?? []);

it.each([
  ['in clear', false],
  ['sealed', true],
])(
  'P11: a wide form %s shows what was last set, however it was folded, and nothing older stays behind',
  async (_, personal) => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 20 }), async (list) => {
        const browser = createTestBrowser();
        let tabs: Tab[] = [open(browser, personal)];
        const wanted = new Map<string, string>();
        let typed = 0;
        await browser.clock.advance(2000);
        for (const { do: what, tab: at, at: first, n } of list) {
          const { desk, draft } = tabs[at % tabs.length] as Tab;
          const chosen = fields.slice(first, first + n + 1);
          if (what === 'set') {
            const values = chosen.map((field) => [field, `~${++typed}~`] as const);
            draft.set(Object.fromEntries(values));
            for (const [field, value] of values) wanted.set(field, value);
          } else if (what === 'clear') {
            for (const field of chosen) draft.set(field as 'form.f0', undefined);
            for (const field of chosen) wanted.delete(field);
          } else if (what === 'reset') {
            draft.reset();
            wanted.clear();
          } else if (what === 'fail') browser.databases.failNext(n);
          else if (what === 'wake') desk.wake();
          else if (what === 'open' && tabs.length < 3) tabs.push(open(browser, personal));
          else if (what === 'crash' || what === 'close') {
            if (what === 'close') desk.exit();
            desk.tab[what]();
            tabs = tabs.filter((tab) => tab.desk !== desk);
            if (!tabs.length) tabs = [open(browser, personal)];
          }
          await browser.clock.advance(2000);
        }
        browser.databases.failNext(0);
        await browser.clock.advance(5000);
        const shown = (tab: Tab) =>
          Object.entries(tab.draft.getState().values.form).filter(([, value]) => value !== undefined);
        const expected = Object.fromEntries([...wanted].map(([field, value]) => [field.slice('form.'.length), value]));
        for (const tab of [...tabs, open(browser, personal)]) {
          tab.desk.wake();
          await browser.clock.advance(2000);
          expect(Object.fromEntries(shown(tab))).toEqual(expected);
        }
        // Twice: what the last one of them left is folded by the next.
        for (let times = 0; times < 2; times++) {
          browser.reopen();
          const last = open(browser, personal);
          await browser.clock.advance(2000);
          expect(Object.fromEntries(shown(last))).toEqual(expected);
        }
        expect(browser.databases.entries('shop', 'journal')).toEqual([]);
        if (personal) return;
        const base = baseOf(browser);
        expect(base.length).toBe(new Set(base).size);
        expect([...browser.text().matchAll(/~\d+~/g)].map(([value]) => value).sort()).toEqual(
          [...wanted.values()].sort(),
        );
      }),
      { ...laws(15), examples: [[apart]] },
    );
  },
);
