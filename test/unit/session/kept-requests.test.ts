import { isHoldfastError } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { ada, createShop } from '../../support/world/shop.ts';

const outcome = (request: Promise<Response>): Promise<string> =>
  request.then(
    async (response) => `${response.status} ${JSON.stringify(await response.json())}`,
    (error: unknown) => (isHoldfastError(error) ? error.code : String(error)),
  );

describe('requests of a session that ended without the person’s doing', () => {
  it('are sent when the same person has signed in again', async () => {
    const { browser, server, signedIn } = createShop();
    const { session } = await signedIn();
    const release = session.keepRequests();
    server.revokeAll();
    const bodies: string[] = [];
    server.interrupt = (request) =>
      request.url.endsWith('/orders') && server.signedIn()
        ? request.text().then((body) => {
            bodies.push(body);
            return undefined;
          })
        : undefined;
    const refused = outcome(session.fetch('/orders', { method: 'POST', body: 'two lamps' }));
    await browser.clock.settle();
    expect(session.getState()).toMatchObject({ status: 'unauthenticated', reason: 'revoked' });
    const later = outcome(session.fetch('/wishes'));
    await browser.clock.settle();
    await session.signIn({ name: 'ada' });
    expect(await refused).toBe(`200 ${JSON.stringify({ path: '/orders', user: ada })}`);
    expect(await later).toBe(`200 ${JSON.stringify({ path: '/wishes', user: ada })}`);
    expect(bodies).toEqual(['two lamps']);
    release();
  });

  it('are never sent for somebody else', async () => {
    const { browser, server, signedIn } = createShop();
    const { session } = await signedIn();
    session.keepRequests();
    server.revokeAll();
    const refused = outcome(session.fetch('/orders', { method: 'POST', body: 'two lamps' }));
    await browser.clock.settle();
    const before = browser.network.count('/orders');
    await session.signIn({ name: 'grace' });
    expect(await refused).toBe('HOLDFAST_SESSION_CHANGED');
    expect(browser.network.count('/orders')).toBe(before);
  });

  it('fail when nothing keeps them any more', async () => {
    const { browser, server, signedIn } = createShop();
    const { session } = await signedIn();
    const release = session.keepRequests();
    server.revokeAll();
    const refused = outcome(session.fetch('/orders'));
    await browser.clock.settle();
    release();
    expect(await refused).toBe('HOLDFAST_SESSION_CHANGED');
  });

  it('let the caller give up', async () => {
    const { browser, server, signedIn } = createShop();
    const { session } = await signedIn();
    session.keepRequests();
    server.revokeAll();
    const patience = new AbortController();
    const refused = outcome(session.fetch('/orders', { signal: patience.signal }));
    await browser.clock.settle();
    patience.abort(new Error('no time'));
    expect(await refused).toBe('Error: no time');
  });

  it('are not kept after a sign-out', async () => {
    const { session } = await createShop().signedIn();
    session.keepRequests();
    await session.signOut();
    expect(await outcome(session.fetch('/orders'))).toBe('401 {"error":"no_session"}');
  });

  it('are refused as ever where nothing keeps them', async () => {
    const { server, signedIn } = createShop();
    const { session } = await signedIn();
    server.revokeAll();
    expect(await outcome(session.fetch('/orders'))).toBe('401 {"error":"no_session"}');
  });
});
