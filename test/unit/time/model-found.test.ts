// @vitest-environment node
import { seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { createShop, until } from '../session/support.ts';

async function story(options: Parameters<typeof createShop>[0] = {}) {
  const shop = createShop(options);
  const a = await shop.signedIn();
  const start = shop.browser.clock.elapsed();
  return { ...shop, a, at: (moment: number) => until(shop.browser, start, moment) };
}

describe('an input within a second of a hold', () => {
  it('is known to the other tabs', async () => {
    const { a, at, open } = await story();
    const b = await open();
    await at(700);
    a.session.hold('upload', { max: seconds(20) });
    a.tab.input();
    await at(1400);
    expect([a.seen, b.seen]).toEqual([['signed-in ada'], ['signed-in ada restored']]);
    await at(1619);
    expect([a.status(), b.status()]).toEqual(['authenticated', 'authenticated']);
    await at(1620);
    expect([a.status(), b.status()]).toEqual(['unauthenticated', 'unauthenticated']);
  });
});
