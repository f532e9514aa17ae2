import { describe, expect, it } from 'vitest';
import { laravel } from '../../../docs/servers/laravel.ts';
import { tellCookieStories } from './cookie-stories.ts';
import { createLaravel } from './laravel-server.ts';
import { createWorld } from './world.ts';

const ada = { email: 'ada@example.com', password: 'correct' };
const order = { method: 'POST', body: '{"id":"tea"}', headers: { 'content-type': 'application/json' } };

function open() {
  const server = createLaravel();
  return { server, world: createWorld('https://app.test/', server.fetch, laravel) };
}

let server = createLaravel();
tellCookieStories('Laravel', {
  world() {
    server = createLaravel();
    return createWorld('https://app.test/', (request) => server.fetch(request), laravel);
  },
  right: ada,
  wrong: { ...ada, password: 'wrong' },
  session: '/api/user',
  signOut: '/logout',
  orders: '/api/orders',
  forget: () => server.forget(),
  spoil: () => server.rotate(),
  refusal: () => Response.json({ message: 'CSRF token mismatch.' }, { status: 419 }),
});

describe('Laravel', () => {
  it('asks for the anti-CSRF cookie before the first sign-in, and for nothing else', async () => {
    const { world } = open();
    const { session } = await world.open();
    world.sent();
    await world.done(session.signIn(ada));
    expect(world.sent()).toEqual(['POST /login', 'GET /api/user']);
    const fresh = open();
    const page = await fresh.world.open();
    fresh.world.jar.remove('XSRF-TOKEN');
    fresh.world.sent();
    await fresh.world.done(page.session.signIn(ada));
    expect(fresh.world.sent()).toEqual(['GET /sanctum/csrf-cookie', 'POST /login', 'GET /api/user']);
  });

  it('hands on the words of a refusal', async () => {
    const { world } = open();
    const { session } = await world.open();
    const result = await world.done(session.signIn({ ...ada, password: 'wrong' }));
    expect(result).toMatchObject({
      status: 422,
      body: { errors: { email: [expect.stringContaining('credentials')] } },
    });
  });

  it('does not take it for a sign-in that somebody who is signed in already is sent to another page', async () => {
    const { world } = open();
    const { session, seen } = await world.signedIn(ada);
    const result = await world.done(session.signIn({ email: 'grace@example.com', password: 'correct' }));
    expect(result).toMatchObject({ outcome: 'rejected' });
    expect(seen).toEqual(['signed-in 1']);
  });

  it('uses the token as it is after each answer, and sends each order once', async () => {
    const { server, world } = open();
    const { session } = await world.signedIn(ada);
    for (let each = 0; each < 3; each++) await world.done(session.fetch('/api/orders', order));
    expect(server.orders).toHaveLength(3);
    expect(world.sent()).toEqual(['POST /api/orders', 'POST /api/orders', 'POST /api/orders']);
    const tokens = world.browser.network.requests.map(({ request }) => request.headers.get('x-xsrf-token'));
    expect(new Set(tokens.slice(-3)).size).toBe(3);
  });

  it('sees a dead session behind a redirect to the login page, too', async () => {
    const { server, world } = open();
    const { session, seen } = await world.signedIn(ada);
    server.forget();
    await world.done(session.fetch('/api/orders', { headers: { accept: '*/*' } }).catch(() => null));
    expect(seen).toEqual(['signed-in 1', 'ended revoked']);
  });
});
