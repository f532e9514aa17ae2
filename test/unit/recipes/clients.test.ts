import { cookie, createSession, isHoldfastError, seconds } from 'holdfast';
import { createTestBrowser, createTestServer } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import type { Person } from '../../support/world/shop.ts';
import { createWorld, login, type TokenTab, type World } from '../../support/world/tokens.ts';
import { type Client, clients } from './clients.ts';

const codeOf = (error: { code?: string; name: string }): string => error.code ?? error.name;

describe.each(clients)('$name', ({ connect }) => {
  /** A shop with Ada signed in, whose token has expired. */
  async function expired(): Promise<World & { a: TokenTab; api: Client }> {
    const shop = createWorld();
    const a = await shop.signedIn();
    await shop.browser.clock.advance(seconds(61));
    return Object.assign(shop, { a, api: connect(a.session) });
  }
  const refuseOnce = (shop: World): void => {
    let refused = false;
    shop.server.interrupt = (request) => {
      if (refused || !request.url.endsWith('/orders')) return undefined;
      refused = true;
      return Response.json({ error: 'invalid_token' }, { status: 401 });
    };
  };

  it('shares one refresh between twenty calls on an expired token, and all succeed', async () => {
    const { browser, api, refreshes } = await expired();
    const calls = Array.from({ length: 20 }, () => api.get('api'));
    await browser.clock.advance(seconds(2));
    for (const answer of await Promise.all(calls)) expect(answer).toMatchObject({ user: { name: 'Ada' } });
    expect(refreshes()).toBe(1);
    expect(browser.network.count('/api')).toBe(20);
  });

  it('shares that refresh with another tab and with plain session.fetch', async () => {
    const { browser, api, a, open, refreshes } = await expired();
    const b = await open();
    const calls = [api.get('api'), connect(b.session).get('api'), a.session.fetch('/api').then((got) => got.json())];
    await browser.clock.advance(seconds(3));
    for (const answer of await Promise.all(calls)) expect(answer).toMatchObject({ user: { name: 'Ada' } });
    expect(refreshes()).toBe(1);
  });

  it('sends JSON once more after a 401, whole', async () => {
    const shop = createWorld();
    const api = connect((await shop.signedIn()).session);
    shop.server.answer('/orders', async (request) => ({ got: await request.json() }));
    refuseOnce(shop);
    const posted = api.post('orders', { lines: [{ id: 'tea', quantity: 2 }] });
    await shop.browser.clock.advance(seconds(2));
    expect(await posted).toEqual({ got: { lines: [{ id: 'tea', quantity: 2 }] } });
    expect(shop.browser.network.count('/orders')).toBe(2);
    expect(shop.refreshes()).toBe(1);
  });

  it('sends a form with a file once more after a 401, whole', async () => {
    const shop = createWorld();
    const api = connect((await shop.signedIn()).session);
    shop.server.answer('/orders', async (request) => {
      const form = await request.formData();
      const file = form.get('scan');
      return { note: form.get('note'), scan: file instanceof File ? await file.text() : null };
    });
    refuseOnce(shop);
    const form = new FormData();
    form.append('note', 'signed');
    form.append('scan', new Blob(['a picture']), 'scan.png');
    const posted = api.post('orders', form);
    await shop.browser.clock.advance(seconds(2));
    expect(await posted).toEqual({ note: 'signed', scan: 'a picture' });
    expect(shop.browser.network.count('/orders')).toBe(2);
  });

  it('ends a call that is given up during a refresh, while the refresh goes on for the others', async () => {
    const { browser, api, refreshes } = await expired();
    const impatient = new AbortController();
    const stopped = api.get('one', impatient.signal).catch((error: Error) => error.name);
    const other = api.get('two');
    await browser.clock.advance(100);
    impatient.abort();
    await browser.clock.advance(seconds(2));
    expect(['AbortError', 'CanceledError']).toContain(await stopped);
    expect(await other).toMatchObject({ user: { name: 'Ada' } });
    expect(browser.network.count('/one')).toBe(0);
    expect(refreshes()).toBe(1);
  });

  it('tells the caller that the session changed, and sends nothing again', async () => {
    const shop = createWorld();
    const { session } = await shop.signedIn();
    const api = connect(session);
    shop.server.answer(
      '/slow',
      () => new Promise((resolve) => shop.browser.after(seconds(2), () => resolve({ of: 'ada' }))),
    );
    const asked = api.get('slow').catch((error: unknown) => isHoldfastError(error) && error.code);
    await shop.browser.clock.settle();
    const signingIn = session.signIn(login('bob'));
    await shop.browser.clock.advance(seconds(5));
    await signingIn;
    expect(await asked).toBe('HOLDFAST_SESSION_CHANGED');
    expect(shop.browser.network.count('/slow')).toBe(1);
  });

  it.each(['post', 'put'] as const)('sends a %s whose answer was lost no second time', async (verb) => {
    const shop = createWorld();
    const api = connect((await shop.signedIn()).session);
    let orders = 0;
    shop.server.answer('/orders', () => ({ number: ++orders }));
    shop.server.fail('/orders', 'lost', 3);
    const sent = api[verb]('orders', { id: 'tea' }).catch(codeOf);
    await shop.browser.clock.advance(seconds(2));
    expect(['NetworkError', 'ERR_NETWORK']).toContain(await sent);
    expect(orders).toBe(1);
  });

  it('hands on a 401 that a refresh did not mend, without a third try', async () => {
    const shop = createWorld();
    const api = connect((await shop.signedIn()).session);
    shop.server.interrupt = (request) =>
      request.url.endsWith('/orders') ? Response.json({}, { status: 401 }) : undefined;
    const asked = api.get('orders').catch((error: { response: { status: number } }) => error.response.status);
    await shop.browser.clock.advance(seconds(2));
    expect(await asked).toBe(401);
    expect(shop.browser.network.count('/orders')).toBe(2);
  });

  it('sends nothing when the body is a stream that was read already', async () => {
    const shop = createWorld();
    const api = connect((await shop.signedIn()).session);
    const stream = new Blob(['once']).stream();
    await new Response(stream).text();
    const failed = await api.post('orders', stream).catch((error: unknown) => error instanceof Error);
    expect(failed).toBe(true);
    expect(shop.browser.network.count('/orders')).toBe(0);
  });

  it('works with a cookie that script never sees', async () => {
    const browser = createTestBrowser();
    createTestServer(browser);
    const session = createSession<Person, { name: string; password: string }>({
      name: 'shop',
      transport: cookie({ session: '/api/session', signIn: '/api/sign-in', signOut: '/api/sign-out' }),
      platform: browser.openTab().platform,
    });
    session.start();
    await browser.clock.settle();
    const signingIn = session.signIn(login('ada'));
    await browser.clock.settle();
    await signingIn;
    const asked = connect(session).get('api');
    await browser.clock.settle();
    expect(await asked).toMatchObject({ user: { name: 'Ada' } });
  });
});
