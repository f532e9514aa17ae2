import { createCart, seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { active, clocks, ended, state, story, warned } from './support.ts';

describe('input at 100, page closed at 200', () => {
  it.each([
    { how: 'reopened', reopenAt: 300, left: 700, becomes: active },
    { how: 'reopened', reopenAt: 950, left: 50, becomes: warned },
    { how: 'crashed and reopened', reopenAt: 300, left: 700, becomes: active },
    { how: 'crashed and reopened', reopenAt: 950, left: 50, becomes: warned },
  ])('$how at $reopenAt: $left left', async ({ how, reopenAt, left, becomes }) => {
    const { a, at, open } = await story();
    await at(100);
    a.tab.input();
    await at(200);
    if (how === 'reopened') a.tab.close();
    else a.tab.crash();
    await at(reopenAt);
    const b = await open();
    expect(state(b)).toMatchObject(becomes);
    expect(b.remaining()).toBe(left);
    await at(1001);
    expect(state(b)).toMatchObject(ended('idle'));
  });

  it('reopened at 1500: ended, and the protected content was never shown', async () => {
    const { browser, a, at, begin } = await story();
    await at(100);
    a.tab.input();
    await at(200);
    a.tab.close();
    await at(1500);
    const b = begin();
    const shown: string[] = [];
    b.session.subscribe((next) => shown.push(next.status));
    await browser.clock.settle();
    expect(shown).toEqual(['unauthenticated']);
    expect(state(b)).toMatchObject(ended('idle'));
    expect(browser.network.count('/sign-out')).toBe(1);
  });

  it.each(clocks)('reopened after a night of sleep in which the monotonic clock %s: ended', async (monotonic) => {
    const { a, at, open, sleepTo } = await story();
    await at(200);
    a.tab.close();
    await sleepTo(30_000, { monotonic });
    const b = await open();
    expect(state(b)).toMatchObject(ended('idle'));
    expect(b.seen).toEqual([]);
  });

  it('reloaded a hundred times: each grants nothing, and the last one ends at 900', async () => {
    const { at, a, open } = await story();
    let tab = a;
    for (let reload = 1; reload <= 100; reload++) {
      await at(reload * 7);
      tab.tab.close();
      tab = await open();
    }
    await at(779);
    expect(state(tab)).toMatchObject(active);
    await at(781);
    expect(state(tab)).toMatchObject(warned);
    await at(900);
    expect(state(tab)).toMatchObject(ended('idle'));
  });

  it('does not prolong the absolute limit', async () => {
    const { at, a, open } = await story();
    let tab = a;
    for (let now = 600; now < 28_600; now += 600) {
      await at(now);
      tab.tab.input();
      tab.tab.close();
      tab = await open();
    }
    await at(28_681);
    expect(state(tab)).toMatchObject({ warning: { kind: 'absolute' } });
    await at(28_801);
    expect(state(tab)).toMatchObject(ended('absolute'));
  });
});

describe('a page that is opened', () => {
  it('is told nothing again of a sign-out of before', async () => {
    const { browser, a, open } = await story();
    void a.session.signOut();
    await browser.clock.settle();
    a.tab.close();
    const b = await open();
    expect(state(b)).toEqual({ status: 'unauthenticated', reason: null, resumable: false });
  });

  it.each([true, false])('after the end says whether work is kept, and it is the truth (%s)', async (worked) => {
    const { browser, a, at, begin } = await story();
    const cart = createCart(a.session, 'cart', { currency: 'EUR' });
    await browser.clock.settle();
    if (worked) cart.add({ sku: 'rope', price: 100 });
    await at(200);
    a.tab.close();
    await at(1500);
    const b = begin();
    await browser.clock.settle();
    expect(state(b)).toEqual({ status: 'unauthenticated', reason: 'idle', resumable: worked });
  });

  it('after a kill that lost the last seconds of localStorage does not bring a signed-out session back', async () => {
    const { browser, a, at, server, open } = await story();
    await at(100);
    browser.network.setOffline(true);
    void a.session.signOut();
    await browser.clock.settle();
    browser.reopen({ loseRecords: seconds(200) });
    const b = await open();
    expect(b.status()).toBe('unauthenticated');
    expect(server.signedIn()).not.toBeNull();
    browser.network.setOffline(false);
    await browser.clock.advance(seconds(20));
    expect(b.status()).toBe('unauthenticated');
    expect(server.signedIn()).toBeNull();
  });

  it('after a kill that lost the last minute of activity grants nothing for it', async () => {
    const { browser, a, at, open } = await story();
    await at(100);
    a.tab.input();
    await at(700);
    a.tab.input();
    await at(730);
    browser.reopen({ loseRecords: seconds(60) });
    const b = await open();
    expect(b.remaining()).toBe(270);
    await at(1001);
    expect(state(b)).toMatchObject(ended('idle'));
  });
});
