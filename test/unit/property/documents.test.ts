import fc from 'fast-check';
import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import type { Cart } from '../../../src/documents/cart/face.ts';
import type { Draft } from '../../../src/documents/draft/face.ts';
import { laws } from '../../support/runs.ts';
import {
  ann,
  cartOf,
  type Desk,
  draftOf,
  guest,
  item,
  openDesk,
  quantities,
  type Steps,
} from '../documents/support.ts';

interface Tab {
  readonly desk: Desk;
  readonly cart: Cart;
  readonly draft: Draft<Steps>;
}

const skus = ['S1', 'S2'] as const;
const act = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('add', 'subtract', 'set', 'type'),
      tab: fc.nat({ max: 2 }),
      n: fc.nat({ max: 4 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('open', 'close', 'crash', 'fail', 'settle'),
      tab: fc.nat({ max: 2 }),
      n: fc.nat({ max: 4 }),
    }),
  },
);
const few = laws(30);

describe.each([
  ['in clear', false],
  ['sealed', true],
])('several tabs that come and go, with what is stored %s', (_, personal) => {
  const open = (browser: ReturnType<typeof createTestBrowser>, as = ann): Tab => {
    const desk = openDesk(browser, as);
    return { desk, cart: cartOf(desk, { personal }), draft: draftOf(desk, { personal }) };
  };

  it('P11: show the same, and what was saved, however often it was folded and wherever that was cut short', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 30 }), async (list) => {
        const browser = createTestBrowser();
        let tabs = [open(browser)];
        await browser.clock.settle();
        /** Nothing can be sealed before storage has answered: what is typed into a sealed document and left behind then is lost. */
        const settleSealed = (): unknown => personal && browser.clock.advance(2000);
        /** Additions only, so that what must be there is a sum; of which the unsaved ones of a crash may be missing. */
        let added = 0;
        let typed = 0;
        for (const { do: what, tab: at, n } of list) {
          const tab = tabs[at % tabs.length] as Tab;
          if (what === 'add') {
            tab.cart.add(item('S1'), n + 1);
            added += n + 1;
          } else if (what === 'type') {
            await browser.clock.advance(1);
            tab.draft.set('contact.name', String(++typed));
          } else if (what === 'settle') await browser.clock.advance(2000);
          else if (what === 'open' && tabs.length < 3) {
            tabs.push(open(browser));
            await settleSealed();
          } else if (what === 'fail') browser.databases.failNext(n);
          else if (what === 'close' || what === 'crash') {
            if (what === 'crash') await browser.clock.advance(2000);
            else tab.desk.exit();
            tab.desk.tab[what]();
            tabs = tabs.filter((other) => other !== tab);
            if (tabs.length) continue;
            tabs = [open(browser)];
            await settleSealed();
          }
        }
        browser.databases.failNext(0);
        await browser.clock.advance(5000);
        for (const { desk } of tabs) desk.wake();
        await browser.clock.settle();
        tabs.push(open(browser));
        await browser.clock.settle();
        for (const { cart, draft } of tabs) {
          expect(cart.getState().count).toBe(added);
          expect(draft.get('contact.name')).toBe(typed ? String(typed) : undefined);
        }
      }),
      few,
    );
  });

  it('P4: agree with each other after anything at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 30 }), async (list) => {
        const browser = createTestBrowser();
        let tabs = [open(browser)];
        for (const { do: what, tab: at, n } of list) {
          const tab = tabs[at % tabs.length] as Tab;
          const sku = skus[n % 2] as string;
          const key = tab.cart.getState().lines.find((line) => line.sku === sku)?.key ?? '';
          if (what === 'add') tab.cart.add(item(sku), n + 1);
          else if (what === 'subtract') tab.cart.subtract(key, n + 1);
          else if (what === 'set') tab.cart.setQuantity(key, n);
          else if (what === 'type') tab.draft.set(n % 2 ? 'contact.name' : 'contact.email', `${sku}${n}`);
          else if (what === 'open' && tabs.length < 3) tabs.push(open(browser));
          else if (what === 'settle') await browser.clock.advance(n);
          else if ((what === 'close' || what === 'crash') && tabs.length > 1) {
            tab.desk.tab[what]();
            tabs = tabs.filter((other) => other !== tab);
          }
        }
        await browser.clock.settle();
        tabs.push(open(browser));
        await browser.clock.settle();
        for (const { desk } of tabs) desk.wake();
        await browser.clock.settle();
        const seen = tabs.map(({ cart, draft }) => [quantities(cart), draft.getState().values]);
        for (const each of seen) expect(each).toEqual(seen[0]);
      }),
      few,
    );
  });

  it("P8: claim a guest's cart once, whoever signs in where, how often, and killed wherever", async () => {
    const step = fc.record({
      do: fc.constantFrom('add', 'sign-in', 'hear', 'crash', 'open', 'turn'),
      tab: fc.nat({ max: 1 }),
      n: fc.nat({ max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 16 }), async (list) => {
        const browser = createTestBrowser();
        const account = open(browser);
        account.cart.add(item('S1'), 3);
        await browser.clock.settle();
        browser.reopen();
        let tabs = [open(browser, guest)];
        await browser.clock.settle();
        let added = 3;
        let signedIn = false;
        for (const { do: what, tab: at, n } of list) {
          const tab = tabs[at % tabs.length] as Tab;
          if (what === 'add' && !signedIn) {
            tab.cart.add(item('S1'), n + 1);
            added += n + 1;
            await browser.clock.settle();
          } else if (what === 'sign-in') {
            signedIn = true;
            tab.desk.become(ann, 'signed-in');
          } else if (what === 'hear' && signedIn) tab.desk.become(ann, 'restored');
          else if (what === 'open' && tabs.length < 2) tabs.push(open(browser, signedIn ? ann : guest));
          else if (what === 'crash') {
            tab.desk.tab.crash();
            tabs = tabs.filter((other) => other !== tab);
            if (!tabs.length) tabs = [open(browser, signedIn ? ann : guest)];
          } else if (what === 'turn') for (let i = 0; i < n; i++) await Promise.resolve();
        }
        await browser.clock.settle();
        browser.reopen();
        const last = open(browser, guest);
        await browser.clock.settle();
        last.desk.become(ann, 'signed-in');
        await browser.clock.settle();
        expect(quantities(last.cart)).toEqual({ S1: added });
      }),
      few,
    );
  });
});
