import { isCancelledError } from '@tanstack/react-query';
import { seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { createAsk, createQueryClient } from '../../../docs/recipes/tanstack-query/session-queries.ts';
import { ada, createShop } from '../../support/world/shop.ts';
import { createWorld, login } from '../../support/world/tokens.ts';

describe('asking again', () => {
  it('is left to the session after a 401: the query sees one answer', async () => {
    const shop = createWorld();
    const { session } = await shop.signedIn();
    await shop.browser.clock.advance(seconds(61));
    const client = createQueryClient(session);
    const ask = createAsk(session);
    let calls = 0;
    const asked = client.fetchQuery({
      queryKey: ['api'],
      queryFn: ({ signal }) => {
        calls++;
        return ask('/api', { signal });
      },
    });
    await shop.browser.clock.advance(seconds(2));
    expect(await asked).toMatchObject({ user: { name: 'Ada' } });
    expect([calls, shop.refreshes()]).toEqual([1, 1]);
  });

  it('is not done as somebody else', async () => {
    const shop = createWorld();
    const { session } = await shop.signedIn();
    const client = createQueryClient(session);
    const ask = createAsk(session);
    shop.server.answer(
      '/slow',
      () => new Promise((resolve) => shop.browser.after(seconds(2), () => resolve({ of: 'ada' }))),
    );
    const asked = client
      .fetchQuery({ queryKey: ['slow'], queryFn: () => ask('/slow'), ...client.getDefaultOptions().queries })
      .catch((error: unknown) => (isCancelledError(error) ? 'cancelled' : error));
    await shop.browser.clock.settle();
    const signingIn = session.signIn(login('bob'));
    await shop.browser.clock.advance(seconds(5));
    await signingIn;
    // The cache is gone before the request is refused, which is when the new person is shown.
    expect(await asked).toBe('cancelled');
    expect(shop.browser.network.count('/slow')).toBe(1);
    expect(client.getQueryData(['slow'])).toBeUndefined();
  });

  it('is not needed for what was asked before it was known who is there', async () => {
    const shop = createShop();
    shop.server.signIn('ada');
    const { session } = shop.begin();
    const client = createQueryClient(session);
    const asked = client.fetchQuery({ queryKey: ['orders'], queryFn: () => createAsk(session)('/orders') });
    await shop.browser.clock.settle();
    expect(await asked).toEqual({ path: '/orders', user: ada });
    expect(client.getQueryData(['orders'])).toEqual(await asked);
  });
});
