import { minutes, seconds } from 'holdfast';
import { expect, it } from 'vitest';
import { asked, createWorld, mug, quantities } from '../../support/world/devices.ts';

/** A device that is at rest, at a server without streams. */
async function quiet() {
  const world = createWorld({ live: false });
  const here = await world.signedIn();
  here.cart.add(mug);
  await world.advance(seconds(2));
  const before = asked(here).length;
  return {
    ...world,
    here,
    since: () =>
      asked(here)
        .slice(before)
        .filter((request) => request.endsWith('cart')),
  };
}
const cart = '/api/documents/cart';

it('says that a document is too large and keeps it, until it is another one', async () => {
  const { server, here, advance, since } = await quiet();
  server.fail(cart, 413);
  here.cart.add(mug);
  await advance(minutes(10));
  expect(since().filter((request) => request.startsWith('PUT'))).toHaveLength(1);
  expect(here.told.join()).toMatch(/"cart" is larger than the server takes \(413\)/);
  expect([quantities(here), here.cart.getState().savedTo]).toEqual([{ mug: 2 }, 'device']);
  here.cart.subtract(here.cart.keys()[0] ?? '');
  await advance(seconds(2));
  expect([quantities(here), here.cart.getState().savedTo]).toEqual([{ mug: 1 }, 'account']);
});

it('stops one document where it is forbidden, and no other', async () => {
  const { server, here, advance, since } = await quiet();
  server.fail(cart, 403);
  here.cart.add(mug);
  here.draft.set('contact.name', 'Ada');
  await advance(minutes(5));
  expect(since().filter((request) => request.startsWith('PUT'))).toHaveLength(1);
  expect(here.session.sync.getState()).toMatchObject({
    status: 'stopped',
    pending: 1,
    documents: { cart: { status: 'stopped', savedTo: 'device' }, checkout: { status: 'idle', savedTo: 'account' } },
  });
  expect(here.told).toHaveLength(1);
  expect(quantities(here)).toEqual({ mug: 2 });
});

it('creates what a server says without an error that it has not (204), and takes no 204 for the loss of what it had', async () => {
  const world = createWorld({ live: false });
  world.server.fail(cart, 204);
  const here = await world.signedIn();
  here.cart.add(mug);
  await world.advance(seconds(2));
  expect(asked(here).filter((request) => request.endsWith('cart'))).toEqual(['GET cart', 'PUT cart']);
  world.server.fail(cart, 204);
  await world.advance(minutes(2));
  expect(here.session.sync.getState()).toMatchObject({ status: 'idle', pending: 0 });
  expect(here.told).toEqual([]);
});

it('puts nothing back that is gone from the account, and keeps what is here', async () => {
  const { server, here, advance } = await quiet();
  server.documents.remove('ada', 'cart');
  await advance(minutes(2));
  here.cart.add(mug);
  await advance(minutes(2));
  expect(server.documents.read('ada', 'cart')).toBeUndefined();
  expect(here.told).toEqual(['"cart" is gone from the account. It is kept on this device only.']);
  expect(quantities(here)).toEqual({ mug: 2 });
});

it.each([
  ['429', { status: 429, headers: { 'retry-after': '100' } }],
  ['503', { status: 503, headers: { 'retry-after': '100' } }],
])('waits as long as a %s asks for, whoever comes and goes', async (_status, fault) => {
  const { server, here, advance, since } = await quiet();
  server.fail(cart, fault);
  here.cart.add(mug);
  await advance(seconds(2));
  const sent = since().length;
  here.tab.hide();
  await advance(seconds(10));
  here.tab.show();
  await advance(seconds(85));
  expect(since().length).toBe(sent);
  expect(here.session.sync.getState()).toMatchObject({ status: 'offline', pending: 1 });
  await advance(seconds(10));
  expect(here.cart.getState().savedTo).toBe('account');
});

it.each([
  ['a page of a captive portal', 'html'],
  ['502', 502],
  ['500', 500],
  ['no answer', 'network'],
  ['an answer that gets lost', 'lost'],
  ['no answer ever', 'hang'],
] as const)('tries again after %s', async (_what, fault) => {
  const { server, here, advance } = await quiet();
  server.fail(cart, fault, 2);
  here.cart.add(mug);
  await advance(minutes(4));
  expect([quantities(here), here.cart.getState().savedTo]).toEqual([{ mug: 2 }, 'account']);
  expect(here.told).toEqual([]);
});

it('joins what somebody else was first with', async () => {
  const { server, here, advance, signedIn, since } = await quiet();
  const there = await signedIn();
  await advance(seconds(2));
  there.cart.add(mug);
  here.cart.add(mug);
  await advance(minutes(2));
  expect([quantities(here), quantities(there)]).toEqual([{ mug: 3 }, { mug: 3 }]);
  expect([...since(), ...asked(there)].filter((request) => request === 'PUT cart').length).toBeLessThanOrEqual(3);
  expect(server.documents.read('ada', 'cart')).toBeDefined();
});

it('takes a weak tag, as proxies that compress make it, for what it is', async () => {
  const { server, here, advance } = await quiet();
  const { body } = server.documents.read('ada', 'cart') ?? {};
  const sent: (string | null)[] = [];
  server.answer(cart, (request) => {
    sent.push(request.headers.get('if-match'));
    const headers = { 'content-type': 'application/json', etag: 'W/"w1"' };
    return request.method === 'GET' ? new Response(JSON.stringify(body), { headers }) : new Response(null, { headers });
  });
  await advance(minutes(1));
  here.cart.add(mug);
  await advance(seconds(2));
  expect(sent.at(-1)).toBe('"w1"');
});

it('adopts a receipt, and keeps what was put in after what was handed over', async () => {
  const world = createWorld({ live: false });
  const [here, there] = [await world.signedIn(), await world.signedIn()];
  here.draft.set('contact.name', 'Ada');
  await world.advance(minutes(2));
  expect(there.draft.get('contact.name')).toBe('Ada');
  there.draft.set('delivery.street', 'Main Street 1');
  world.server.documents.close('ada', 'checkout', { key: 'order-1', at: 1_767_225_600_000 });
  await world.advance(minutes(2));
  expect(there.draft.getState().values).toMatchObject({ contact: {}, delivery: { street: 'Main Street 1' } });
  await world.advance(minutes(2));
  expect(here.draft.getState().values).toMatchObject({ contact: {}, delivery: { street: 'Main Street 1' } });
  here.draft.reset();
  await world.advance(minutes(2));
  expect(there.draft.getState().values).toMatchObject({ contact: {}, delivery: {} });
});

it('leaves alone what a newer version stored, and says so', async () => {
  const { server, here, advance } = await quiet();
  for (const body of [
    { holdfast: 2, anything: true },
    { holdfast: 1, version: 7, elements: {} },
  ]) {
    server.documents.put('ada', 'cart', body);
    const tab = await here.open();
    await advance(minutes(2));
    tab.cart.add(mug);
    await advance(minutes(2));
    expect(server.documents.read('ada', 'cart')?.body).toEqual(body);
    expect(here.told.at(-1)).toMatch(/newer version/);
  }
});

it('takes element by element, and leaves in the account what makes no sense here', async () => {
  const { server, here, advance } = await quiet();
  const { body } = server.documents.read('ada', 'cart') as { body: { elements: object } };
  const odd = { '["odd",[]]': { changes: 'many' }, nonsense: 7 };
  server.documents.put('ada', 'cart', { ...body, elements: { ...body.elements, ...odd } });
  await advance(minutes(2));
  expect(here.told).toEqual([
    '"cart" has 2 elements in the account that could not be understood. They are left there as they are.',
  ]);
  here.tab.close();
  const again = await here.open();
  again.cart.add(mug);
  await advance(seconds(5));
  expect(again.cart.getState().savedTo).toBe('account');
  expect(server.documents.read('ada', 'cart')?.body).toMatchObject({ elements: odd });
  expect(quantities(again)).toEqual({ mug: 2 });
});
