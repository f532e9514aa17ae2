import { hours, seconds } from 'holdfast';
import { nothingHeld } from 'holdfast/testing';
import { expect, it } from 'vitest';
import { createShop } from '../../support/world/shop.ts';

it('a sign-in that comes home after the last release waits for the next start, and listens to nothing until then', async () => {
  const shop = createShop();
  const { session, tab, release } = await shop.open();
  const signingIn = session.signIn({ name: 'ada' });
  release();
  await shop.browser.clock.advance(seconds(10));
  expect(await signingIn).toMatchObject({ outcome: 'signed-in' });
  expect(tab.held()).toEqual(nothingHeld);
  const asked = shop.browser.network.count();
  await shop.browser.clock.advance(seconds(600));
  expect(shop.browser.network.count()).toBe(asked);
  expect(session.getState().status).toBe('authenticated');
  session.start();
  await shop.browser.clock.advance(hours(1));
  expect(session.getState()).toMatchObject({ status: 'unauthenticated', reason: 'idle' });
});
