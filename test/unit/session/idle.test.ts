// @vitest-environment node
import { createCart, seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { createShop, until } from './support.ts';

/** A signed-in tab, and a clock in seconds since the sign-in. */
async function story(options: Parameters<ReturnType<typeof createShop>['open']>[0] = {}) {
  const shop = createShop();
  const a = await shop.signedIn(options);
  const start = shop.browser.clock.elapsed();
  return { ...shop, a, at: (moment: number) => until(shop.browser, start, moment) };
}

describe('the idle limit', () => {
  it('warns at 780 and ends at 900 when nobody touches the page, and says each once', async () => {
    const { a, at } = await story();
    await at(779);
    expect(a.session.getState()).toMatchObject({ status: 'authenticated', warning: null });
    await at(780);
    expect(a.session.getState()).toMatchObject({ warning: { kind: 'idle' } });
    expect(a.remaining()).toBe(120);
    await at(899);
    expect(a.status()).toBe('authenticated');
    await at(2000);
    expect(a.session.getState()).toEqual({ status: 'unauthenticated', reason: 'idle', resumable: false });
    expect(a.seen).toEqual(['signed-in ada', 'warning idle 120', 'ended idle']);
  });

  it('counts from the last click', async () => {
    const { a, at } = await story();
    await at(700);
    a.tab.input();
    await at(1479);
    expect(a.session.getState()).toMatchObject({ warning: null });
    await at(1480);
    expect(a.session.getState()).toMatchObject({ warning: { kind: 'idle' } });
    await at(1600);
    expect(a.status()).toBe('unauthenticated');
  });

  it('does not warn somebody who clicked half a second before the warning', async () => {
    const { a, at } = await story();
    await at(779.5);
    a.tab.input();
    await at(781);
    expect(a.session.getState()).toMatchObject({ warning: null });
  });

  it.each([true, false])('warns with the truth about whether work would be kept (%s)', async (worked) => {
    const { a, at } = await story();
    const cart = createCart(a.session, 'cart', { currency: 'EUR' });
    await at(10);
    if (worked) cart.add({ sku: 'rope', price: 100 });
    await at(780);
    expect(a.session.timer.getState().kept).toBe(worked);
  });

  it('is not answered by moves and keys once it warns', async () => {
    const { a, at } = await story();
    await at(800);
    for (let move = 0; move < 60; move++) expect(a.tab.input()).toBe('pass');
    await at(900);
    expect(a.session.getState()).toMatchObject({ reason: 'idle' });
  });

  it('is answered by any input where the application says so', async () => {
    const { a, at } = await story({ idle: { timeout: seconds(900), warning: seconds(120), answer: 'any-input' } });
    await at(800);
    a.tab.input();
    await at(801);
    expect(a.session.getState()).toMatchObject({ warning: null });
  });

  it('gives the whole time anew after each extension the server agrees to, twelve times in a row', async () => {
    const { a, at } = await story();
    let now = 0;
    for (let time = 0; time < 12; time++) {
      now += 850;
      await at(now);
      expect(a.session.getState()).toMatchObject({ warning: { kind: 'idle' } });
      const extending = a.session.extend();
      await at(now + 0.1);
      expect(await extending).toEqual({ outcome: 'extended' });
      expect(a.session.getState()).toMatchObject({ warning: null });
      expect(a.remaining()).toBeGreaterThan(898);
    }
  });

  it('refuses to extend after the end, also when no timer could run before', async () => {
    const { a, at } = await story();
    await at(800);
    a.tab.suspendTimers();
    await at(900.5);
    expect(await a.session.extend()).toEqual({ outcome: 'ended', reason: 'idle' });
  });

  it('ends before the application sees the first click after hidden, suspended timers', async () => {
    const { a, at } = await story();
    await at(60);
    a.tab.hide();
    a.tab.suspendTimers();
    await at(1200);
    const seenBefore = a.tab.seen;
    expect(a.tab.input()).toBe('swallow');
    expect(a.tab.seen).toBe(seenBefore);
    expect(a.session.getState()).toMatchObject({ status: 'unauthenticated', reason: 'idle' });
  });

  it('is held by a busy tab for an idle one, at the price of one shared write a second', async () => {
    const { browser, a, at, open } = await story();
    const b = await open();
    const writesBefore = browser.records.writes;
    const messagesBefore = browser.messages.sent.length;
    for (let half = 1; half <= 7200; half++) {
      await at(half / 2);
      for (let input = 0; input < 5; input++) a.tab.input();
    }
    expect(b.seen).not.toContain('warning idle 120');
    expect(b.status()).toBe('authenticated');
    expect(browser.records.writes - writesBefore).toBeLessThanOrEqual(3700);
    expect(browser.messages.sent.length - messagesBefore).toBeLessThanOrEqual(3700);
  });
});

describe('the absolute limit', () => {
  it('warns and ends in spite of input, and can not be extended', async () => {
    const { a, at } = await story();
    for (let now = 10; now < 28_680; now += 10) {
      await at(now);
      a.tab.input();
    }
    await at(28_680);
    expect(a.session.getState()).toMatchObject({ warning: { kind: 'absolute' } });
    expect(await a.session.extend()).toEqual({ outcome: 'reauthentication-needed' });
    await at(28_800);
    expect(a.session.getState()).toMatchObject({ reason: 'absolute' });
    expect(a.seen).toEqual(['signed-in ada', 'warning absolute 120', 'ended absolute']);
  });

  it('holds for an idle limit of thirty days, longer than a timer of the browser', async () => {
    const day = 86_400;
    const { a, at } = await story({
      idle: { timeout: seconds(30 * day), warning: seconds(3600) },
      lifetime: seconds(60 * day),
      keepAlive: seconds(60 * day),
    });
    await at(25 * day);
    expect(a.session.getState()).toMatchObject({ warning: null });
    await at(30 * day - 3600);
    expect(a.session.getState()).toMatchObject({ warning: { kind: 'idle' } });
  });
});

describe('the server', () => {
  it('hears of input at most once a keep-alive, and never of nobody', async () => {
    const { browser, a, at } = await story({ keepAlive: seconds(60) });
    for (const moment of [10, 20, 70]) {
      await at(moment);
      a.tab.input();
    }
    await at(130);
    const touched = browser.network.count('/touch');
    expect(touched).toBeGreaterThanOrEqual(1);
    expect(touched).toBeLessThanOrEqual(3);
    await at(899);
    expect(browser.network.count('/touch')).toBe(touched);
  });

  it('wins with a shorter limit than ours', async () => {
    const shop = createShop();
    shop.server.lease = { expiresIn: seconds(600) };
    const a = await shop.signedIn();
    const start = shop.browser.clock.elapsed();
    await until(shop.browser, start, 480);
    expect(a.session.getState()).toMatchObject({ warning: { kind: 'server' } });
    await until(shop.browser, start, 600);
    expect(a.session.getState()).toMatchObject({ status: 'unauthenticated', reason: 'absolute' });
  });

  it('leaves the warning open when it can not be reached, says so, and is asked again', async () => {
    const { browser, a, at } = await story();
    await at(800);
    browser.network.setOffline(true);
    const extending = a.session.extend();
    await at(803);
    expect(await extending).toMatchObject({ outcome: 'failed', failure: { kind: 'network' } });
    expect(a.session.getState()).toMatchObject({ freshness: 'offline', warning: { kind: 'idle' } });
    expect(a.session.timer.getState().extension).toBe('failed');
    browser.network.setOffline(false);
    await at(812);
    expect(a.session.getState()).toMatchObject({ freshness: 'fresh', warning: null });
  });

  it('ends the session at once when it answers an extension with 401', async () => {
    const { server, a, at } = await story();
    await at(800);
    server.user = null;
    const extending = a.session.extend();
    await at(801);
    expect(await extending).toEqual({ outcome: 'ended', reason: 'revoked' });
  });
});
