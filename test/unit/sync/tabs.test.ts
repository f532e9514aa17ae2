import { minutes, seconds } from 'holdfast';
import { expect, it } from 'vitest';
import { asked, createWorld, mug, quantities } from '../../support/world/devices.ts';

it('holds one stream for thirty tabs, and asks for a document once', async () => {
  const world = createWorld();
  const here = await world.signedIn();
  for (let tabs = 1; tabs < 30; tabs++) await here.open();
  await world.advance(2000);
  expect(world.server.documents.streams).toBe(1);
  expect(asked(here).toSorted()).toEqual(['GET cart', 'GET workspace', 'GET checkout'].toSorted());
});

it.each(['close', 'crash', 'freeze', 'leave'] as const)('hands its work on when the tab does %s', async (how) => {
  const world = createWorld();
  const there = await world.signedIn();
  const here = await world.signedIn();
  const other = await here.open();
  await world.advance(2000);
  here.tab[how]();
  other.cart.add(mug);
  await world.advance(seconds(5));
  expect(world.server.documents.streams).toBe(2);
  expect(quantities(there)).toEqual({ mug: 1 });
  there.cart.add(mug);
  await world.advance(seconds(5));
  expect(quantities(other)).toEqual({ mug: 2 });
  expect(other.cart.getState().savedTo).toBe('account');
});

it('sends what another tab edits, which sees there how it goes', async () => {
  const world = createWorld();
  const here = await world.signedIn();
  const other = await here.open();
  await world.advance(2000);
  other.cart.add(mug);
  await world.settle();
  expect(other.session.sync.getState()).toMatchObject({ status: 'pushing', pending: 1 });
  await world.advance(2000);
  for (const { session, cart } of [here, other]) {
    expect(session.sync.getState()).toMatchObject({ status: 'idle', pending: 0 });
    expect(cart.getState().savedTo).toBe('account');
  }
  here.browser.network.setOffline(true);
  other.cart.add(mug);
  await world.advance(seconds(3));
  for (const { session } of [here, other])
    expect(session.sync.getState()).toMatchObject({ status: 'offline', pending: 1 });
  // One of each edit, though two tabs know of it; the second met no network.
  expect(asked(here).filter((request) => request === 'PUT cart').length).toBe(2);
});

it('says in every tab when something of another device arrived, before it is shown, and nothing of a beginning or of other tabs', async () => {
  const world = createWorld();
  const there = await world.signedIn();
  there.cart.add(mug);
  await world.advance(2000);
  const here = await world.signedIn();
  const other = await here.open();
  await world.advance(2000);
  other.settings.set('density', 'dense');
  await world.advance(2000);
  const arrivals = ({ session }: Pick<typeof here, 'session'>): unknown[] =>
    Object.entries(session.sync.getState().documents).flatMap(([name, { arrivedAt }]) => (arrivedAt ? [name] : []));
  for (const tab of [here, other]) expect(arrivals(tab)).toEqual([]);
  expect(arrivals(there)).toEqual(['workspace']);
  const before = here.browser.clock.now();
  const seen: unknown[] = [];
  for (const { cart, session } of [here, other])
    cart.subscribe(({ count }, { count: last }) => {
      if (count !== last) seen.push([count, session.sync.getState().documents['cart']?.arrivedAt]);
    });
  there.cart.add(mug);
  await world.advance(2000);
  const justThen = expect.closeTo(before + 300, -3);
  expect(seen).toEqual([
    [2, justThen],
    [2, justThen],
  ]);
  expect(arrivals(there)).toEqual(['workspace']);
});

it('asks for the tab that somebody looks at, where another one does the work', async () => {
  const world = createWorld({ live: false });
  const there = await world.signedIn();
  const here = await world.signedIn();
  const other = await here.open();
  await world.advance(2000);
  here.tab.hide();
  there.cart.add(mug);
  await world.advance(seconds(62));
  expect(quantities(other)).toEqual({ mug: 1 });
});

it('works in each tab where there are no Web Locks, and without a stream', async () => {
  const world = createWorld();
  const there = await world.signedIn();
  const device = world.device({ locks: false });
  const [here, other] = [await device.open(), await device.open()];
  await device.signIn(here);
  here.cart.add(mug);
  other.cart.add(mug);
  await world.advance(minutes(2));
  expect(world.server.documents.streams).toBe(1);
  there.cart.add(mug);
  await world.advance(minutes(2));
  for (const tab of [here, other, there]) expect(quantities(tab)).toEqual({ mug: 3 });
});

it('holds nothing after the last release, and goes on after the next start', async () => {
  const world = createWorld();
  const here = await world.signedIn();
  await world.advance(2000);
  here.release();
  await world.settle();
  expect(here.tab.held()).toEqual({ listeners: 0, timers: 0, channels: 0, locks: 0, databases: 0 });
  expect(world.server.documents.streams).toBe(0);
  const release = here.session.start();
  await world.settle();
  here.cart.add(mug);
  await world.advance(2000);
  expect(here.cart.getState().savedTo).toBe('account');
  release();
});
