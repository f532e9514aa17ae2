import { minutes, seconds } from 'holdfast';
import { expect, it } from 'vitest';
import { asked, createWorld, mug, quantities } from '../../support/world/devices.ts';

it('sends nothing before it is stored on this device', async () => {
  const world = createWorld({ live: false });
  const here = await world.signedIn();
  await world.advance(seconds(6));
  here.browser.databases.writeDelay = 4000;
  here.cart.add(mug);
  await world.advance(3500);
  expect([here.cart.getState().saved, asked(here).includes('PUT cart')]).toEqual(['saving', false]);
  await world.advance(3500);
  expect([here.cart.getState().saved, asked(here).includes('PUT cart')]).toEqual(['saved', true]);
});

it('sends nothing that a disk has no room for, and all of it when there is', async () => {
  const world = createWorld({ live: false });
  const here = await world.signedIn();
  await world.advance(seconds(6));
  const { quota } = here.browser.databases;
  here.browser.databases.quota = here.browser.databases.size;
  here.cart.add(mug);
  await world.advance(minutes(3));
  expect([here.cart.getState().saved, here.cart.getState().savedTo]).toEqual(['error', 'device']);
  expect(asked(here)).not.toContain('PUT cart');
  here.browser.databases.quota = quota;
  here.cart.add(mug);
  await world.advance(seconds(3));
  expect([here.cart.getState().saved, here.cart.getState().savedTo]).toEqual(['saved', 'account']);
  expect(quantities(here)).toEqual({ mug: 2 });
});

it('takes nothing away from the account that it has seen and a crash kept it from storing', async () => {
  const world = createWorld();
  const [here, there] = [await world.signedIn(), await world.signedIn()];
  await world.advance(seconds(6));
  there.browser.databases.writeDelay = 5000;
  here.cart.add(mug, 3);
  await world.advance(2500);
  expect([quantities(there), there.cart.getState().saved]).toEqual([{ mug: 3 }, 'saving']);
  there.browser.reopen();
  there.browser.databases.writeDelay = 0;
  there.browser.network.setOffline(true);
  const again = await there.open();
  expect(quantities(again)).toEqual({});
  again.cart.add({ sku: 'cup', price: 100 });
  await world.advance(seconds(2));
  here.browser.network.setOffline(true);
  there.browser.network.setOffline(false);
  await world.advance(seconds(10));
  expect(quantities(again)).toEqual({ mug: 3, cup: 1 });
  here.browser.network.setOffline(false);
  await world.advance(seconds(10));
  expect(quantities(here)).toEqual({ mug: 3, cup: 1 });
});

it('takes nothing away from the account that it has seen and had no room for', async () => {
  const world = createWorld();
  const [here, there] = [await world.signedIn(), await world.signedIn()];
  here.cart.add(mug);
  await world.advance(seconds(6));
  const { quota, size } = there.browser.databases;
  // Room for what it notes about the account, not for what it got from there.
  there.browser.databases.quota = size + 400;
  here.cart.add({ sku: 'cup', price: 100, options: { engraving: 'fair winds '.repeat(90) } }, 3);
  await world.advance(seconds(6));
  expect(quantities(there)).toEqual({ mug: 1, cup: 3 });
  there.browser.reopen();
  there.browser.databases.quota = quota;
  there.browser.network.setOffline(true);
  const again = await there.open();
  again.cart.add(mug);
  await world.advance(seconds(2));
  expect(quantities(again)).toEqual({ mug: 2 });
  // The other device would bring back what got lost.
  here.browser.network.setOffline(true);
  there.browser.network.setOffline(false);
  await world.advance(seconds(10));
  expect(quantities(again)).toEqual({ mug: 2, cup: 3 });
  here.browser.network.setOffline(false);
  await world.advance(seconds(10));
  for (const tab of [again, here]) expect(quantities(tab)).toEqual({ mug: 2, cup: 3 });
});

it('keeps what it stores when what another tab does is heard of only later', async () => {
  const world = createWorld();
  const here = await world.signedIn();
  const other = await here.open();
  await world.advance(seconds(6));
  here.browser.messages.setFaults({ drop: true });
  other.cart.add(mug);
  await world.advance(seconds(62));
  expect(JSON.stringify(world.server.documents.read('ada', 'cart'))).toContain('mug');
  here.browser.messages.setFaults({});
  other.tab.focus();
  await world.advance(seconds(2));
  expect(other.cart.getState().savedTo).toBe('account');
});
