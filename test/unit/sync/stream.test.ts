import { minutes, seconds } from 'holdfast';
import { expect, it } from 'vitest';
import { asked, createWorld, mug, quantities } from '../../support/world/devices.ts';

const live = '/api/documents';

it('tells of a change at once', async () => {
  const world = createWorld();
  const [here, there] = [await world.signedIn(), await world.signedIn()];
  await world.advance(seconds(10));
  here.cart.add(mug);
  await world.advance(1500);
  expect(quantities(there)).toEqual({ mug: 1 });
});

it('makes nobody ask for what they sent themselves', async () => {
  const world = createWorld();
  const here = await world.signedIn();
  await world.advance(seconds(2));
  const before = asked(here).length;
  here.cart.add(mug);
  await world.advance(seconds(5));
  expect(asked(here).slice(before)).toEqual(['PUT cart']);
});

it('ends the session here within two seconds of a sign-out everywhere on another device', async () => {
  const world = createWorld();
  const [here, there] = [await world.signedIn(), await world.signedIn()];
  await world.advance(seconds(10));
  const leaving = there.session.signOut({ scope: 'everywhere' });
  await world.advance(seconds(2));
  await leaving;
  expect(here.session.getState()).toMatchObject({ status: 'unauthenticated', reason: 'revoked' });
});

it('comes back spread over ten seconds after a server was started again, and asks what it missed', async () => {
  const world = createWorld();
  const devices = [await world.signedIn()];
  for (let more = 0; more < 9; more++) devices.push(await world.signedIn());
  await world.advance(seconds(2));
  const before = devices.map(({ browser }) => browser.network.count(live));
  world.server.documents.dropStreams();
  const [first] = devices;
  first?.cart.add(mug);
  await world.advance(seconds(11));
  expect(world.server.documents.streams).toBe(10);
  const returned = devices.map(({ browser }, at) => {
    const { at: moment = 0 } = browser.network.requests.filter(({ path }) => path === live)[before[at] ?? 0] ?? {};
    return moment;
  });
  expect(Math.max(...returned) - Math.min(...returned)).toBeGreaterThan(seconds(3));
  for (const device of devices) expect(quantities(device)).toEqual({ mug: 1 });
});

it('asks for nothing in the moment in which a stream breaks: all others would, too', async () => {
  const world = createWorld();
  const here = await world.signedIn();
  await world.advance(seconds(10));
  world.server.documents.say('retry: 2000\n\n');
  await world.settle();
  const before = here.browser.network.count();
  world.server.documents.dropStreams();
  await world.advance(1500);
  expect(here.browser.network.count()).toBe(before);
  await world.advance(seconds(11));
  expect(here.browser.network.count(live)).toBe(2);
  expect(asked(here).slice(-3).toSorted()).toEqual(['GET cart', 'GET checkout', 'GET workspace']);
});

it('takes a stream that says nothing for dead, and opens another one', async () => {
  const world = createWorld();
  const here = await world.signedIn();
  await world.advance(seconds(2));
  world.server.documents.live = 'silent';
  await world.advance(minutes(2));
  expect(here.browser.network.count(live)).toBeGreaterThan(1);
  world.server.documents.live = true;
  await world.advance(minutes(3));
  expect(world.server.documents.streams).toBe(1);
  const opened = here.browser.network.count(live);
  await world.advance(minutes(10));
  expect(here.browser.network.count(live)).toBe(opened);
});

it('comes back when a server says', async () => {
  const world = createWorld();
  const here = await world.signedIn();
  await world.advance(seconds(2));
  world.server.documents.say('retry: 30000\n\n');
  await world.settle();
  world.server.documents.dropStreams();
  await world.advance(seconds(29));
  expect(here.browser.network.count(live)).toBe(1);
  await world.advance(seconds(32));
  expect(here.browser.network.count(live)).toBe(2);
});

it('asks once where there is no stream', async () => {
  const world = createWorld();
  world.server.documents.live = false;
  const here = await world.signedIn();
  await world.advance(minutes(10));
  here.tab.focus();
  await world.advance(minutes(10));
  expect(here.browser.network.count(live)).toBe(1);
});

it('asks for everything where what it hears makes no sense', async () => {
  const world = createWorld();
  const here = await world.signedIn();
  await world.advance(seconds(10));
  const before = asked(here).length;
  world.server.documents.say('event: poke\ndata: {"id":\n\nevent: news\ndata: x\n\n');
  await world.settle();
  expect(asked(here).slice(before).toSorted()).toEqual(['GET cart', 'GET checkout', 'GET workspace']);
});

it('comes back sooner where somebody returns to the page', async () => {
  const world = createWorld();
  const here = await world.signedIn();
  await world.advance(seconds(2));
  here.tab.hide();
  world.server.documents.dropStreams();
  await world.settle();
  expect(here.browser.network.count(live)).toBe(1);
  here.tab.show();
  await world.settle();
  expect(here.browser.network.count(live)).toBe(2);
});

it('is asked for again by whoever looks, where the stream alone said 401', async () => {
  const world = createWorld();
  const device = world.device();
  const here = await device.open();
  world.server.fail(live, 401);
  await device.signIn(here);
  await world.advance(seconds(5));
  expect([here.session.getState().status, world.server.documents.streams]).toEqual(['authenticated', 0]);
  here.tab.focus();
  await world.advance(seconds(5));
  expect(world.server.documents.streams).toBe(1);
});
