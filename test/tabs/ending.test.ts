import { describe, expect } from 'vitest';
import { readEngines } from '../support/browsers.ts';
import { eventually, openTab, signIn, signOut, visit, whoIs } from './shop.ts';
import { setStage } from './stage.ts';

describe.each(await readEngines())('an end in $name', (engine) => {
  const stage = setStage(engine);

  stage.story('reaches five tabs, also a frozen one before it draws, and the server once', async () => {
    const first = await openTab(stage.browser, stage.shop.at(''));
    await signIn(first, 'ada');
    const others = [];
    for (let more = 0; more < 4; more++) others.push(await openTab(stage.browser, stage.shop.at('account'), 'Ada'));
    const [frozen] = others;
    await frozen?.freeze?.();
    const before = stage.shop.requests.filter((request) => request === 'POST /api/sign-out').length;
    await signOut(first);
    await eventually(() => whoIs(first)).toBe('');
    for (const tab of others.slice(1)) await eventually(() => whoIs(tab)).toBe('');
    await frozen?.thaw?.();
    if (frozen) await eventually(() => whoIs(frozen)).toBe('');
    await eventually(
      async () => stage.shop.requests.filter((request) => request === 'POST /api/sign-out').length - before,
    ).toBe(1);
    for (const tab of [first, ...others]) await tab.close();
  });

  stage.story('keeps what a page in bfcache showed from being seen again', async ({ skip }) => {
    if (!engine.full) return skip('a headless shell keeps no page alive');
    const gone = await openTab(stage.browser, stage.shop.at(''));
    await signIn(gone, 'ada');
    await visit(gone, 'account', 'Hello');
    const other = await openTab(stage.browser, stage.shop.at('account'), 'Ada');
    await gone.run(() => {
      addEventListener('pageshow', ({ persisted }) => {
        // What is on the screen in the first frame of the restored page.
        const { visibility } = getComputedStyle(document.documentElement);
        requestAnimationFrame(() => {
          document.documentElement.dataset['seen'] =
            `${persisted} ${visibility} ${document.querySelector('h1')?.textContent}`;
        });
      });
    });
    await gone.goto(`${stage.shop.server.url}/api/products`);
    await signOut(other);
    await eventually(() => whoIs(other)).toBe('');
    await gone.back();
    await eventually(() => gone.text('h1')).toContain('signed out');
    const seen = await gone.run(() => document.documentElement.dataset['seen'] ?? 'reloaded');
    expect(seen).not.toMatch(/visible .*Hello/);
    for (const tab of [gone, other]) await tab.close();
  });

  stage.story('comes before the first click after a sleep past the limit', async ({ skip }) => {
    const own = await engine.open();
    try {
      if (!own.holdClock || !own.jump || !own.sleep) return skip('this engine has no clock that can be moved');
      await own.holdClock();
      const tab = await openTab(own, stage.shop.at(''));
      await signIn(tab, 'ada');
      await visit(tab, 'account', 'Hello');
      await tab.run(() => {
        document.addEventListener('click', () => {
          document.documentElement.dataset['handled'] = 'click';
        });
      });
      const { page } = tab;
      const box = await page?.locator('main button').first().boundingBox();
      if (!page || !box) return skip('this engine has no mouse of its own');
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      // 20 minutes with a limit of 15, and the click comes before any timer and any move.
      await own.jump(20 * 60_000);
      await page.mouse.down();
      await page.mouse.up();
      await eventually(() => whoIs(tab)).toBe('');
      expect(await tab.run(() => document.documentElement.dataset['handled'] ?? 'nothing')).toBe('nothing');
      await eventually(() => tab.text('dialog')).toContain('Nobody touched');
    } finally {
      await own.close();
    }
  });

  stage.story('comes when a laptop wakes up past the limit, without any click', async ({ skip }) => {
    const own = await engine.open();
    try {
      if (!own.holdClock || !own.sleep) return skip('this engine has no clock that can be moved');
      await own.holdClock();
      const tab = await openTab(own, stage.shop.at('', '?idle=40&warning=20'));
      await signIn(tab, 'ada');
      await own.sleep(25_000);
      await eventually(() => tab.text('dialog')).toContain('Stay signed in');
      await own.sleep(60_000);
      await eventually(() => whoIs(tab)).toBe('');
    } finally {
      await own.close();
    }
  });
});
