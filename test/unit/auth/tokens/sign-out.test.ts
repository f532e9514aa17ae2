import { minutes, seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { createWorld, json, login, page, pathOf, type TokenTab } from '../../../support/world/tokens.ts';

const bodyOf = async ({ request }: { request: Request }): Promise<unknown> => JSON.parse(await request.clone().text());

describe('a sign-out in the middle of a refresh', () => {
  it.each([
    { where: 'the same tab', by: 0 },
    { where: 'another tab', by: 1 },
  ])('by $where revokes what the refresh still brings home, and keeps none of it', async ({ by }) => {
    const world = createWorld();
    const tabs = await world.tabs(2);
    await world.browser.clock.advance(seconds(60));
    world.server.latency = 3000;
    const call = (tabs[0] as TokenTab).session.fetch('/api').catch((error: { code: string }) => error.code);
    // The server has rotated, and its answer is on the way.
    await world.browser.clock.advance(2000);
    world.server.latency = 10;
    void (tabs[by] as TokenTab).session.signOut();
    await world.browser.clock.advance(seconds(5));
    expect(await call).toBe('HOLDFAST_SESSION_CHANGED');
    const revoked = await Promise.all(world.sentTo('/token/revoke').map(bodyOf));
    const refreshTokens = world.server.secrets.filter((secret) => secret.startsWith('canary-refresh'));
    expect(refreshTokens).toHaveLength(2);
    for (const token of refreshTokens) expect(revoked).toContainEqual({ token });
    expect(world.browser.databases.entries('shop', 'session').filter(([key]) => key.startsWith('credential/'))).toEqual(
      [],
    );
    for (const tab of tabs) expect(tab.status()).toBe('unauthenticated');
    expect(world.server.sessions.every(({ revoked: isOver }) => isOver)).toBe(true);
  });

  it('lets the next person sign in, whom the late answer does not touch', async () => {
    const world = createWorld();
    const a = await world.signedIn();
    await world.browser.clock.advance(seconds(60));
    world.server.latency = 4000;
    void a.session.fetch('/api').catch(() => {});
    await world.browser.clock.advance(2500);
    world.server.latency = 10;
    void a.session.signOut();
    await world.browser.clock.advance(100);
    void a.session.signIn(login('bob'));
    await world.browser.clock.advance(seconds(6));
    expect(a.session.getState()).toMatchObject({ status: 'authenticated', user: { name: 'Bob' } });
    expect(await (await world.call(a)).json()).toMatchObject({ user: { name: 'Bob' } });
  });
});

describe('the server', () => {
  const told = async (answer: () => Response): Promise<string> => {
    const world = createWorld();
    const a = await world.signedIn();
    world.server.interrupt = (request) => (pathOf(request) === '/token/revoke' ? answer() : undefined);
    const signingOut = a.session.signOut();
    await world.browser.clock.advance(seconds(2));
    return (await signingOut).remote;
  };

  it.each([
    { what: '200 with nothing', answer: () => new Response(null, { status: 200 }) },
    { what: '204', answer: () => new Response(null, { status: 204 }) },
    { what: '200 with JSON', answer: () => json({ revoked: true }) },
    { what: 'that it does not know the token', answer: () => json({ error: 'invalid_token' }, 400) },
  ])('was told of a sign-out when it says $what', async ({ answer }) => {
    expect(await told(answer)).toBe('done');
  });

  it.each([
    { what: 'a page', answer: () => page(200) },
    { what: '403', answer: () => json({ error: 'csrf' }, 403) },
    { what: '404', answer: () => page(404) },
    { what: '400 for another reason', answer: () => json({ error: 'invalid_request' }, 400) },
    { what: '503', answer: () => json({}, 503) },
  ])('was not told when it answers $what', async ({ answer }) => {
    expect(await told(answer)).toBe('pending');
  });

  it('is told again until it agrees, with the token that is kept sealed for that alone', async () => {
    const world = createWorld();
    const a = await world.signedIn();
    world.server.interrupt = (request) => (pathOf(request) === '/token/revoke' ? page(200) : undefined);
    void a.session.signOut();
    await world.browser.clock.advance(seconds(2));
    a.tab.close();
    world.server.interrupt = null;
    const b = await world.open();
    await world.browser.clock.advance(minutes(1));
    expect(b.status()).toBe('unauthenticated');
    expect(world.server.sessions[0]?.revoked).toBe(true);
    expect(world.browser.text()).not.toContain('credential/');
  });

  it('hears whether all devices are meant, in its own form where it wants one', async () => {
    const world = createWorld({
      bearer: {
        signOut: {
          url: '/token/revoke',
          encoding: 'form',
          body: ({ token, everywhere }) => ({ token, token_type_hint: 'refresh_token', all: everywhere }),
        },
      },
    });
    const a = await world.signedIn();
    world.server.interrupt = (request) => (pathOf(request) === '/token/revoke' ? json({}) : undefined);
    const signingOut = a.session.signOut({ scope: 'everywhere' });
    await world.browser.clock.advance(seconds(2));
    await signingOut;
    const [sent] = world.sentTo('/token/revoke');
    const form = new URLSearchParams(await sent?.request.clone().text());
    expect(Object.fromEntries(form)).toEqual({
      token: world.server.secrets.find((secret) => secret.startsWith('canary-refresh')),
      token_type_hint: 'refresh_token',
      all: 'true',
    });
  });
});
