import { seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { createShop, html } from '../../support/world/shop.ts';

describe('signing in', () => {
  it('answers with the person, and a wrong password is an answer too', async () => {
    const { browser, open } = createShop();
    const a = await open();
    const wrong = a.session.signIn({ name: 'eve' });
    await browser.clock.settle();
    expect(await wrong).toEqual({ outcome: 'rejected', status: 401, body: { error: 'bad_credentials' } });
    const right = a.session.signIn({ name: 'ada' });
    await browser.clock.settle();
    expect(await right).toMatchObject({ outcome: 'signed-in', user: { id: 'ada' } });
  });

  it('begins a new epoch each time, later than any before, also when the clock was set back', async () => {
    const { browser, signedIn } = createShop();
    const a = await signedIn();
    const first = a.session.getState();
    browser.clock.setWall(-seconds(3600));
    const again = a.session.signIn({ name: 'ada' });
    await browser.clock.settle();
    await again;
    const second = a.session.getState();
    if (first.status !== 'authenticated' || second.status !== 'authenticated') throw new Error('not signed in');
    expect(second.epoch > first.epoch).toBe(true);
    expect(second.user).toBe(first.user);
  });

  it.each([
    { server: 'is unreachable', answer: () => Promise.reject(new TypeError('Failed to fetch')), kind: 'network' },
    { server: 'is broken', answer: () => html(502), kind: 'server' },
    { server: 'answers HTML', answer: () => html(), kind: 'protocol' },
    {
      server: 'asks to wait',
      answer: () => new Response('', { status: 429, headers: { 'retry-after': '7' } }),
      kind: 'throttled',
    },
  ])('fails as $kind when the server $server', async ({ answer, kind }) => {
    const { browser, server, open } = createShop();
    const a = await open();
    server.interrupt = answer;
    const signingIn = a.session.signIn({ name: 'ada' });
    await browser.clock.settle();
    const result = await signingIn;
    expect(result).toMatchObject({ outcome: 'failed', failure: { kind } });
    if (kind === 'throttled') expect(result).toMatchObject({ failure: { retryAfter: 7000 } });
    expect(a.status()).toBe('unauthenticated');
  });

  it('gives up on a server that never answers, within ten seconds', async () => {
    const { browser, server, open } = createShop();
    const a = await open();
    server.interrupt = () => new Promise<Response>(() => {});
    const signingIn = a.session.signIn({ name: 'ada' });
    await browser.clock.advance(seconds(11));
    expect(await signingIn).toMatchObject({ outcome: 'failed', failure: { kind: 'timeout' } });
  });

  it('comes to nothing when the person signs out while the server thinks, and the server is told', async () => {
    const { browser, server, signedIn } = createShop();
    const a = await signedIn();
    const letGo = server.hold('/sign-in');
    const signingIn = a.session.signIn({ name: 'ada' });
    await browser.clock.settle();
    server.interrupt = null;
    void a.session.signOut();
    await browser.clock.settle();
    letGo();
    await browser.clock.settle();
    expect(await signingIn).toMatchObject({ outcome: 'failed', failure: { kind: 'discarded' } });
    expect(a.status()).toBe('unauthenticated');
    expect(server.signedIn()).toBeNull();
  });

  it('comes to nothing when the person signs out in another tab, also where this one hears of that only after its answer', async () => {
    const { browser, server, signedIn, open } = createShop({ messages: false });
    const a = await signedIn();
    const b = await open();
    const letGo = server.hold('/sign-in');
    const signingIn = a.session.signIn({ name: 'ada' });
    await browser.clock.settle();
    server.interrupt = null;
    letGo();
    void b.session.signOut();
    await browser.clock.settle();
    expect(await signingIn).toMatchObject({ outcome: 'failed', failure: { kind: 'discarded' } });
    expect([a.status(), b.status()]).toEqual(['unauthenticated', 'unauthenticated']);
    expect(a.seen.at(-1)).toBe('ended signed-out-elsewhere');
    expect(server.signedIn()).toBeNull();
  });

  it('takes over when the server names somebody else than the page shows', async () => {
    const { browser, server, signedIn, open } = createShop();
    const a = await signedIn();
    const b = await open();
    server.signIn('grace');
    void a.session.verify();
    await browser.clock.settle();
    for (const { session } of [a, b]) expect(session.getState()).toMatchObject({ user: { id: 'grace' } });
    expect(a.seen).toContain('switched-user ada grace');
    expect(b.seen).toContain('switched-user ada grace');
  });
});

describe('signing out', () => {
  it('is done here before the call returns, and at the server after', async () => {
    const { browser, server, signedIn } = createShop();
    const a = await signedIn();
    const leaving = a.session.signOut();
    expect(a.session.getState()).toMatchObject({ status: 'unauthenticated', reason: 'signed-out' });
    await browser.clock.settle();
    expect(await leaving).toEqual({ local: 'done', remote: 'done' });
    expect(server.signedIn()).toBeNull();
  });

  it('is remembered when the server can not be reached, and made good when it can', async () => {
    const { browser, server, signedIn } = createShop();
    const a = await signedIn();
    browser.network.setOffline(true);
    const leaving = a.session.signOut();
    await browser.clock.advance(seconds(1));
    expect(await leaving).toEqual({ local: 'done', remote: 'pending' });
    expect(server.signedIn()).not.toBeNull();
    browser.network.setOffline(false);
    await browser.clock.advance(seconds(1));
    expect(server.signedIn()).toBeNull();
    expect(a.status()).toBe('unauthenticated');
  });

  it('is not undone by an answer that was under way', async () => {
    const { browser, server, signedIn } = createShop();
    const a = await signedIn();
    const shown: string[] = [];
    a.session.subscribe((state) => shown.push(state.status));
    const letGo = server.hold('/session', '/orders');
    void a.session.verify();
    const asked = a.session.fetch('/orders').catch((error: { code: string }) => error.code);
    await browser.clock.settle();
    void a.session.signOut();
    await browser.clock.settle();
    letGo(Response.json({ user: { id: 'ada' } }));
    await browser.clock.settle();
    expect(await asked).toBe('HOLDFAST_SESSION_CHANGED');
    expect(new Set(shown)).toEqual(new Set(['unauthenticated']));
  });

  it('asks what joined to finish, and goes on after half a second when it does not', async () => {
    const { browser, signedIn } = createShop();
    const a = await signedIn();
    const told: string[] = [];
    a.session.join({
      beforeEnd: ({ reason }) => {
        told.push(`before ${reason}`);
        return new Promise(() => {});
      },
      ended: ({ reason }) => told.push(`after ${reason}`),
    });
    a.session.join({
      beforeEnd: () => {
        throw new Error('mine');
      },
    });
    void a.session.signOut();
    await browser.clock.advance(499);
    expect(told).toEqual(['before signed-out']);
    await browser.clock.advance(2);
    expect(told).toEqual(['before signed-out', 'after signed-out']);
    expect(a.tab.reports.map(({ message }) => message)).toEqual(['a participant threw']);
  });
});

describe('what joined', () => {
  it('hears also when its methods come from a class', async () => {
    const { browser, signedIn } = createShop();
    const a = await signedIn();
    class Cache {
      cleared = 0;
      ended(): void {
        this.cleared++;
      }
    }
    const cache = new Cache();
    const leave = a.session.join(cache);
    void a.session.signOut();
    await browser.clock.settle();
    expect(cache.cleared).toBe(1);
    leave();
  });
});

describe('listeners', () => {
  it('may call every method of the session, and one that throws stops no other', async () => {
    const { browser, signedIn } = createShop();
    const a = await signedIn();
    const told: string[] = [];
    a.session.on('ended', () => {
      throw new Error('mine');
    });
    a.session.on('ended', () => {
      told.push('ended');
      void a.session.signOut();
      void a.session.extend();
      void a.session.verify();
      void a.session.signIn({ name: 'grace' });
    });
    void a.session.signOut();
    await browser.clock.advance(seconds(2));
    expect(told).toEqual(['ended']);
    expect(a.session.getState()).toMatchObject({ user: { id: 'grace' } });
  });
});
