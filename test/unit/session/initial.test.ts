import { isHoldfastError, seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { ada, createShop, grace } from '../../support/world/shop.ts';

describe('a session that the server rendered', () => {
  it('is shown at once, confirmed at start, and loading never', async () => {
    const { browser, server, begin } = createShop();
    server.signIn('ada');
    const a = begin({ initialSession: { user: ada } });
    const states: string[] = [a.status()];
    a.session.subscribe((state) => states.push(state.status));
    expect(a.session.getState()).toMatchObject({ user: ada, epoch: '', freshness: 'refreshing' });
    await browser.clock.settle();
    expect(a.session.getState()).toMatchObject({ user: ada, freshness: 'fresh' });
    expect(a.session.getState()).not.toMatchObject({ epoch: '' });
    expect(new Set(states)).toEqual(new Set(['authenticated']));
    expect(a.session.getInitialState()).toMatchObject({ user: ada, epoch: '' });
  });

  it('keeps the identity of its user when that is confirmed', async () => {
    const { server, open } = createShop();
    server.signIn('ada');
    const a = await open({ initialSession: { user: ada } });
    const state = a.session.getState();
    expect(state.status === 'authenticated' && state.user).toBe(ada);
  });

  it('is taken back when it has ended since', async () => {
    const { browser, signedIn, begin } = createShop();
    const a = await signedIn();
    await a.session.signOut();
    const b = begin({ initialSession: { user: ada } });
    await browser.clock.settle();
    expect(b.session.getState()).toMatchObject({ status: 'unauthenticated', reason: null });
    expect(b.seen).toEqual([]);
  });

  it('is replaced when the cookie is somebody else’s by now', async () => {
    const { server, open } = createShop();
    server.signIn('grace');
    const a = await open({ initialSession: { user: ada } });
    expect(a.session.getState()).toMatchObject({ user: grace });
  });

  it('sends no request before it is confirmed', async () => {
    const { browser, server, begin } = createShop();
    server.signIn('ada');
    const a = begin({ initialSession: { user: ada } });
    const answer = a.session.fetch('/orders', { method: 'POST' });
    await browser.clock.settle();
    expect((await answer).status).toBe(200);
    expect(browser.network.requests.map(({ path }) => path)).toEqual(['/session', '/orders']);
  });

  it('that has nobody is asked about all the same', async () => {
    const { server, open } = createShop();
    server.signIn('ada');
    const a = await open({ initialSession: null });
    expect(a.session.getInitialState()).toMatchObject({ status: 'unauthenticated', reason: null });
    expect(a.session.getState()).toMatchObject({ user: ada });
  });

  it('is not kept on the page when it can’t be confirmed and this browser knows nothing of it', async () => {
    const { browser, begin } = createShop();
    browser.network.setOffline(true);
    const a = begin({ initialSession: { user: ada } });
    await browser.clock.advance(seconds(11));
    expect(a.session.getState()).toMatchObject({ status: 'unauthenticated', reason: 'boot-failed' });
  });

  it('has to name a user', () => {
    const { begin } = createShop();
    expect(() => begin({ initialSession: {} as { user: typeof ada } })).toThrow(
      expect.toSatisfy((error: unknown) => isHoldfastError(error) && error.code === 'HOLDFAST_CONFIG'),
    );
  });
});
