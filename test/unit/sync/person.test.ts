import { bearer, minutes, seconds } from 'holdfast';
import { expect, it } from 'vitest';
import { asked, createWorld, mug, quantities } from '../../support/world/devices.ts';

it('drops nothing and sends nothing where the session is over, until the same person is back', async () => {
  const world = createWorld();
  const here = await world.signedIn();
  await world.advance(2000);
  here.browser.network.setOffline(true);
  here.cart.add(mug);
  await world.advance(seconds(5));
  world.server.revokeAll();
  here.browser.network.setOffline(false);
  await world.advance(minutes(2));
  expect(here.session.getState().status).toBe('unauthenticated');
  expect(world.server.documents.read('ada', 'cart')).toBeUndefined();

  const before = asked(here).length;
  await here.signIn(here, 'bob');
  await world.advance(minutes(2));
  expect(quantities(here)).toEqual({});
  expect(
    asked(here)
      .slice(before)
      .filter((request) => request.startsWith('PUT')),
  ).toEqual([]);
  expect(world.server.documents.read('bob', 'cart')).toBeUndefined();

  await here.signIn(here, 'ada');
  await world.advance(seconds(5));
  expect(quantities(here)).toEqual({ mug: 1 });
  expect(here.cart.getState().savedTo).toBe('account');
  expect(JSON.stringify(world.server.documents.read('ada', 'cart'))).toContain('mug');
});

it('pauses where the documents alone say 401, and goes on when somebody looks and it is over', async () => {
  const world = createWorld({ live: false });
  const here = await world.signedIn();
  await world.advance(2000);
  world.server.fail('/api/documents/cart', 401, 4);
  here.cart.add(mug);
  await world.advance(seconds(5));
  expect(here.session.getState().status).toBe('authenticated');
  expect(here.session.sync.getState()).toMatchObject({ status: 'paused', pending: 1 });
  await world.advance(minutes(4));
  expect(here.session.sync.getState()).toMatchObject({ status: 'idle', pending: 0 });
});

it('sends at a sign-out what was typed a moment ago, before the server hears of it', async () => {
  const world = createWorld();
  const here = await world.signedIn();
  await world.advance(2000);
  here.cart.add(mug);
  const leaving = here.session.signOut();
  await world.advance(seconds(2));
  expect(await leaving).toEqual({ local: 'done', remote: 'done' });
  expect(JSON.stringify(world.server.documents.read('ada', 'cart'))).toContain('mug');
  expect(here.told).toEqual([]);
  const there = await world.signedIn();
  await world.advance(seconds(2));
  expect(quantities(there)).toEqual({ mug: 1 });
});

it('joins at a sign-out what somebody else was first with', async () => {
  const world = createWorld({ live: false });
  const [here, there] = [await world.signedIn(), await world.signedIn()];
  await world.advance(2000);
  there.cart.add(mug);
  await world.advance(2000);
  here.cart.add(mug);
  const leaving = here.session.signOut();
  await world.advance(seconds(2));
  await leaving;
  expect(here.told).toEqual([]);
  await world.advance(minutes(1));
  expect(quantities(there)).toEqual({ mug: 2 });
});

it('does the same with tokens', async () => {
  const world = createWorld();
  const here = await world.signedIn({
    transport: bearer({ signIn: '/token', refresh: '/token', signOut: '/token/revoke' }),
  });
  await world.advance(2000);
  here.cart.add(mug);
  const leaving = here.session.signOut();
  await world.advance(seconds(2));
  expect(await leaving).toEqual({ local: 'done', remote: 'done' });
  expect(JSON.stringify(world.server.documents.read('ada', 'cart'))).toContain('mug');
  expect(here.told).toEqual([]);
});

it('shows no credential to another origin, also not at a sign-out', async () => {
  const world = createWorld({ url: 'https://elsewhere.test/api/documents', live: false });
  const here = await world.signedIn({
    transport: bearer({ signIn: '/token', refresh: '/token', signOut: '/token/revoke' }),
  });
  await world.advance(2000);
  here.cart.add(mug);
  const leaving = here.session.signOut();
  await world.advance(seconds(2));
  await leaving;
  const sent = here.browser.network.requests.filter(({ url }) => url.startsWith('https://elsewhere.test'));
  expect(sent.map(({ method }) => method)).toContain('PUT');
  for (const { request } of sent) expect(request.headers.get('authorization')).toBeNull();
});

it('says what a sign-out takes away that never reached the account', async () => {
  const world = createWorld();
  const here = await world.signedIn();
  await world.advance(2000);
  here.browser.network.setOffline(true);
  here.cart.add(mug);
  await world.settle();
  const leaving = here.session.signOut();
  await world.advance(seconds(2));
  await leaving;
  expect(here.told).toEqual([
    'The last edits of "cart" had not reached the account, and were removed from this device with the sign-out.',
  ]);
  expect(here.session.sync.getState().status).toBe('off');
});

it('begins anew from the account after a sign-out has wiped the device', async () => {
  const world = createWorld();
  const here = await world.signedIn();
  here.cart.add(mug, 2);
  await world.advance(2000);
  const leaving = here.session.signOut();
  await world.advance(2000);
  await leaving;
  expect(here.browser.text()).not.toContain('acknowledged/');
  await here.signIn(here, 'ada');
  await world.advance(2000);
  expect(quantities(here)).toEqual({ mug: 2 });
});

it('lets what a guest put into a cart join the account once, wherever else it is', async () => {
  const world = createWorld();
  const there = await world.signedIn();
  there.cart.add(mug, 3);
  await world.advance(2000);
  const device = world.device();
  const here = await device.open();
  here.cart.add(mug, 2);
  await world.settle();
  world.server.fail('/api/documents/cart', 'lost', 2);
  await device.signIn(here);
  await world.advance(minutes(2));
  expect([quantities(here), quantities(there)]).toEqual([{ mug: 5 }, { mug: 5 }]);
});

it('counts at the server as activity where something was edited, not where a page only asks and listens', async () => {
  const world = createWorld();
  const here = await world.signedIn();
  await world.advance(seconds(2));
  const [session] = world.server.sessions;
  const touched = session?.touched;
  await world.advance(minutes(10));
  world.server.documents.dropStreams();
  await world.advance(minutes(1));
  expect(asked(here).length).toBeGreaterThan(20);
  expect(session?.touched).toBe(touched);
  here.cart.add(mug);
  await world.advance(seconds(2));
  expect(session?.touched).toBeGreaterThan(touched ?? 0);
});

it('leaves in no message, no report and no address what is in a document, its revision or a credential', async () => {
  const world = createWorld();
  const here = await world.signedIn();
  const there = await here.open();
  there.draft.set('contact.name', 'canary-name');
  there.cart.add({ sku: 'canary-sku', price: 100 });
  await world.advance(2000);
  world.server.documents.put('ada', 'checkout', { holdfast: 1, version: 1, elements: { 'canary-element': 'canary' } });
  world.server.fail('/api/documents/cart', 413);
  there.cart.add({ sku: 'canary-sku', price: 100 });
  await world.advance(minutes(2));
  const messages = JSON.stringify(here.browser.messages.sent);
  const urls = here.browser.network.requests.map(({ url }) => url);
  const said = JSON.stringify([messages, urls, here.told, there.told, here.tab.reports, there.tab.reports]);
  expect(said).toMatch(/synced/);
  expect(here.told.length).toBeGreaterThan(1);
  expect(said).not.toMatch(/canary/);
  for (const secret of world.server.secrets) expect(said).not.toContain(secret);
  expect(messages).not.toContain(world.server.documents.read('ada', 'cart')?.revision.replaceAll('"', '\\"'));
});
