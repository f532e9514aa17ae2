import { describe, expect, it } from 'vitest';
import { createWorld, json, pathOf } from '../../../support/world/tokens.ts';

describe('a 401', () => {
  const refreshesAfter = async (status: number, challenge: string | null): Promise<number> => {
    const world = createWorld();
    const a = await world.signedIn();
    world.server.interrupt = (request) =>
      pathOf(request) === '/api' ? json({}, status, challenge ? { 'www-authenticate': challenge } : {}) : undefined;
    await world.call(a);
    return world.refreshes();
  };

  it.each([
    { status: 401, challenge: null, refreshes: 1 },
    { status: 401, challenge: 'Bearer', refreshes: 1 },
    { status: 401, challenge: 'Bearer realm="api"', refreshes: 1 },
    { status: 401, challenge: 'Bearer error="invalid_token", error_description="expired"', refreshes: 1 },
    { status: 401, challenge: 'DPoP error="use_dpop_nonce"', refreshes: 0 },
    { status: 401, challenge: 'Bearer error="insufficient_user_authentication"', refreshes: 0 },
    { status: 401, challenge: 'Bearer error="invalid_request"', refreshes: 0 },
    { status: 403, challenge: 'Bearer error="insufficient_scope"', refreshes: 0 },
    { status: 403, challenge: null, refreshes: 0 },
  ])('with $challenge and status $status makes $refreshes refreshes', async ({ status, challenge, refreshes }) => {
    expect(await refreshesAfter(status, challenge)).toBe(refreshes);
  });

  it('ends a session that has nothing to refresh with, unless it is a page', async () => {
    for (const [type, status] of [
      ['text/html', 'authenticated'],
      ['application/json', 'unauthenticated'],
    ] as const) {
      const world = createWorld();
      world.server.interrupt = (request) =>
        pathOf(request) === '/token'
          ? json({ access_token: 'only', user: { id: 'u1', name: 'Ada' } })
          : new Response('{}', { status: 401, headers: { 'content-type': type } });
      const a = await world.signedIn();
      await world.call(a).catch(() => {});
      expect(a.status()).toBe(status);
    }
  });
});

describe('signing', () => {
  it('happens anew for every request that is sent, and never under a lock', async () => {
    const world = createWorld();
    const proofs: string[] = [];
    const a = await world.signedIn({
      async signRequest(request, token) {
        expect(world.browser.locks()).toEqual([]);
        const proof = `proof ${proofs.length}`;
        proofs.push(`${pathOf(request)} ${token === null ? 'no token' : 'token'}`);
        request.headers.set('dpop', proof);
        if (token !== null) request.headers.set('authorization', `DPoP ${token}`);
        return request;
      },
    });
    let refusals = 1;
    world.server.interrupt = (request) => {
      if (pathOf(request) !== '/api') return undefined;
      if (refusals-- > 0) return json({}, 401);
      return json({ proof: request.headers.get('dpop'), by: request.headers.get('authorization')?.split(' ')[0] });
    };
    expect(await (await world.call(a)).json()).toEqual({ proof: 'proof 3', by: 'DPoP' });
    expect(proofs).toEqual(['/token no token', '/api token', '/token no token', '/api token']);
  });
});
