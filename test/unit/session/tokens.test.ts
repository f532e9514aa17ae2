import { seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { createWorld, login, read } from '../../support/world/tokens.ts';

describe('tokens', () => {
  it('are found again after a reload and in another tab', async () => {
    const { browser, signedIn, open } = createWorld();
    const a = await signedIn();
    a.tab.close();
    const b = await open();
    expect(b.session.getState()).toMatchObject({ status: 'authenticated', user: { name: 'Ada' } });
    const call = read(b.session.fetch('/api'));
    await browser.clock.advance(seconds(1));
    expect(await call).toMatchObject({ user: { name: 'Ada' } });
  });

  it('are found nowhere: no store, message, report, error or address holds one', async () => {
    const { browser, signedIn, open, server } = createWorld();
    const a = await signedIn();
    const b = await open();
    await browser.clock.advance(seconds(61));
    void a.session.fetch('/api');
    void b.session.fetch('/api');
    await browser.clock.advance(seconds(2));
    expect(server.secrets.length).toBeGreaterThan(3);
    const everything = browser.text();
    expect(everything).toContain('credential/');
    for (const token of server.secrets) expect(everything).not.toContain(token);
    void a.session.signOut();
    await browser.clock.advance(seconds(2));
    expect(browser.text()).not.toContain('credential/');
  });

  it('go to no other origin', async () => {
    const { browser, signedIn } = createWorld();
    const a = await signedIn();
    void a.session.fetch('https://elsewhere.test/api').catch(() => {});
    await browser.clock.settle();
    const sent = browser.network.requests.find(({ url }) => url.startsWith('https://elsewhere.test'));
    expect(sent?.request.headers.get('authorization')).toBeNull();
  });
});

describe('a request', () => {
  it('is not sent for a person whom another tab replaced a moment ago', async () => {
    const { browser, signedIn, open } = createWorld();
    const a = await signedIn();
    const b = await open();
    b.tab.freeze();
    const signingIn = a.session.signIn(login('bob'));
    await browser.clock.advance(seconds(1));
    await signingIn;
    const order = b.session
      .fetch('/orders', { method: 'POST', body: 'of ada' })
      .catch((error: { code: string }) => error.code);
    b.tab.thaw();
    await browser.clock.advance(seconds(1));
    expect(await order).toBe('HOLDFAST_SESSION_CHANGED');
    expect(browser.network.count('/orders')).toBe(0);
  });

  it('says so when its body was read before', async () => {
    const { signedIn, browser } = createWorld();
    const a = await signedIn();
    const request = a.tab.platform.network.request('/api', { method: 'POST', body: 'once' });
    await request.text();
    const failed = await a.session.fetch(request).catch((error: { code: string }) => error.code);
    expect(failed).toBe('HOLDFAST_BODY_CONSUMED');
    await browser.clock.settle();
  });
});

describe('two sign-ins at once', () => {
  it('leave one session, also at the server, whichever answer comes first', async () => {
    for (const slow of [0, 1]) {
      const shop = createWorld();
      const { session } = await shop.open();
      let asked = 0;
      shop.server.interrupt = async ({ url }) => {
        if (url.endsWith('/token') && asked++ === slow)
          await new Promise<void>((resolve) => void shop.browser.openTab().platform.clock.after(5000, resolve));
        return undefined;
      };
      const signingIn = Promise.all([session.signIn(login('ada')), session.signIn(login('bob'))]);
      await shop.browser.clock.advance(seconds(10));
      expect((await signingIn).map(({ outcome }) => outcome)).toEqual(['failed', 'signed-in']);
      expect(session.getState()).toMatchObject({ status: 'authenticated', user: { name: 'Bob' } });
      expect(shop.server.sessions.map(({ login: who, revoked }) => `${who} ${revoked}`).sort()).toEqual([
        'ada true',
        'bob false',
      ]);
    }
  });
});
