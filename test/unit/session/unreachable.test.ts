import { hours, minutes, seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { ada, createShop, grace, html } from '../../support/world/shop.ts';

describe('starting while the server gives no answer', () => {
  it.each([
    { what: 'HTML', answer: () => html(), freshness: 'stale' },
    { what: '502', answer: () => new Response('', { status: 502 }), freshness: 'stale' },
    { what: 'a network error', answer: () => Promise.reject(new TypeError('Failed to fetch')), freshness: 'offline' },
  ])('shows who was signed in, at once, over $what', async ({ answer, freshness }) => {
    const { browser, server, signedIn, open } = createShop();
    const a = await signedIn();
    a.tab.close();
    server.interrupt = answer;
    const b = await open();
    expect(b.session.getState()).toMatchObject({ status: 'authenticated', user: ada, freshness });
    server.interrupt = null;
    browser.network.setOffline(true);
    browser.network.setOffline(false);
    await browser.clock.advance(seconds(2));
    expect(b.session.getState()).toMatchObject({ status: 'authenticated', freshness: 'fresh' });
    expect(b.seen).toEqual(['signed-in ada restored']);
  });

  it('does not wait longer than four seconds for a server that hangs', async () => {
    const { browser, server, signedIn, begin } = createShop();
    const a = await signedIn();
    a.tab.close();
    server.interrupt = () => new Promise<Response>(() => {});
    const b = begin();
    await browser.clock.advance(seconds(5));
    expect(b.session.getState()).toMatchObject({ status: 'authenticated', user: ada, freshness: 'refreshing' });
    await browser.clock.advance(seconds(6));
    expect(b.session.getState()).toMatchObject({ status: 'authenticated', freshness: 'offline' });
  });

  it('believes the late answer of a server that took its time', async () => {
    const { browser, server, signedIn, begin } = createShop();
    const a = await signedIn();
    a.tab.close();
    const letGo = server.hold('/session');
    const b = begin();
    await browser.clock.advance(seconds(5));
    expect(b.status()).toBe('authenticated');
    letGo(Response.json({ user: null }));
    await browser.clock.advance(seconds(1));
    expect(b.session.getState()).toMatchObject({ status: 'unauthenticated', reason: 'revoked' });
  });

  it('shows nobody after a sign-out', async () => {
    const { browser, signedIn, open } = createShop();
    const a = await signedIn();
    await a.session.signOut();
    a.tab.close();
    browser.network.setOffline(true);
    const b = await open();
    expect(b.status()).not.toBe('authenticated');
    expect(browser.databases.entries('shop', 'session').filter(([key]) => key.startsWith('profile/'))).toEqual([]);
  });

  it('shows nobody when the server was last heard of longer ago than `maxStale`', async () => {
    const { browser, signedIn, begin } = createShop();
    const a = await signedIn({ maxStale: minutes(5) });
    a.tab.close();
    await browser.clock.sleep(minutes(6));
    browser.network.setOffline(true);
    const b = begin({ maxStale: minutes(5) });
    await browser.clock.advance(seconds(11));
    expect(b.session.getState()).toMatchObject({ status: 'unauthenticated', reason: 'boot-failed' });
    expect(b.seen).toEqual([]);
    browser.network.setOffline(false);
    await browser.clock.advance(seconds(2));
    expect(b.session.getState()).toMatchObject({ status: 'authenticated', user: ada });
  });

  it('keeps the person’s name sealed', async () => {
    const { browser, signedIn } = createShop();
    await signedIn();
    const stored = JSON.stringify(browser.databases.entries('shop', 'session'), (_key, value) =>
      value instanceof ArrayBuffer ? new TextDecoder('latin1').decode(value) : value,
    );
    expect(stored).toContain('profile/');
    expect(stored).not.toContain(ada.name);
  });
});

describe('a server that is not heard of', () => {
  it('leaves the person signed in for `maxStale` and no longer, and gives them back when it answers', async () => {
    const { browser, server, signedIn } = createShop();
    const a = await signedIn({ maxStale: minutes(30), idle: { timeout: hours(2), warning: minutes(2) } });
    server.interrupt = () => new Response('', { status: 502 });
    void a.session.verify();
    await browser.clock.advance(minutes(29));
    expect(a.session.getState()).toMatchObject({ status: 'authenticated', freshness: 'stale' });
    await browser.clock.advance(minutes(2));
    expect(a.session.getState()).toMatchObject({ status: 'unauthenticated', reason: 'boot-failed' });
    server.interrupt = null;
    a.tab.focus();
    await browser.clock.advance(seconds(2));
    expect(a.session.getState()).toMatchObject({ status: 'authenticated', user: ada, freshness: 'fresh' });
  });

  it('is asked again when the person comes back to the page', async () => {
    const { browser, server, signedIn } = createShop();
    const a = await signedIn();
    server.interrupt = () => new Response('', { status: 502 });
    await a.session.verify();
    expect(a.session.getState()).toMatchObject({ freshness: 'stale' });
    server.interrupt = null;
    a.tab.focus();
    await browser.clock.settle();
    expect(a.session.getState()).toMatchObject({ freshness: 'fresh' });
  });
});

describe('another tab’s sign-in', () => {
  it('is adopted without a question to the server', async () => {
    const { browser, open } = createShop();
    const tabs = [await open(), await open(), await open()];
    const before = browser.network.count();
    await tabs[0]?.session.signIn({ name: 'ada' });
    await browser.clock.settle();
    expect(tabs.map((tab) => tab.status())).toEqual(['authenticated', 'authenticated', 'authenticated']);
    expect(browser.network.count() - before).toBe(1);
  });

  it('is shown while the server hangs', async () => {
    const { browser, server, signedIn, open } = createShop();
    const a = await signedIn();
    const b = await open();
    server.interrupt = ({ url }) => (url.endsWith('/sign-in') ? undefined : new Promise<Response>(() => {}));
    await a.session.signIn({ name: 'grace' });
    await browser.clock.settle();
    expect(b.session.getState()).toMatchObject({ status: 'authenticated', user: grace });
    expect(b.seen).toContain('switched-user ada grace');
  });

  it('that overtook one here leaves nothing of that', async () => {
    const { browser, open } = createShop();
    const [a, b] = [await open(), await open()];
    void a.session.signIn({ name: 'ada' });
    void b.session.signIn({ name: 'grace' });
    await browser.clock.advance(seconds(2));
    const epochs = browser.databases
      .entries('shop', 'session')
      .filter(([key]) => key.startsWith('profile/'))
      .map(([key]) => key.split('/')[1]);
    const state = a.session.getState();
    expect(new Set(epochs)).toEqual(new Set(state.status === 'authenticated' ? [state.epoch] : []));
  });
});
