import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Credentials, django as recipe, type User } from '../../docs/servers/django.ts';
import { tellCookieStories } from '../unit/recipes/cookie-stories.ts';
import { createWorld, type World } from '../unit/recipes/world.ts';
import { type Django, readDjango } from './django/start.ts';

const program = await readDjango();
if (program.missing) process.stdout.write(`skipped: the stories with Django, there is ${program.missing}\n`);
const ada: Credentials = { username: 'ada', password: 'correct' };
const order = { method: 'POST', body: '{"id":"tea"}', headers: { 'content-type': 'application/json' } };

describe.skipIf(program.missing)('real', () => {
  let django: Django;
  beforeAll(async () => {
    django = await program.open();
  });
  afterAll(() => django?.close());
  const open = (): World<User, Credentials> =>
    createWorld(
      `${django.origin}/`,
      (request) => fetch(request),
      () => recipe({ session: '/api/me/' }),
    );

  tellCookieStories("Django's sessions", {
    world: open,
    right: ada,
    wrong: { ...ada, password: 'wrong' },
    session: '/api/me/',
    signOut: '/accounts/logout/',
    orders: '/api/orders/',
    forget: () => django.control('forget-sessions'),
    // The cookie that goes with the request is the right one, the header isn't.
    spoil: ({ browser }) => void browser.cookies.set('csrftoken', 'x'.repeat(64)),
    refusal: () => Response.json({ detail: 'CSRF Failed: CSRF token missing or incorrect.' }, { status: 403 }),
  });

  describe('Django', () => {
    it('is asked for the anti-CSRF cookie before the first sign-in, which changes it', async () => {
      const world = open();
      const { session } = await world.open();
      expect(world.sent()).toEqual(['GET /api/me/']);
      await world.done(session.signIn(ada));
      expect(world.sent()).toEqual(['GET /accounts/login/', 'POST /accounts/login/', 'GET /api/me/']);
      const before = world.browser.network.requests.find(({ method }) => method === 'POST');
      expect(before?.request.headers.get('x-csrftoken')).not.toBe(world.browser.cookies.get('csrftoken'));
      expect((await world.done(session.fetch('/api/orders/', order))).status).toBe(200);
    });

    it('shows a dead session behind the redirect of @login_required, too', async () => {
      const world = open();
      const { session, seen } = await world.signedIn(ada);
      expect(await (await world.done(session.fetch('/account.json'))).json()).toEqual({ username: 'ada' });
      await django.control('forget-sessions');
      await world.done(session.fetch('/account.json').catch(() => null));
      expect(seen).toEqual(['signed-in 1', 'ended revoked']);
    });

    it('ends the session of a person who was disabled', async () => {
      const world = open();
      const { session, seen } = await world.signedIn(ada);
      await django.control('activate', { username: 'ada', active: false });
      await world.done(session.fetch('/api/orders/', order).catch(() => null));
      await django.control('activate', { username: 'ada', active: true });
      expect(seen).toEqual(['signed-in 1', 'ended revoked']);
    });
  });
});
