import fc from 'fast-check';
import { createTestBrowser, type TestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import type { Cart } from '../../../src/documents/cart/face.ts';
import type { Draft } from '../../../src/documents/draft/face.ts';
import { laws } from '../../support/runs.ts';
import { ann, cartOf, type Desk, draftOf, item, openDesk, type Steps } from '../documents/support.ts';

const paths = ['contact.name', 'contact.email', 'delivery.street'] as const;
/** Long enough that a letter more is stored as a change. */
const start = 'What was typed before, and stays: '.repeat(3);

interface Tab {
  readonly desk: Desk;
  /** Nobody else types into it meanwhile, so that it only grows. */
  readonly path: (typeof paths)[number];
  readonly draft: Draft<Steps>;
  readonly cart: Cart;
  /** How many letters of each field, and how many of the line, this tab has seen `saved`. */
  saved: readonly number[];
}

/** Each letter is typed behind the others, so that what a field holds says how many there were. */
const lettersIn = ({ draft }: Pick<Tab, 'draft'>): number[] =>
  paths.map((path) => Math.max(0, String(draft.get(path) ?? '').length - start.length));
const countOf = ({ cart }: Pick<Tab, 'cart'>): number => cart.getState().count;

const act = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom('type', 'type', 'type', 'add'),
      tab: fc.nat({ max: 2 }),
      n: fc.nat({ max: 2 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('pass', 'turn', 'turn', 'open', 'exit', 'deafen', 'slow', 'fail', 'full', 'wake'),
      tab: fc.nat({ max: 2 }),
      n: fc.nat({ max: 30 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom('crash', 'close'), tab: fc.nat({ max: 2 }), n: fc.nat({ max: 30 }) }),
  },
);

describe.each([
  ['in clear', false],
  ['sealed', true],
])('stays that type letter by letter, with what is stored %s', (_, personal) => {
  const open = (browser: TestBrowser, others: readonly Tab[] = []): Tab => {
    const desk = openDesk(browser, ann);
    const path = paths.find((each) => others.every((other) => other.path !== each)) ?? paths[0];
    const parts = { desk, path, draft: draftOf(desk, { personal }), cart: cartOf(desk, { personal }) };
    const tab: Tab = { ...parts, saved: [0, 0, 0, 0] };
    const note = (): void => {
      const [draft, cart] = [tab.draft.getState().saved === 'saved', tab.cart.getState().saved === 'saved'];
      const now = [
        ...lettersIn(tab).map((n, at) => (draft ? n : (tab.saved[at] ?? 0))),
        cart ? countOf(tab) : (tab.saved[3] ?? 0),
      ];
      tab.saved = now;
    };
    tab.draft.subscribe(note);
    tab.cart.subscribe(note);
    return tab;
  };

  it('P11, P12: lose nothing that was saved, while others fold what they stand on, crash, and read it again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 50 }), async (list) => {
        const browser = createTestBrowser();
        let tabs = [open(browser)];
        await browser.clock.settle();
        /** What any tab has ever seen saved. */
        let promised = [0, 0, 0, 0];
        const keep = (): void => {
          for (const { saved } of tabs) promised = promised.map((n, at) => Math.max(n, saved[at] ?? 0));
        };
        const heal = (): void => {
          browser.databases.failNext(0);
          browser.databases.writeDelay = 0;
          browser.databases.quota = Number.POSITIVE_INFINITY;
        };
        for (const { do: what, tab: at, n } of list) {
          const tab = tabs[at % tabs.length] as Tab;
          if (what === 'type') {
            await browser.clock.advance(1);
            // What is typed before it is restored stands instead of that.
            if (!/restoring|volatile/.test(tab.draft.getState().saved))
              tab.draft.set(tab.path, `${tab.draft.get(tab.path) || start}x`);
          } else if (what === 'add') tab.cart.add(item('a mug with a rather long name'));
          else if (what === 'pass') await browser.clock.advance(n * 10);
          else if (what === 'turn') for (let i = 0; i < n; i++) await new Promise((resume) => setImmediate(resume));
          else if (what === 'open' && tabs.length < 3) tabs.push(open(browser, tabs));
          else if (what === 'exit') tab.desk.exit();
          else if (what === 'deafen') tab.desk.deaf = !tab.desk.deaf;
          else if (what === 'slow') browser.databases.writeDelay = n;
          else if (what === 'fail') browser.databases.failNext(n % 4);
          else if (what === 'full') browser.databases.quota = n % 2 ? browser.databases.size : Number.POSITIVE_INFINITY;
          else if (what === 'wake') tab.desk.wake();
          else if (what === 'crash' || what === 'close') {
            keep();
            tab.desk.tab[what]();
            tabs = tabs.filter((other) => other !== tab);
            if (tabs.length) continue;
            heal();
            tabs = [open(browser)];
          }
        }
        keep();
        heal();
        for (const { desk } of tabs) desk.deaf = false;
        await browser.clock.advance(5000);
        for (const { desk } of tabs) desk.wake();
        await browser.clock.settle();
        for (const { desk } of tabs) desk.tab.crash();
        for (let times = 0; times < 2; times++) {
          const last = open(browser);
          await browser.clock.advance(5000);
          [...lettersIn(last), countOf(last)].forEach((found, at) => {
            expect([at, found]).toSatisfy(() => found >= (promised[at] as number));
          });
          expect([last.draft.getState().saved, last.cart.getState().saved]).toEqual(['saved', 'saved']);
          expect(last.desk.reported.filter(([, error]) => String(error).includes('understood'))).toEqual([]);
          last.desk.tab.crash();
        }
        expect(browser.databases.entries('shop', 'journal')).toEqual([]);
      }),
      laws(60),
    );
  });
});
