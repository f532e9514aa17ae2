import { type BearerOptions, seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import {
  createWorld,
  json,
  type Login,
  type Person,
  pathOf,
  type WorldOptions,
} from '../../../support/world/tokens.ts';

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = (claims: object): string => `${encode({ alg: 'none' })}.${encode(claims)}.signature`;

/** The first seconds after the sign-in at which a call is preceded by a refresh; null when none is within two hours. */
async function refreshedAfter(body: object, options: WorldOptions = {}): Promise<number | null> {
  const world = createWorld(options);
  world.server.interrupt = (request) => (pathOf(request) === '/token' ? json(body) : json({}));
  const a = await world.signedIn();
  for (const at of [2, 9, 30, 58, 90, 500, 800, 3580, 7200]) {
    await world.browser.clock.advance(Math.max(0, seconds(at) - world.browser.clock.elapsed() + seconds(1)));
    await world.call(a);
    if (world.refreshes() > 0) return at;
  }
  return null;
}

const user = { id: 'u1', name: 'Ada' };

describe('the life of a token', () => {
  it.each([
    { what: 'seconds in the answer', body: { access_token: 'a', expires_in: 60, user }, at: 58 },
    { what: 'seconds as text', body: { access_token: 'a', expires_in: '60', user }, at: 58 },
    { what: 'that of a JWT', body: { access_token: jwt({ sub: 'u1', iat: 5_000, exp: 5_060 }), user }, at: 58 },
    {
      what: 'that of a JWT whose server is an hour ahead',
      body: { access_token: jwt({ sub: 'u1', iat: 1_767_229_200, exp: 1_767_230_100 }), user },
      at: 3580,
    },
    { what: 'unknown', body: { access_token: 'opaque', user }, at: null },
    { what: 'negative', body: { access_token: 'a', expires_in: -5, user }, at: null },
    { what: 'nothing', body: { access_token: 'a', expires_in: 0, user }, at: null },
    { what: 'absurd: a moment', body: { access_token: 'a', expires_in: 1_767_225_600, user }, at: null },
    { what: 'backwards in a JWT', body: { access_token: jwt({ iat: 9_000, exp: 5_000 }), user }, at: null },
    { what: 'text in a JWT', body: { access_token: jwt({ iat: 'now', exp: 'later' }), user }, at: null },
    {
      what: 'in a JWT of which only the end is given',
      body: { access_token: jwt({ exp: 1_767_225_660 }), user },
      at: null,
    },
    { what: 'in a JWT that is none', body: { access_token: 'a.%%%.c', user }, at: null },
    { what: 'in a JWT with other things inside', body: { access_token: `a.${encode([1])}.c`, user }, at: null },
    {
      what: 'in a JWT with a broken middle',
      body: { access_token: `a.${encode({ iat: 1 }).slice(0, -2)}.c`, user },
      at: null,
    },
  ])('is $what', { timeout: 20_000 }, async ({ body, at }) => {
    expect(await refreshedAfter({ refresh_token: 'r', ...body })).toBe(at);
  });

  it('ends for every tab at a moment of its own, so that not all ask at once', { timeout: 20_000 }, async () => {
    const early = new Set<number>();
    // All the same by chance: once in a million.
    for (let tab = 0; tab < 20; tab++) {
      const world = createWorld();
      const a = await world.signedIn();
      await world.browser.clock.advance(seconds(49.2) - world.browser.clock.elapsed() + seconds(1));
      await world.call(a);
      early.add(world.refreshes());
    }
    expect(early).toEqual(new Set([0, 1]));
  });

  it('of three seconds is not used up by refreshing at every call', async () => {
    const world = createWorld({ server: { accessLifetime: seconds(3), latency: 0 } });
    world.server.answer('/token', () => undefined);
    const a = await world.signedIn();
    const before = world.refreshes();
    for (let call = 0; call < 20; call++) {
      void a.session.fetch('/api').catch(() => {});
      await world.browser.clock.advance(100);
    }
    expect(world.refreshes() - before).toBeLessThanOrEqual(1);
  });
});

describe('the user', () => {
  const whoIs = async (body: object, options: Partial<BearerOptions<Person, Login>> = {}): Promise<unknown> => {
    const world = createWorld({ bearer: options });
    world.server.interrupt = (request) => (pathOf(request) === '/token' ? json(body) : undefined);
    const a = await world.open();
    const signingIn = a.session.signIn({ name: 'ada', password: 'correct' });
    await world.browser.clock.advance(seconds(1));
    const result = await signingIn;
    return result.outcome === 'signed-in' ? result.user : result;
  };

  it('is in the body, or else in the ID token, or else in the access token', async () => {
    const id = jwt({ sub: 'u7', id: 'u7', name: 'Zoë Ångström' });
    const access = jwt({ sub: 'u8', id: 'u8', name: 'Other' });
    expect(await whoIs({ access_token: access, id_token: id, user })).toEqual(user);
    expect(await whoIs({ access_token: access, id_token: id })).toMatchObject({ name: 'Zoë Ångström' });
    expect(await whoIs({ access_token: access })).toMatchObject({ name: 'Other' });
  });

  it('is what the application makes of the claims', async () => {
    const access = jwt({ sub: '17', user_id: 17 });
    const readUser = (claims: Readonly<Record<string, unknown>>): Person => ({
      id: String(claims['user_id']),
      name: '?',
    });
    expect(await whoIs({ access_token: access }, { readUser })).toEqual({ id: '17', name: '?' });
  });

  it('must be named by somebody', async () => {
    expect(await whoIs({ access_token: 'opaque' })).toMatchObject({ outcome: 'failed', failure: { kind: 'protocol' } });
  });

  it('may come with tokens in a header', async () => {
    const world = createWorld({
      bearer: {
        readTokens: (body, response) => ({
          access: response.headers.get('set-auth-token') ?? '',
          user: (body as { user: Person }).user,
        }),
      },
    });
    world.server.interrupt = (request) => {
      if (pathOf(request) === '/token') return json({ user }, 200, { 'set-auth-token': 'from a header' });
      return json({ by: request.headers.get('authorization') });
    };
    const a = await world.signedIn();
    expect(await (await world.call(a)).json()).toEqual({ by: 'Bearer from a header' });
  });

  it('who changes under a refresh ends the session instead of acting as somebody else', async () => {
    const world = createWorld({ bearer: { refreshToken: 'cookie' } });
    let sub = 'u1';
    world.server.interrupt = (request) =>
      pathOf(request) === '/token'
        ? json({ access_token: jwt({ sub, iat: 0, exp: 60 }), user: { id: sub, name: sub } })
        : json({ by: request.headers.get('authorization') });
    const a = await world.signedIn();
    sub = 'u2';
    await world.browser.clock.advance(seconds(70));
    const answer = await (await world.call(a)).json();
    expect(answer).not.toEqual({ by: `Bearer ${jwt({ sub, iat: 0, exp: 60 })}` });
  });
});

describe('an answer that can not be understood', () => {
  it.each([
    { what: 'a promise', readTokens: () => Promise.resolve({ access: 'late' }) as never },
    { what: 'nothing', readTokens: () => undefined as never },
    {
      what: 'an exception',
      readTokens: () => {
        throw new Error('no such field');
      },
    },
  ])('is one of which the mapper makes $what', async ({ readTokens }) => {
    const world = createWorld({ bearer: { readTokens } });
    const a = await world.open();
    const signingIn = a.session.signIn({ name: 'ada', password: 'correct' });
    await world.browser.clock.advance(seconds(1));
    expect(await signingIn).toMatchObject({ outcome: 'failed', failure: { kind: 'protocol' } });
    expect(world.browser.locks()).toEqual([]);
  });
});
