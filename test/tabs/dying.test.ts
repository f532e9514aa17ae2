import { describe, expect, it } from 'vitest';
import { readEngines } from '../support/browsers.ts';
import { eventually, everythingStored, openShop, openTab, signIn, signOut, visit, whoIs } from './shop.ts';

const minute = 60_000;

describe.each(await readEngines())('what dies in the middle, in $name', (engine) => {
  const story = it.skipIf(engine.missing !== undefined);

  story('a browser that still owes a sign-out makes it good when it is back, and shows nobody before', async () => {
    const shop = await openShop();
    const told = (): number => shop.requests.filter((request) => request === 'POST /api/sign-out').length;
    let browser = await engine.open();
    try {
      const tab = await openTab(browser, shop.at(''));
      await signIn(tab, 'ada');
      await tab.page?.route('**/api/sign-out', (route) => route.abort());
      await signOut(tab);
      expect(told()).toBe(0);
      await browser.kill();
      browser = await browser.reopen();
      const back = await browser.newTab();
      const names: string[] = [];
      await back.page?.exposeFunction('heard', (name: string) => names.push(name));
      await back.page?.addInitScript(() => {
        const watch = (): void => {
          const bar = document.querySelector('nav[aria-label="Shop"]')?.textContent ?? '';
          if (bar.includes('Ada')) (globalThis as { heard?: (name: string) => void }).heard?.('Ada');
          requestAnimationFrame(watch);
        };
        watch();
      });
      await back.goto(shop.at('account'));
      await eventually(() => back.text('h1')).not.toBe('');
      await eventually(async () => told()).toBe(1);
      await eventually(() => back.run(() => fetch('/api/session').then((answer) => answer.json()))).toEqual({
        user: null,
      });
      expect(await whoIs(back)).toBe('');
      expect(names).toEqual([]);
    } finally {
      await browser.close();
      await shop.close();
    }
  });

  story('a tab that crashes in the middle of a refresh holds up nobody, and signs nobody out', async ({ skip }) => {
    const shop = await openShop({ limits: { access: minute } });
    const browser = await engine.open();
    try {
      if (!browser.holdClock || !browser.jump) return skip('this engine has no clock that can be moved');
      await browser.holdClock();
      const bearer = '?transport=bearer';
      const holder = await openTab(browser, shop.at('', bearer));
      if (!holder.crash || !holder.page) return skip('this engine can’t make a tab crash');
      await signIn(holder, 'ada');
      await visit(holder, 'cart', 'cart');
      const other = await openTab(browser, shop.at('', bearer), 'Ada');
      // The request of the first never reaches the server, and the answer never comes.
      const asked = new Promise<void>((resolve) => {
        void holder.page?.route('**/api/token', () => resolve());
      });
      // Only the first tab gets to notice.
      await other.freeze?.();
      await browser.jump(minute + 1000);
      const visitOrders = (tab: typeof other): Promise<void> =>
        tab.run(() => {
          location.hash = '#/account';
        });
      await visitOrders(holder);
      await asked;
      await other.thaw?.();
      await visitOrders(other);
      await holder.crash();
      await eventually(() => other.text('main')).toContain('order');
      expect(await whoIs(other)).toBe('Ada');
    } finally {
      await browser.close();
      await shop.close();
    }
  });

  story(
    'a browser that dies shows the same person when it starts without a network, and keeps the name sealed',
    async () => {
      const shop = await openShop();
      let browser = await engine.open();
      try {
        const tab = await openTab(browser, shop.at(''));
        await signIn(tab, 'ada');
        expect(await everythingStored(tab)).not.toContain('Lovelace');
        await browser.kill();
        browser = await browser.reopen();
        const back = await browser.newTab();
        // The page is there, and its server is not.
        await back.page?.route('**/api/**', (route) => route.abort());
        await back.goto(shop.at(''));
        await eventually(() => whoIs(back)).toBe('Ada');
      } finally {
        await browser.close();
        await shop.close();
      }
    },
  );
});
