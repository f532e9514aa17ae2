import { type ClaimPolicy, createCart, minutes, seconds } from 'holdfast';
import { expect, it } from 'vitest';
import { createWorld, type Device, type DeviceTab, quantities } from '../../support/world/devices.ts';

const item = (sku: string) => ({ sku, price: 100 });
const cartAt = '/api/documents/basket';

/** An account with {S1: 3, S3: 1} from another device, and a device that has never seen it, with a guest's {S1: 2, S2: 1}. */
async function stage(claim: ClaimPolicy, { empty = false, tabs = 1 } = {}) {
  const world = createWorld();
  const basket = ({ session }: Pick<DeviceTab, 'session'>) => ({
    session,
    cart: createCart(session, 'basket', { currency: 'EUR', claim }),
  });
  const there = basket(await world.signedIn());
  if (!empty)
    there.cart.add([
      { item: item('S1'), quantity: 3 },
      { item: item('S3'), quantity: 1 },
    ]);
  await world.advance(seconds(2));
  const device = world.device();
  const openOn = async (on: Device) => {
    const opened = await on.open();
    return { ...opened, ...basket(opened) };
  };
  const open = () => openOn(device);
  /** Another device with all that this one has stored, as from a backup. */
  const copy = (): Device => {
    const other = world.device();
    for (const name of device.browser.databases.names())
      for (const store of ['journal', 'base', 'session'] as const)
        for (const [key, value] of device.browser.databases.entries(name, store))
          other.browser.databases.plant(name, store, key, value);
    for (const [key, value] of Object.entries(device.browser.records.contents()))
      other.browser.records.plant(key, value);
    return other;
  };
  const here = await open();
  const others: (typeof here)[] = [];
  for (let more = 1; more < tabs; more++) others.push(await open());
  here.cart.add([
    { item: item('S1'), quantity: 2 },
    { item: item('S2'), quantity: 1 },
  ]);
  await world.settle();
  const all = () => [here, ...others, there].map(quantities);
  return { ...world, device, here, there, others, open, openOn, copy, all };
}

const outcomes: readonly (readonly [ClaimPolicy, Record<string, number>])[] = [
  ['sum', { S1: 5, S2: 1, S3: 1 }],
  ['max', { S1: 3, S2: 1, S3: 1 }],
  ['keep-account', { S1: 3, S3: 1 }],
  ['keep-guest', { S1: 2, S2: 1 }],
];

it.each(outcomes)(
  'with %s weighs a guest’s cart against what the account has, also where this device has never seen it',
  async (claim, outcome) => {
    const { device, here, all, advance } = await stage(claim);
    await device.signIn(here);
    await advance(seconds(5));
    expect(all()).toEqual([outcome, outcome]);
  },
);

it.each(outcomes)(
  'with %s comes to the same where answers get lost and the browser is killed meanwhile',
  async (claim, outcome) => {
    const { device, here, there, open, server, advance } = await stage(claim);
    server.fail(cartAt, 'lost', 2);
    await device.signIn(here);
    await advance(300);
    here.tab.crash();
    server.fail(cartAt, 502);
    const again = await open();
    await advance(minutes(1));
    expect([quantities(again), quantities(there)]).toEqual([outcome, outcome]);
  },
);

it.each(outcomes)('with %s joins once where another tab does the work', async (claim, outcome) => {
  const { device, others, all, advance } = await stage(claim, { tabs: 2 });
  await device.signIn(others[0] as DeviceTab);
  await advance(seconds(5));
  expect(all()).toEqual([outcome, outcome, outcome]);
});

it.each(outcomes)('with %s joins once where a copy of the device does it all again', async (claim, outcome) => {
  const { device, here, there, copy, openOn, advance } = await stage(claim);
  const other = copy();
  await device.signIn(here);
  await advance(seconds(5));
  // What is taken out afterwards stays out.
  there.cart.remove(there.cart.keys().find((key) => key.includes('S1')) ?? '');
  await advance(seconds(5));
  const again = await openOn(other);
  await advance(seconds(1));
  const { S1: _, ...rest } = outcome;
  expect(quantities(again)).toEqual({ S1: 2, S2: 1 });
  await other.signIn(again);
  await advance(seconds(10));
  for (const tab of [again, here, there]) expect(quantities(tab)).toEqual(rest);
});

it('joins also where the tab that does the work was answered before the one that signs in had said so', async () => {
  const { device, others, all, advance } = await stage('max', { tabs: 2 });
  const [other] = others as [(typeof others)[0]];
  device.browser.databases.writeDelay = 200;
  void other?.session.signIn({ name: 'ada', password: 'correct' });
  // The other tab follows what is shared at once; this one still stores it.
  await advance(450);
  other?.tab.freeze();
  await advance(seconds(4));
  expect(all()).toEqual([
    { S1: 3, S3: 1 },
    { S1: 2, S2: 1 },
    { S1: 3, S3: 1 },
  ]);
  other?.tab.thaw();
  await advance(seconds(4));
  const outcome = { S1: 3, S2: 1, S3: 1 };
  expect(all()).toEqual([outcome, outcome, outcome]);
});

it.each(outcomes.slice(1))('with %s goes into an account that has nothing', async (claim) => {
  const { device, here, all, advance } = await stage(claim, { empty: true });
  await device.signIn(here);
  await advance(seconds(5));
  expect(all()).toEqual([
    { S1: 2, S2: 1 },
    { S1: 2, S2: 1 },
  ]);
});

it('waits offline for what the account has, shows that something is still to come, and keeps what is added meanwhile', async () => {
  const { device, here, all, open, server, advance } = await stage('keep-account');
  server.fail(cartAt, 503, 3);
  await device.signIn(here);
  expect([quantities(here), here.cart.getState().saved]).toEqual([{}, 'restoring']);
  device.browser.network.setOffline(true);
  here.cart.add(item('S4'));
  await advance(seconds(30));
  device.browser.reopen();
  const again = await open();
  await advance(seconds(5));
  expect(quantities(again)).toEqual({ S4: 1 });
  device.browser.network.setOffline(false);
  await advance(minutes(2));
  expect([quantities(again), all().at(-1)]).toEqual([
    { S1: 3, S3: 1, S4: 1 },
    { S1: 3, S3: 1, S4: 1 },
  ]);
});

it.each([403, { status: 200, body: { holdfast: 7 } }])(
  'goes by what is here where the account can not be had (%j)',
  async (fault) => {
    const { device, here, server, advance } = await stage('keep-account');
    server.fail(cartAt, fault);
    await device.signIn(here);
    await advance(seconds(2));
    expect(quantities(here)).toEqual({ S1: 2, S2: 1 });
  },
);
