import { minutes, seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { createShop } from '../../support/world/shop.ts';
import { createWorld } from '../../support/world/tokens.ts';

describe('what a session tells of its server', () => {
  it('is that a request needs a stronger sign-in, which no refresh is tried for', async () => {
    const shop = createWorld();
    const { session } = await shop.signedIn();
    const asked: unknown[] = [];
    session.on('step-up-required', (event) => asked.push(event));
    shop.server.interrupt = ({ url }) => {
      if (url.endsWith('/transfer'))
        return new Response(null, {
          status: 401,
          headers: {
            'www-authenticate':
              'Bearer error="insufficient_user_authentication", acr_values="gold silver", max_age="300"',
          },
        });
      if (url.endsWith('/admin'))
        return new Response(null, {
          status: 403,
          headers: { 'www-authenticate': 'DPoP algs="ES256", Bearer error="insufficient_scope", scope="admin"' },
        });
      return undefined;
    };
    const answers = Promise.all([session.fetch('/transfer', { method: 'POST' }), session.fetch('/admin')]);
    await shop.browser.clock.advance(seconds(2));
    expect((await answers).map(({ status }) => status)).toEqual([401, 403]);
    expect(asked).toEqual([
      { url: 'https://app.test/transfer', scope: null, acrValues: 'gold silver', maxAge: minutes(5) },
      { url: 'https://app.test/admin', scope: 'admin', acrValues: null, maxAge: null },
    ]);
    expect(shop.refreshes()).toBe(0);
    expect(session.getState().status).toBe('authenticated');
  });

  it('is that the clocks differ, once, when it is by five seconds or more', async () => {
    const { browser, server, signedIn } = createShop();
    const { session } = await signedIn();
    const skews: number[] = [];
    session.on('clock-skewed', ({ skew }) => skews.push(Math.round(skew / 1000)));
    let ahead = seconds(3);
    server.interrupt = (request) =>
      request.url.endsWith('/session')
        ? Response.json(
            { user: server.signedIn() },
            { headers: { date: new Date(browser.clock.now() + ahead).toUTCString() } },
          )
        : undefined;
    await session.verify();
    expect(skews).toEqual([]);
    ahead = minutes(10);
    await session.verify();
    await session.verify();
    expect(skews).toHaveLength(1);
    expect(skews[0]).toBeGreaterThan(598);
    expect(session.getState()).toMatchObject({ status: 'authenticated', freshness: 'fresh' });
    ahead = -minutes(60 * 24);
    await session.verify();
    expect(skews[1]).toBeLessThan(-86_390);
    expect(session.getState()).toMatchObject({ status: 'authenticated', freshness: 'fresh' });
  });
});
