import { minutes, seconds } from 'holdfast';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Credentials, simplejwt, type User } from '../../docs/servers/simplejwt.ts';
import type { OpenTab } from '../support/world/tab.ts';
import { createWorld, portal, type World } from '../unit/recipes/world.ts';
import { type Django, readDjango } from './django/start.ts';

const program = await readDjango();
if (program.missing)
  process.stdout.write(`skipped: the stories with Django and simplejwt, there is ${program.missing}\n`);
const ada: Credentials = { username: 'ada', password: 'correct' };
const refresh = 'POST /api/token/refresh/';
const order = { method: 'POST', body: '{"id":"tea"}', headers: { 'content-type': 'application/json' } };

describe.skipIf(program.missing)('Django REST framework with simplejwt', () => {
  let django: Django;
  let world: World<User, Credentials>;
  beforeAll(async () => {
    django = await program.open();
  });
  afterAll(() => django?.close());
  beforeEach(async () => {
    world = createWorld(
      `${django.origin}/`,
      (request) => fetch(request),
      () => simplejwt(),
    );
    await django.control('activate', { username: 'ada', active: true });
  });
  const pass = async (ms: number): Promise<void> => {
    await django.control('pass', { seconds: ms / 1000 });
    await world.browser.clock.advance(ms);
  };
  /** For the server alone: the page takes its token for good. */
  const expire = (ms = minutes(6)): Promise<void> => django.control('pass', { seconds: ms / 1000 });
  const statusOf = async ({ session }: OpenTab<User, Credentials>): Promise<number> =>
    (await world.done(session.fetch('/jwt/me/'))).status;
  const refreshWith = (token: string): Promise<Response> =>
    fetch(`${django.origin}/api/token/refresh/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ refresh: token }),
    });

  it('signs in', async () => {
    const { session, seen } = await world.open();
    const result = await world.done(session.signIn(ada));
    expect(result).toMatchObject({ outcome: 'signed-in', user: { id: 1 } });
    expect(await (await world.done(session.fetch('/jwt/me/'))).json()).toEqual({ id: 1, username: 'ada' });
    expect(seen).toEqual(['signed-in 1']);
  });

  it('answers a wrong password with a refusal', async () => {
    const { session, status } = await world.open();
    const result = await world.done(session.signIn({ ...ada, password: 'wrong' }));
    expect(result).toMatchObject({ outcome: 'rejected', status: 401 });
    expect(status()).toBe('unauthenticated');
  });

  it('refreshes ahead of the end of tokens that name no length, one rotation after the other', async () => {
    const page = await world.signedIn(ada);
    for (let round = 0; round < 3; round++) {
      await pass(minutes(5) - seconds(10));
      expect(await statusOf(page)).toBe(200);
      expect(await statusOf(page)).toBe(200);
      expect(world.sent()).toEqual([refresh, 'GET /jwt/me/', 'GET /jwt/me/']);
    }
    expect(page.status()).toBe('authenticated');
  });

  it('refreshes once for two tabs with ten calls each', async () => {
    const tabs = [await world.signedIn(ada), await world.open()];
    await pass(minutes(5));
    const calls = tabs.flatMap(({ session }) => Array.from({ length: 10 }, () => session.fetch('/jwt/me/')));
    const answers = await world.done(Promise.all(calls));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    expect(world.sent().filter((sent) => sent === refresh)).toHaveLength(1);
  });

  it('refreshes after a 401, and repeats an order whole', async () => {
    const { session } = await world.signedIn(ada);
    await expire();
    const answer = await world.done(session.fetch('/jwt/orders/', order));
    expect(await answer.json()).toEqual({ by: 'ada', order: { id: 'tea' } });
    expect(world.sent()).toEqual(['POST /jwt/orders/', refresh, 'POST /jwt/orders/']);
  });

  it('ends, once and in every tab, when the server says token_not_valid of the refresh token', async () => {
    const one = await world.signedIn(ada);
    const two = await world.open();
    await expire(minutes(60 * 25));
    await world.done(Promise.all([1, 2, 3].map(() => one.session.fetch('/jwt/me/').catch(() => null))));
    expect(one.seen).toEqual(['signed-in 1', 'ended revoked']);
    expect(two.status()).toBe('unauthenticated');
    expect(world.sent().filter((sent) => sent === refresh)).toHaveLength(1);
  });

  it('ends as a loop for a person who was disabled: their tokens can be refreshed for ever, and are always refused', async () => {
    const page = await world.signedIn(ada);
    await django.control('activate', { username: 'ada', active: false });
    for (let call = 0; call < 6; call++) await world.done(page.session.fetch('/jwt/me/').catch(() => null));
    expect(page.seen).toEqual(['signed-in 1', 'ended loop']);
    expect(world.sent().filter((sent) => sent === refresh)).toHaveLength(3);
  });

  it('ends at once for a person who was disabled where the server, as of simplejwt 5.4, refuses to refresh', async () => {
    const page = await world.signedIn(ada);
    await expire();
    const headers = { 'www-authenticate': 'Bearer realm="api"' };
    world.interrupt = ({ url }) =>
      url.endsWith('/refresh/') ? Response.json({ detail: 'Kein aktives Konto' }, { status: 401, headers }) : undefined;
    await world.done(page.session.fetch('/jwt/me/').catch(() => null));
    expect(page.seen).toEqual(['signed-in 1', 'ended revoked']);
  });

  it('puts the refresh token on the blacklist at sign-out', async () => {
    const { session } = await world.signedIn(ada);
    expect(await world.done(session.signOut())).toEqual({ local: 'done', remote: 'done' });
    const told = world.browser.network.requests.find(({ path }) => path === '/api/token/blacklist/');
    const answer = await refreshWith(((await told?.request.json()) as { refresh: string } | undefined)?.refresh ?? '');
    expect([answer.status, await answer.json()]).toMatchObject([401, { code: 'token_not_valid' }]);
  });

  it('signs out twice, and of what the server has revoked already', async () => {
    const { session } = await world.signedIn(ada);
    await expire(minutes(60 * 25));
    for (let time = 0; time < 2; time++)
      expect(await world.done(session.signOut())).toEqual({ local: 'done', remote: 'done' });
    expect((await world.open()).status()).toBe('unauthenticated');
  });

  it('finds the session after a reload', async () => {
    (await world.signedIn(ada)).tab.close();
    const page = await world.open();
    expect(page.seen).toEqual(['signed-in 1 restored']);
    expect(await statusOf(page)).toBe(200);
  });

  it('keeps the session behind a captive portal, and behind a proxy that has a 401 of its own', async () => {
    const page = await world.signedIn(ada);
    await expire();
    const proxy = (): Response =>
      new Response('<h1>Proxy</h1>', { status: 401, headers: { 'content-type': 'text/html' } });
    for (const instead of [portal, proxy]) {
      world.interrupt = ({ url }) => (url.endsWith('/refresh/') ? instead() : undefined);
      expect(await statusOf(page)).toBe(401);
      expect(page.status()).toBe('authenticated');
      await world.browser.clock.advance(minutes(1));
    }
    world.interrupt = portal;
    await world.done(page.session.fetch('/jwt/me/'));
    expect(page.status()).toBe('authenticated');
    await world.browser.clock.advance(minutes(1));
    world.interrupt = null;
    expect(await statusOf(page)).toBe(200);
  });
});
