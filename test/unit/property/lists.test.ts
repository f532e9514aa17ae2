import fc from 'fast-check';
import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import type { Draft } from '../../../src/documents/draft/face.ts';
import { laws } from '../../support/runs.ts';
import { type Steps, surveyOf } from '../documents/items/support.ts';
import { ann, type Desk, openDesk } from '../documents/support.ts';

const path = 'table.people';
const kinds = ['add', 'add', 'set', 'set', 'type', 'move', 'remove', 'whole', 'undo', 'redo', 'resolve'] as const;
const lives = ['open', 'close', 'crash', 'settle', 'settle', 'pass', 'deafen', 'wake'] as const;
const act = fc.record({
  do: fc.constantFrom(...kinds, ...lives),
  tab: fc.nat({ max: 2 }),
  at: fc.nat({ max: 4 }),
  n: fc.nat({ max: 4 }),
});
type Act = typeof act extends fc.Arbitrary<infer Made> ? Made : never;

/** One edit of a list, as a page would do it. */
function edit(draft: Draft<Steps>, { do: what, at, n }: Act): void {
  const people = draft.items(path);
  const list = people.getState();
  const id = list[at % (list.length || 1)]?.id ?? 'nobody';
  if (what === 'add') people.add({ name: `Ann ${n}` }, at);
  else if (what === 'set') people.set(id, n % 2 ? 'name' : 'diet', n % 2 ? `Bea ${n}` : 'vegan');
  else if (what === 'type') {
    const typing = people.edit(id, 'name');
    for (const text of ['C', 'Cl', `Cleo ${n}`]) typing.set(text);
    typing.end();
  } else if (what === 'move') people.move(id, n);
  else if (what === 'remove') people.remove(id);
  else if (what === 'whole')
    draft.set(path, n ? Array.from({ length: n }, (_, k) => ({ name: `Dora ${k}` })) : undefined);
  else if (what === 'undo') draft.undo();
  else if (what === 'redo') draft.redo();
  else if (what === 'resolve')
    for (const found of draft.getState().itemConflicts) draft.resolve(found, n % 2 ? found.values[0] : undefined);
}

const look = (draft: Draft<Steps>) => [
  draft
    .items(path)
    .getState()
    .map(({ id, value }) => ({ id, ...value })),
  draft.get(path),
  draft.getState().itemConflicts.map(({ values, ...place }) => [place, values.map(({ value }) => value)]),
];

describe.each([
  ['in clear', false],
  ['sealed', true],
])('a list in several tabs that come and go, stored %s', (_, personal) => {
  it('P4, P11: is the same in all of them and in one that opens later, with what lost, whatever was done and folded', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 40 }), async (list) => {
        const browser = createTestBrowser();
        const open = (): { desk: Desk; draft: Draft<Steps> } => {
          const desk = openDesk(browser, ann);
          return { desk, draft: surveyOf(desk, { personal }) };
        };
        let tabs = [open()];
        await browser.clock.settle();
        for (const each of list) {
          const tab = tabs[each.tab % tabs.length] as (typeof tabs)[number];
          if (each.do === 'open' && tabs.length < 3) tabs.push(open());
          else if (each.do === 'settle') await browser.clock.settle();
          else if (each.do === 'pass') await browser.clock.advance(each.n * 300);
          else if (each.do === 'deafen' || each.do === 'wake') {
            tab.desk.deaf = each.do === 'deafen';
            tab.desk.wake();
          } else if ((each.do === 'close' || each.do === 'crash') && tabs.length > 1) {
            if (each.do === 'close') tab.desk.exit();
            tab.desk.tab[each.do]();
            tabs = tabs.filter((other) => other !== tab);
          } else edit(tab.draft, each);
        }
        await browser.clock.settle();
        tabs.push(open());
        await browser.clock.settle();
        for (const { desk } of tabs) desk.wake();
        await browser.clock.settle();
        const seen = tabs.map(({ draft }) => look(draft));
        for (const each of seen) expect(each).toEqual(seen.at(-1));
      }),
      laws(60),
    );
  });
});

describe('a list in one tab', () => {
  it('is what it was, step by step, when all is taken back, and done again, with the items that were', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 25 }), async (list) => {
        const browser = createTestBrowser();
        const draft = surveyOf(openDesk(browser, ann));
        await browser.clock.settle();
        const states = [look(draft)];
        for (const each of list) {
          if (each.do === 'undo' || each.do === 'redo' || each.do === 'resolve') continue;
          edit(draft, each);
          const after = look(draft);
          // What changes nothing is no step.
          if (JSON.stringify(after) !== JSON.stringify(states.at(-1))) states.push(after);
          await browser.clock.advance(1000);
        }
        const ids = (state: unknown): string => JSON.stringify(state);
        const back = [look(draft)];
        while (draft.undo()) if (ids(look(draft)) !== ids(back.at(-1))) back.push(look(draft));
        const forth = [look(draft)];
        while (draft.redo()) if (ids(look(draft)) !== ids(forth.at(-1))) forth.push(look(draft));
        // An array that was cleared and one of which all was removed have the same items.
        const plain = (all: readonly unknown[][]) =>
          all.map(([items]) => items).filter((items, at, each) => at === 0 || ids(items) !== ids(each[at - 1]));
        expect(plain(back)).toEqual(plain(states.toReversed()));
        expect(plain(forth)).toEqual(plain(states));
      }),
      laws(60),
    );
  });
});
