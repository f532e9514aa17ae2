import fc from 'fast-check';
import { createTestBrowser, type TestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import type { Draft } from '../../../src/documents/draft/face.ts';
import { documentHost } from '../../../src/vault/host.ts';
import { laws } from '../../support/runs.ts';
import { ann, type Desk, draftOf, openDesk, type Steps } from '../documents/support.ts';

const paths = ['contact.name', 'contact.email', 'delivery.street', 'payment.holder'] as const;
type Path = (typeof paths)[number];
interface Tab {
  readonly desk: Desk;
  readonly draft: Draft<Steps>;
}

/** Ann's draft in a tab whose clock is wrong by so much. */
const open = (browser: TestBrowser, skew = 0): Tab => {
  const desk = openDesk(browser, ann);
  const host = desk[documentHost];
  return { desk, draft: draftOf({ ...desk, [documentHost]: { ...host, now: () => host.now() + skew } }) };
};
const valuesOf = (draft: Draft<Steps>) => paths.map((path) => Number(draft.get(path) ?? 0));

describe('a crash', () => {
  it('P12: loses only what was not saved, wherever it comes and whatever storage was doing', async () => {
    const act = fc.oneof(
      { weight: 6, arbitrary: fc.record({ do: fc.constant('type'), n: fc.nat({ max: 3 }) }) },
      {
        weight: 5,
        arbitrary: fc.record({ do: fc.constantFrom('turn', 'pass', 'fail', 'slow', 'leave'), n: fc.nat({ max: 40 }) }),
      },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('crash'), n: fc.nat({ max: 1 }) }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 60 }), async (list) => {
        const browser = createTestBrowser();
        let count = 0;
        /** What the page said was saved, as it said so. */
        let saved = paths.map(() => 0);
        const watched = (): Tab => {
          const tab = open(browser);
          tab.draft.subscribe((state) => {
            if (state.saved === 'saved') saved = valuesOf(tab.draft);
          });
          return tab;
        };
        let tab = watched();
        await browser.clock.settle();
        const crash = async (): Promise<void> => {
          tab.desk.tab.crash();
          browser.databases.failNext(0);
          browser.databases.writeDelay = 0;
          const promised = saved;
          tab = watched();
          await browser.clock.advance(5000);
          valuesOf(tab.draft).forEach((found, at) => {
            expect(found).toBeGreaterThanOrEqual(promised[at] as number);
          });
        };
        for (const { do: what, n } of list) {
          if (what === 'type') tab.draft.set(paths[n] as Path, String(++count));
          else if (what === 'turn') for (let i = 0; i < n; i++) await new Promise((resume) => setImmediate(resume));
          else if (what === 'pass') await browser.clock.advance(n * 10);
          else if (what === 'fail') browser.databases.failNext(n % 6);
          else if (what === 'slow') browser.databases.writeDelay = n;
          else if (what === 'leave') tab.desk.exit();
          else await crash();
        }
        await crash();
      }),
      laws(60),
    );
  });
});

describe('clocks that are wrong', () => {
  it('P5, P10: the last edit stands, in every tab and after every reload, however clocks differ and jump', async () => {
    const act = fc.record({
      do: fc.constantFrom('type', 'type', 'type', 'jump', 'reload', 'open'),
      tab: fc.nat({ max: 2 }),
      path: fc.nat({ max: paths.length - 1 }),
      skew: fc.integer({ min: -120_000, max: 90_000 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 25 }), async (list) => {
        const browser = createTestBrowser();
        const tabs = [open(browser)];
        await browser.clock.settle();
        let count = 0;
        const expected = paths.map(() => 0);
        for (const { do: what, tab: which, path, skew } of list) {
          const at = which % tabs.length;
          const { draft, desk } = tabs[at] as Tab;
          if (what === 'type') {
            draft.set(paths[path] as Path, String(++count));
            expected[path] = count;
            expect(valuesOf(draft)).toEqual(expected);
          } else if (what === 'jump') browser.clock.setWall(skew);
          else if (what === 'reload') {
            desk.exit();
            desk.tab.close();
            tabs[at] = open(browser, skew);
          } else if (tabs.length < 3) tabs.push(open(browser, skew));
          await browser.clock.settle();
          for (const { draft: each } of tabs) expect(valuesOf(each)).toEqual(expected);
        }
      }),
      laws(60),
    );
  });
});
