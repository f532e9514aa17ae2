import { describe, expect, it } from 'vitest';
import { readEngines } from '../support/browsers.ts';
import { eventually, everythingStored, openShop, openTab, signIn, whoIs } from './shop.ts';

describe.each(await readEngines())('tokens in $name', (engine) => {
  it.skipIf(engine.missing !== undefined)(
    'are refreshed by one of five tabs for all, and stand nowhere in clear',
    async ({ skip }) => {
      const shop = await openShop({ limits: { access: 60_000 } });
      const browser = await engine.open();
      try {
        if (!browser.holdClock || !browser.jump) return skip('this engine has no clock that can be moved');
        await browser.holdClock();
        const bearer = '?transport=bearer';
        const tokens: string[] = [];
        const first = await openTab(browser, shop.at('', bearer));
        first.page?.on('response', async (response) => {
          if (!response.url().endsWith('/api/token')) return;
          const { access_token, refresh_token } = (await response.json()) as Record<string, string>;
          tokens.push(access_token ?? '', refresh_token ?? '');
        });
        await signIn(first, 'ada');
        const tabs = [first];
        while (tabs.length < 5) tabs.push(await openTab(browser, shop.at('', bearer), 'Ada'));
        const refreshes = (): number => shop.requests.filter((request) => request === 'POST /api/token').length;
        // Past the access token's life, by the clock of every tab; then all ask for their orders at once.
        const before = refreshes();
        await browser.jump(61_000);
        await Promise.all(
          tabs.map((tab) =>
            tab.run(() => {
              location.hash = '#/account';
            }),
          ),
        );
        for (const tab of tabs) await eventually(() => tab.text('main')).toContain('order');
        for (const tab of tabs) expect(await whoIs(tab)).toBe('Ada');
        expect(refreshes() - before).toBe(1);
        expect(tokens.length).toBeGreaterThan(0);
        const stored = await everythingStored(first);
        for (const token of tokens) expect(stored).not.toContain(token);
      } finally {
        await browser.close();
        await shop.close();
      }
    },
  );
});
