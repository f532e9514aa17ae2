import { cookie, createCart, createDraft, createSession, hours, http, minutes, seconds } from 'holdfast';
import { createTestBrowser, type TestBrowser } from 'holdfast/testing';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { createApp } from '../../../demo/backend/app.ts';
import { createSqliteStore } from '../../../demo/backend/homes/sqlite.ts';
import { mug, quantities } from '../../support/world/devices.ts';
import { cheapHash } from '../backend/client.ts';
import { createTurnedClock } from '../backend/turned-clock.ts';

const password = 'correct horse';

/** The backend of the demo, and devices whose requests go there as from a page of its own. */
async function openShop() {
  const clock = createTurnedClock();
  const ada = { id: 'u-ada', name: 'Ada', email: 'ada@example.com', password: await cheapHash(password) };
  const app = createApp({ store: createSqliteStore({ clock }), clock, users: [ada] });
  const browsers: TestBrowser[] = [];
  let streams = 0;
  const rounds = async (work: (browser: TestBrowser) => Promise<void>): Promise<void> => {
    for (const browser of browsers) await work(browser);
    // What the server does is no double's: it takes turns that nobody counts.
    for (let turns = 0; turns < 40; turns++) await new Promise((resolve) => setImmediate(resolve));
  };
  const settle = async (): Promise<void> => {
    for (let round = 0; round < 4; round++) await rounds((browser) => browser.clock.settle());
  };

  const device = async () => {
    const hidden = new Map<string, string>();
    const browser = createTestBrowser({ url: 'https://shop.test/', startAt: clock.now() });
    browsers.push(browser);
    browser.network.handler = async (request) => {
      const headers = new Headers(request.headers);
      headers.set('cookie', [...hidden, ...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '));
      headers.set('origin', 'https://shop.test');
      headers.set('sec-fetch-site', 'same-origin');
      const body = request.method === 'GET' ? null : await request.text();
      const response = await app.request(request.url, { method: request.method, headers, body });
      if (response.headers.get('content-type') === 'text/event-stream') streams++;
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        const jar = /httponly/i.test(line) ? hidden : browser.cookies;
        if (/max-age=0/i.test(line)) jar.delete(name);
        else jar.set(name, decodeURIComponent(value));
      }
      return response;
    };
    const tab = browser.openTab();
    const session = createSession<{ id: string }, Record<string, unknown>>({
      name: 'shop',
      transport: cookie({
        session: '/api/session',
        signIn: '/api/sign-in',
        signOut: '/api/sign-out',
        touch: '/api/session/touch',
        csrf: { header: 'X-XSRF-TOKEN', cookie: 'XSRF-TOKEN' },
      }),
      idle: { timeout: hours(1), warning: minutes(2) },
      platform: tab.platform,
      sync: http({ url: '/api/documents' }),
    });
    const cart = createCart(session, 'cart', { currency: 'EUR' });
    const draft = createDraft(session, 'a checkout!', { steps: { contact: z.object({ name: z.string() }) } });
    const told: string[] = [];
    session.on('sync', ({ error }) => told.push(error.message));
    session.start();
    await settle();
    const signing = session.signIn({ email: ada.email, password });
    await settle();
    expect(await signing).toMatchObject({ outcome: 'signed-in' });
    return { browser, session, cart, draft, told };
  };
  return {
    device,
    /** How many were ever opened. */
    streams: () => streams,
    /** Waits until it is so, while no time passes for anybody. A busy machine takes long over the server's cryptography. */
    async until(met: () => boolean) {
      for (const late = performance.now() + 10_000; !met() && performance.now() < late; )
        await rounds((browser) => browser.clock.settle());
      expect(met()).toBe(true);
    },
    async advance(ms: number) {
      for (let left = ms; left > 0; left -= 500) {
        clock.sleep(500);
        await rounds((browser) => browser.clock.advance(500));
      }
      await settle();
    },
  };
}

it('speaks with the backend of the demo as it is: cookies, anti-CSRF tokens, revisions, pokes', async () => {
  const { device, advance, until } = await openShop();
  const [here, there] = [await device(), await device()];
  here.cart.add(mug);
  here.draft.set('contact.name', 'Ada');
  await advance(3000);
  await until(() => quantities(there)['mug'] === 1 && there.draft.get('contact.name') === 'Ada');
  for (const { browser } of [here, there]) browser.network.setOffline(true);
  here.cart.add(mug);
  there.cart.add(mug);
  await advance(seconds(5));
  for (const { browser } of [here, there]) browser.network.setOffline(false);
  await advance(minutes(1));
  await until(() => [here, there].every(({ session }) => session.sync.getState().pending === 0));
  for (const tab of [here, there]) {
    expect(quantities(tab)).toEqual({ mug: 3 });
    expect(tab.session.sync.getState()).toMatchObject({ status: 'idle', pending: 0 });
    expect(tab.told).toEqual([]);
  }
});

it('hears of a sign-out everywhere, and has sent before it what was typed', async () => {
  const { device, advance, until, streams } = await openShop();
  const [here, there] = [await device(), await device()];
  await advance(2000);
  await until(() => streams() === 2);
  here.cart.add(mug);
  let remote = '';
  void here.session.signOut({ scope: 'everywhere' }).then((result) => {
    remote = result.remote;
  });
  // A flush has half a second, which passes only where a clock is turned.
  await until(() => remote === 'done');
  await until(() => there.session.getState().status === 'unauthenticated');
  expect(here.told).toEqual([]);
  const again = await device();
  await advance(2000);
  await until(() => quantities(again)['mug'] === 1);
}, 20_000);
