import { minutes, seconds } from 'holdfast';
import { expect, it } from 'vitest';
import { createWorld, mug } from '../../support/world/devices.ts';

const ahead = minutes(8);
const cart = '/api/documents/cart';
const moments = (body: unknown): number[] =>
  [...JSON.stringify(body).matchAll(/"([0-9a-z]{9})[0-9a-z]{4}[\w-]{10,}"/g)].map(([, ms = '']) =>
    Number.parseInt(ms, 36),
  );

/** A device whose clock is eight minutes ahead, at a server that takes nothing from more than five minutes ahead. */
async function hasty({ strict = Number.POSITIVE_INFINITY } = {}) {
  const world = createWorld({ live: false });
  const { now } = (await world.signedIn()).browser.clock;
  const device = world.device({ startAt: now() + ahead });
  const puts: number[] = [];
  world.server.answer(cart, async (request) => {
    if (request.method !== 'PUT') return undefined;
    const latest = Math.max(...moments(await request.json()));
    puts.push(latest - now());
    if (latest < now() + minutes(5) || puts.length > strict) return undefined;
    const headers = { 'content-type': 'application/json', date: new Date(now()).toUTCString() };
    return new Response('{"error":"clock"}', { status: 422, headers });
  });
  return {
    ...world,
    device,
    now,
    puts,
    async open() {
      const here = await device.open();
      await device.signIn(here);
      return here;
    },
    expectCorrected(name: string) {
      const { body } = world.server.documents.read('ada', name) ?? {};
      expect(Math.abs(Math.max(...moments(body)) - now())).toBeLessThan(seconds(5));
    },
  };
}

it('dates edits by the server’s clock, as soon as an answer says what that is', async () => {
  const { server, device, advance, now, puts } = await hasty();
  server.fail('/api/session', { status: 200, headers: { date: new Date(now()).toUTCString() }, body: { user: null } });
  const here = await device.open();
  await device.signIn(here);
  here.cart.add(mug);
  await advance(seconds(3));
  expect(here.cart.getState().savedTo).toBe('account');
  expect(puts).toHaveLength(1);
  expect(Math.abs(puts[0] ?? ahead)).toBeLessThan(seconds(5));
  expect(here.told).toEqual([]);
});

it('sets the clock right once where the documents find it ahead, and sends again at once', async () => {
  const { device, open, advance, puts, expectCorrected } = await hasty({ strict: 1 });
  const here = await open();
  here.cart.add(mug);
  await advance(seconds(2));
  expect(puts).toHaveLength(2);
  expect([here.cart.getState().savedTo, here.told]).toEqual(['account', []]);
  // Another document has dated nothing yet.
  here.draft.set('contact.name', 'Ada');
  await advance(seconds(2));
  expectCorrected('checkout');
  expect(device.browser.network.count('/api/documents/checkout')).toBe(2);
});

it('says why it waits where what was dated ahead is refused again, and sends it when that is in time', async () => {
  const { open, advance, puts } = await hasty();
  const here = await open();
  here.cart.add(mug);
  await advance(minutes(2));
  expect(here.told).toHaveLength(1);
  expect(here.told.join()).toMatch(/The clock of this device is 4[78]\d s ahead/);
  expect([here.session.sync.getState().status, puts.length > 2]).toEqual(['offline', true]);
  await advance(minutes(5));
  expect([here.cart.getState().savedTo, here.told.length]).toEqual(['account', 1]);
});

it('lets stand what was typed before anybody knew the time, on a device whose clock is behind', async () => {
  const world = createWorld({ live: false });
  const { now } = (await world.signedIn()).browser.clock;
  const device = world.device({ startAt: now() - ahead });
  const tellTime = () =>
    world.server.answer('/api/session', () => {
      const headers = { 'content-type': 'application/json', date: new Date(now()).toUTCString() };
      return new Response('{"user":{"id":"u1","name":"Ada"}}', { headers });
    });
  const here = await device.open();
  await device.signIn(here);
  tellTime();
  void here.session.verify();
  await world.settle();
  here.draft.set('contact.name', 'First');
  await world.advance(seconds(2));
  here.tab.close();
  device.browser.databases.openDelay = 1000;
  const again = await device.open();
  // Who is signed in is known, and so is the time; what is stored isn't yet.
  again.draft.set('contact.name', 'Second');
  await world.advance(seconds(5));
  expect(again.draft.get('contact.name')).toBe('Second');
});

it('dates edits so also after a reload, before anything is heard anew', async () => {
  const { server, device, advance, now, puts } = await hasty();
  server.fail('/api/session', { status: 200, headers: { date: new Date(now()).toUTCString() }, body: { user: null } });
  const before = await device.open();
  await device.signIn(before);
  await advance(seconds(1));
  before.tab.close();
  device.browser.network.setOffline(true);
  const here = await device.open();
  await advance(seconds(5));
  here.cart.add(mug);
  await advance(seconds(1));
  device.browser.network.setOffline(false);
  await advance(seconds(5));
  expect(here.cart.getState().savedTo).toBe('account');
  expect(puts.map((late) => Math.abs(late) < seconds(10))).toEqual([true]);
});

it('forgets what it remembers of the server’s clock when that agrees again, and believes no nonsense', async () => {
  const key = 'holdfast:shop:skew';
  for (const remembered of ['-480000', '1e300', 'soon']) {
    const world = createWorld({ live: false });
    const device = world.device();
    device.browser.records.plant(key, remembered);
    world.server.fail('/api/session', 502);
    const here = await device.open();
    here.cart.add(mug);
    await world.settle();
    const { now } = device.browser.clock;
    const date = new Date(now()).toUTCString();
    world.server.fail('/api/session', { status: 200, headers: { date }, body: { user: null } });
    await world.advance(seconds(3));
    await device.signIn(here);
    await world.advance(seconds(5));
    if (remembered === '-480000') expect(device.browser.records.contents()[key]).toBeUndefined();
    const dated = moments(world.server.documents.read('ada', 'cart')?.body);
    expect(dated.length).toBeGreaterThan(0);
    expect(dated.every((at) => Math.abs(at - now()) < minutes(10))).toBe(true);
  }
});
