import { createDraft, days, minutes, seconds } from 'holdfast';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { asked, createWorld, mug, quantities } from '../../support/world/devices.ts';

it('shows on another device what was put into a cart, typed and set, and says that it is in the account', async () => {
  const world = createWorld();
  const [here, there] = [await world.signedIn(), await world.signedIn()];
  here.cart.add(mug, 2);
  here.draft.set('contact.name', 'Ada');
  here.settings.set('density', 'dense');
  here.settings.add('pinned', 'mug');
  expect(here.cart.getState().savedTo).toBe('device');
  await world.settle();
  expect(here.session.sync.getState()).toMatchObject({ status: 'pushing', pending: 3 });
  await world.advance(2000);
  expect(quantities(there)).toEqual({ mug: 2 });
  expect(there.draft.get('contact.name')).toBe('Ada');
  expect(there.settings.getState().values).toEqual({ density: 'dense', panel: 'left', pinned: ['mug'] });
  for (const { session, cart, draft, settings } of [here, there]) {
    expect(session.sync.getState()).toMatchObject({ status: 'idle', pending: 0 });
    for (const each of [cart, draft, settings]) expect(each.getState().savedTo).toBe('account');
  }
});

it('keeps what is of one device, of one tab, secret or a guest’s where it is', async () => {
  const world = createWorld();
  const device = world.device();
  const guest = await device.open();
  guest.cart.add(mug);
  await world.advance(minutes(2));
  expect(guest.session.sync.getState()).toEqual({ status: 'off', pending: 0, documents: {} });
  const here = await world.signedIn();
  here.settings.set('panel', 'canary-panel');
  here.draft.set('contact.code', 'canary-code');
  here.draft.set('contact.name', 'Ada');
  await world.advance(2000);
  const sent = here.browser.network.requests.map(({ request }) => request.clone().text());
  expect((await Promise.all(sent)).join()).not.toContain('canary');
  expect(asked(device)).toEqual([]);
});

it.each([
  ['the first', 0],
  ['the second', 1],
])('makes 3 of 1 on both devices to which each adds 1 offline, where %s comes back first', async (_which, first) => {
  const world = createWorld();
  const devices = [await world.signedIn(), await world.signedIn()] as const;
  devices[0].cart.add(mug);
  await world.advance(2000);
  for (const { browser } of devices) browser.network.setOffline(true);
  for (const { cart } of devices) cart.add(mug);
  await world.advance(minutes(5));
  for (const { session } of devices) expect(session.sync.getState()).toMatchObject({ status: 'offline', pending: 1 });
  for (const at of [first, 1 - first, first, 1 - first]) {
    devices[at]?.browser.network.setOffline(false);
    await world.advance(seconds(90));
    devices[at]?.browser.network.setOffline(true);
  }
  for (const { browser } of devices) browser.network.setOffline(false);
  await world.advance(seconds(90));
  expect(devices.map(quantities)).toEqual([{ mug: 3 }, { mug: 3 }]);
});

it('agrees after a week offline with 200 edits on each of two devices, in six requests at most', async () => {
  const world = createWorld({ live: false });
  const devices = [await world.signedIn(), await world.signedIn()] as const;
  const drafts = devices.map(({ session }) =>
    createDraft(session, 'long', { steps: { form: z.record(z.string(), z.string()) } }),
  );
  await world.advance(2000);
  for (const { browser } of devices) browser.network.setOffline(true);
  for (let edit = 0; edit < 200; edit++) {
    drafts.forEach((draft, at) => void draft.set(`form.f${(edit * (at + 3)) % 100}`, `${at} ${edit}`));
    if (edit % 50 === 0) await world.advance(500);
  }
  for (const { browser } of devices) await browser.clock.sleep(days(7));
  const before: number[] = [];
  for (const device of devices) {
    // What leaves a device before that reaches nobody.
    before.push(asked(device).length);
    device.browser.network.setOffline(false);
    await world.advance(seconds(5));
  }
  await world.advance(seconds(60));
  const all = (at: number): string[] =>
    asked(devices[at as 0])
      .slice(before[at])
      .filter((request) => request.endsWith('long'));
  expect(drafts[0]?.getState().values.form).toEqual(drafts[1]?.getState().values.form);
  expect(Object.keys(drafts[0]?.getState().values.form ?? {}).length).toBeGreaterThan(50);
  expect([...all(0), ...all(1)].length).toBeLessThanOrEqual(6);
}, 60_000);

it.each([
  ['there is no stream', false],
  ['a proxy holds the stream back', 'silent'],
] as const)('shows a change within a minute where %s', async (_why, live) => {
  const world = createWorld();
  world.server.documents.live = live;
  const [here, there] = [await world.signedIn(), await world.signedIn()];
  await world.advance(seconds(10));
  here.cart.add(mug);
  await world.advance(seconds(61));
  expect(quantities(there)).toEqual({ mug: 1 });
});

it('shows it at once to somebody who comes back to the page', async () => {
  const world = createWorld({ live: false });
  const [here, there] = [await world.signedIn(), await world.signedIn()];
  there.tab.hide();
  here.cart.add(mug);
  await world.advance(minutes(3));
  expect(quantities(there)).toEqual({});
  there.tab.show();
  await world.settle();
  expect(quantities(there)).toEqual({ mug: 1 });
});

it('writes nothing again where a change arrived and its answer got lost', async () => {
  const world = createWorld();
  const here = await world.signedIn();
  world.server.fail('/api/documents/cart', 'lost');
  here.cart.add(mug);
  await world.advance(100);
  const { revision } = world.server.documents.read('ada', 'cart') ?? {};
  expect(here.cart.getState().savedTo).toBe('device');
  await world.advance(minutes(2));
  expect(world.server.documents.read('ada', 'cart')?.revision).toBe(revision);
  expect(quantities(here)).toEqual({ mug: 1 });
  expect(here.cart.getState().savedTo).toBe('account');
});

it('sends what was edited offline after a crash, from what is stored', async () => {
  const world = createWorld();
  const here = await world.signedIn();
  await world.advance(2000);
  here.browser.network.setOffline(true);
  here.cart.add(mug);
  await world.settle();
  here.browser.reopen();
  here.browser.network.setOffline(false);
  const before = asked(here).length;
  const again = await here.open();
  await world.advance(2000);
  expect(quantities(again)).toEqual({ mug: 1 });
  expect(JSON.stringify(world.server.documents.read('ada', 'cart'))).toContain('mug');
  expect(
    asked(here)
      .slice(before)
      .filter((request) => request.endsWith('cart')),
  ).toEqual(['GET cart', 'PUT cart']);
});

it('asks for nothing twice after a reload: what the account has acknowledged is known', async () => {
  const world = createWorld();
  const here = await world.signedIn();
  here.cart.add(mug);
  await world.advance(2000);
  const { revision } = world.server.documents.read('ada', 'cart') ?? {};
  here.tab.close();
  await here.open();
  await world.advance(2000);
  const last = here.browser.network.requests.filter(({ path }) => path.endsWith('/cart')).at(-1);
  expect([last?.method, last?.request.headers.get('if-none-match')]).toEqual(['GET', revision]);
});
