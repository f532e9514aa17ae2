import { describe, expect, it } from 'vitest';
import { readEngines } from '../support/browsers.ts';
import { eventually, everythingStored, openShop, openTab, signIn, signOut, whoIs } from './shop.ts';

describe.each(await readEngines())('what dies in the middle, in $name', (engine) => {
  const story = it.skipIf(engine.missing !== undefined);

  story('a browser that still owes a sign-out makes it good when it is back, and shows nobody before', async () => {
    const shop = await openShop();
    const told = (): number => shop.requests.filter((request) => request === 'POST /api/sign-out').length;
    let browser = await engine.open();
    try {
      const tab = await openTab(browser, shop.at(''));
      await signIn(tab, 'ada');
      const tried = new Promise<void>((resolve) => {
        void tab.page?.route('**/api/sign-out', async (route) => {
          await route.abort();
          resolve();
        });
      });
      await signOut(tab);
      // The server is told when the disk knows: a browser that dies in the instant of the click has signed out nobody.
      await tried;
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
      // At once, unless the dead tab's claim to telling it still stands.
      await expect.poll(told, { timeout: 30_000 }).toBe(1);
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
    const shop = await openShop({ limits: { access: 1500 } });
    const browser = await engine.open();
    try {
      const at = (place: string): string => shop.at(place, '?transport=bearer');
      const holder = await openTab(browser, at(''));
      if (!holder.crash || !holder.page) return skip('this engine can’t make a tab crash');
      await signIn(holder, 'ada');
      // Its next refresh never reaches the server, and is never answered.
      let asking = false;
      await holder.page.route('**/api/token', () => {
        asking = true;
      });
      const turnPages = (): void => {
        location.hash = location.hash === '#/account' ? '#/cart' : '#/account';
      };
      await eventually(async () => {
        await holder.run(turnPages);
        return asking;
      }).toBe(true);
      const other = await browser.newTab(at('account'));
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
