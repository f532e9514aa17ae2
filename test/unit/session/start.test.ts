import { cookie, createSession, isHoldfastError, minutes, seconds } from 'holdfast';
import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { ada, createShop, html, type OpenTab } from '../../support/world/shop.ts';

const epochOf = ({ session }: OpenTab): string => {
  const state = session.getState();
  return state.status === 'authenticated' ? state.epoch : '';
};

describe('starting', () => {
  it('finds a session that the server already has', async () => {
    const { server, open } = createShop();
    server.signIn('ada');
    const a = await open();
    expect(a.session.getState()).toMatchObject({ status: 'authenticated', user: ada });
    expect(a.seen).toEqual(['signed-in ada restored']);
  });

  it('shows nobody when the server refuses the session that the record remembers', async () => {
    const { browser, server, signedIn, open } = createShop();
    const a = await signedIn();
    a.tab.close();
    server.revokeAll();
    const b = await open();
    expect(b.session.getState()).toMatchObject({ status: 'unauthenticated', reason: 'revoked' });
    await browser.clock.settle();
  });

  it.each([
    { what: 'HTML', answer: () => html() },
    { what: '502', answer: () => new Response('', { status: 502 }) },
    { what: 'nothing', answer: () => new Promise<Response>(() => {}) },
    { what: 'a network error', answer: () => Promise.reject(new TypeError('Failed to fetch')) },
  ])(
    'ends no session over $what, and says after ten seconds that it is not known where this browser remembers nobody',
    async ({ answer }) => {
      const { browser, server, signedIn, begin } = createShop();
      const a = await signedIn();
      a.tab.close();
      for (const part of ['key', 'value'])
        browser.databases.plant('shop', 'session', `profile/${epochOf(a)}/${part}`, 'nothing of use');
      server.interrupt = answer;
      const b = begin();
      await browser.clock.advance(seconds(9));
      expect(b.status()).toBe('loading');
      await browser.clock.advance(seconds(2));
      expect(b.session.getState()).toMatchObject({ status: 'unauthenticated', reason: 'boot-failed' });
      server.interrupt = null;
      browser.network.setOffline(true);
      browser.network.setOffline(false);
      await browser.clock.advance(seconds(2));
      expect(b.session.getState()).toMatchObject({ status: 'authenticated' });
    },
  );

  it('is there within four seconds when the database never opens', async () => {
    const { browser, server, begin } = createShop();
    browser.databases.openNever = true;
    server.signIn('ada');
    const a = begin();
    await browser.clock.advance(seconds(9));
    expect(a.status()).toBe('authenticated');
  });

  it.each([
    ['garbage', 'not json'],
    ['a future version', JSON.stringify({ v: 99, epoch: 'zzz', signedInAt: 1 })],
    ['a wrong shape', JSON.stringify({ v: 1, epoch: 7, signedInAt: 'yesterday' })],
    ['null', 'null'],
  ])('survives a record that holds %s', async (_what, text) => {
    const { browser, server, open } = createShop();
    browser.records.plant('holdfast:shop:head', text);
    browser.databases.plant('shop', 'session', 'head', { foreign: true });
    server.signIn('ada');
    const a = await open();
    expect(a.status()).toBe('authenticated');
  });

  it('survives messages of another release and of strangers', async () => {
    const { browser, signedIn } = createShop();
    const a = await signedIn();
    const stranger = browser.openTab();
    const channel = stranger.platform.openChannel('holdfast:shop', () => {});
    for (const message of [
      null,
      7,
      'hello',
      {},
      { holdfast: 2, type: 'ended', epoch: 'zzz', from: 'x' },
      { holdfast: 1, type: 'ended', epoch: 'zzz', from: 'x' },
    ])
      channel.post(message);
    await browser.clock.settle();
    expect(a.status()).toBe('authenticated');
  });

  it('touches nothing before it is started', async () => {
    const browser = createTestBrowser();
    const tab = browser.openTab();
    const session = createSession({
      name: 'x',
      transport: cookie({ session: '/', signIn: '/', signOut: '/' }),
      platform: tab.platform,
    });
    expect(session.getState()).toEqual({ status: 'loading' });
    expect(session.getInitialState()).toBe(session.getState());
    await browser.clock.advance(minutes(60));
    expect(tab.held()).toEqual({ listeners: 0, timers: 0, channels: 0, locks: 0, databases: 0 });
    expect(browser.network.count()).toBe(0);
  });
});

describe('options that make no sense', () => {
  const transport = cookie({ session: '/', signIn: '/', signOut: '/' });
  const make = (options: object) => () => createSession({ name: 'shop', transport, ...options });

  it.each([
    ['a warning as long as the timeout', { idle: { timeout: seconds(60), warning: seconds(60) } }, 'idle.warning'],
    ['a warning under 20 s', { idle: { timeout: seconds(60), warning: seconds(19) } }, 'WCAG 2.2.1'],
    ['a lifetime under the idle limit', { idle: { timeout: minutes(15) }, lifetime: minutes(14) }, 'lifetime'],
    ['NaN', { idle: { timeout: Number.NaN } }, 'idle.timeout'],
    ['a negative lifetime', { lifetime: -1 }, 'lifetime'],
    ['infinity', { lifetime: Number.POSITIVE_INFINITY }, 'lifetime'],
    ['a misspelt option', { idel: {} }, '"idel"'],
    ['a misspelt idle option', { idle: { timeOut: 5 } }, '"timeOut"'],
    ['an unknown answer', { idle: { answer: 'shout' } }, 'idle.answer'],
    ['a name with spaces', { name: 'my shop' }, 'name'],
    ['no transport', { transport: undefined }, 'transport'],
  ])('are refused when they are %s, with the fix', (_what, options, named) => {
    let thrown: unknown;
    try {
      make(options)();
    } catch (error) {
      thrown = error;
    }
    expect(isHoldfastError(thrown) && thrown.code).toBe('HOLDFAST_CONFIG');
    expect((thrown as Error).message).toContain(named);
  });

  it('are refused in transports too', () => {
    const misspelt = { session: '/', signIn: '/', signOut: '/', singOut: '/' };
    expect(() => cookie(misspelt)).toThrow('"singOut"');
  });
});

describe('a user without an id', () => {
  it('is an answer that can’t be understood, and the developer is told', async () => {
    const { browser, server, begin } = createShop();
    server.interrupt = () => Response.json({ user: { name: 'nobody in particular' } });
    const a = begin();
    await browser.clock.advance(seconds(11));
    expect(a.session.getState()).toMatchObject({ status: 'unauthenticated', reason: 'boot-failed' });
    const signingIn = a.session.signIn({ name: 'ada' });
    await browser.clock.advance(seconds(1));
    expect(await signingIn).toMatchObject({ outcome: 'failed', failure: { kind: 'protocol' } });
    expect(String(a.tab.reports[0]?.error)).toContain('userId');
  });
});
