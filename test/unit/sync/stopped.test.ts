import { minutes, seconds } from 'holdfast';
import { expect, it } from 'vitest';
import { createWorld, mug, quantities } from '../../support/world/devices.ts';

const cart = '/api/documents/cart';

/** A device whose cart the server refuses with this, and one edit that waits. */
async function stopped(refuse: (world: ReturnType<typeof createWorld>) => void) {
  const world = createWorld();
  const here = await world.signedIn();
  here.cart.add(mug);
  await world.advance(seconds(2));
  refuse(world);
  here.cart.add(mug);
  await world.advance(seconds(2));
  expect(here.session.sync.getState()).toMatchObject({ status: 'stopped', pending: 1 });
  const there = () => JSON.stringify(world.server.documents.read('ada', 'cart') ?? null);
  return { ...world, here, there };
}
const forbid = ({ server }: ReturnType<typeof createWorld>): void => server.fail(cart, 403);
const lose = ({ server }: ReturnType<typeof createWorld>): void => {
  server.documents.remove('ada', 'cart');
  server.fail(cart, 404);
};

it('goes on where it was forbidden when the application asks, and says nothing twice', async () => {
  const { server, here, advance } = await stopped(forbid);
  server.fail(cart, 403);
  here.session.sync.retry('cart');
  await advance(seconds(2));
  expect([here.session.sync.getState().status, here.told.length]).toEqual(['stopped', 1]);
  here.session.sync.retry();
  await advance(seconds(2));
  expect(here.session.sync.getState()).toMatchObject({ status: 'idle', pending: 0 });
});

it('goes on by itself an hour or two later', async () => {
  const { here, advance } = await stopped(forbid);
  await here.browser.clock.sleep(minutes(121));
  await advance(seconds(2));
  expect(here.session.sync.getState()).toMatchObject({ status: 'idle', pending: 0 });
});

it('goes on when the same person signs in again', async () => {
  const { here, advance } = await stopped(forbid);
  await here.signIn(here);
  await advance(seconds(2));
  expect(here.session.sync.getState()).toMatchObject({ status: 'idle', pending: 0 });
});

it('puts what is gone from the account back where the application asks for it, in any tab, and not by itself', async () => {
  const { here, there, advance } = await stopped(lose);
  const other = await here.open();
  await here.signIn(here);
  await advance(seconds(2));
  expect([there(), here.session.sync.getState().status]).toEqual(['null', 'stopped']);
  other.session.sync.retry('cart');
  await advance(seconds(2));
  expect(there()).toContain('mug');
  for (const tab of [here, other])
    expect([tab.session.sync.getState(), quantities(tab)]).toMatchObject([{ status: 'idle', pending: 0 }, { mug: 2 }]);
});

it('goes on at once where another device has put it back', async () => {
  const { here, advance, signedIn } = await stopped(lose);
  const other = await signedIn();
  other.cart.add(mug);
  await advance(seconds(5));
  expect([quantities(here), quantities(other)]).toEqual([{ mug: 3 }, { mug: 3 }]);
});
