import { minutes, seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { ada, answer, createShop, json, type Options, transportOf } from './support.ts';

/** Seconds left after a sign-in that was answered with `lease`, by a server whose clock is `ahead`; without one of ours, 900. */
async function left(lease: (serverNow: number) => object, ahead = 0, options: Partial<Options> = {}): Promise<number> {
  const shop = createShop();
  const date = (): number => shop.browser.clock.now() + ahead;
  answer(shop, {
    '/sign-in': () => json({ user: ada, ...lease(date()) }, 200, { date: new Date(date()).toUTCString() }),
  });
  return (await shop.signedIn({ transport: transportOf(options) })).remaining();
}

describe('how long the server says that a session lasts', () => {
  it.each([0, minutes(10), minutes(-10), minutes(1440), minutes(-1440)])(
    'counts from its own clock where it is a moment, with that clock %i ms ahead',
    async (ahead) => {
      for (const name of ['expiresAt', 'idleExpiresAt'])
        expect(Math.abs((await left((now) => ({ [name]: now + seconds(300) }), ahead)) - 300)).toBeLessThanOrEqual(1);
    },
  );

  it('is a length rather than a moment where it says both', async () => {
    expect(await left((now) => ({ expiresIn: seconds(200), expiresAt: now + seconds(100) }))).toBe(200);
    expect(await left((now) => ({ expiresIn: -1, expiresAt: now + seconds(100) }))).toBe(100);
  });

  it.each<[string, (now: number) => object]>([
    ['moments that are over', (now) => ({ expiresAt: now - 1, idleExpiresAt: now - minutes(10) })],
    ['moments that are texts', () => ({ expiresAt: 'tomorrow' })],
    ['moments that are nothing', () => ({ expiresAt: null, idleExpiresAt: Number.NaN })],
    ['lengths without end', () => ({ expiresIn: Number.POSITIVE_INFINITY })],
    ['lengths below zero', () => ({ expiresIn: -1, idleExpiresIn: -1 })],
  ])('is left out where it makes no sense: %s', async (_what, lease) => {
    expect(await left(lease)).toBe(900);
  });

  it('is read from a header by `readSession`', async () => {
    const readSession: Options['readSession'] = (_body, { headers }) => ({
      user: ada,
      expiresAt: Date.parse(headers.get('date') ?? '') + seconds(60),
    });
    expect(Math.abs((await left(() => ({}), minutes(30), { readSession })) - 60)).toBeLessThanOrEqual(1);
  });
});
