import { isHoldfastError, minutes, seconds } from 'holdfast';
import { handleCallback, oidc } from 'holdfast/oidc';
import { expect, it } from 'vitest';
import { createHandProvider, issuer } from './hand-provider.ts';

const provider = () => createHandProvider((session, url) => handleCallback(session, url));
const html = () => new Response('<h1>Sign in to the Wi-Fi</h1>', { headers: { 'content-type': 'text/html' } });
const refusal = (error: string, status = 400) => Response.json({ error }, { status });

it('refreshes ahead, keeps the user, and sends the newest token', async () => {
  const op = provider();
  const { session } = await op.signedIn();
  op.answer = { id_token: undefined };
  await op.browser.clock.advance(seconds(55));
  const response = await op.wait(session.fetch('/api/orders'));
  expect(op.tokenRequests.at(-1)).toMatchObject({ grant_type: 'refresh_token', client_id: 'shop' });
  expect(await response.json()).toEqual({
    authorization: `Bearer ${op.secrets.findLast((secret) => secret.includes('access'))}`,
  });
  expect(session.getState()).toMatchObject({ status: 'authenticated', user: { id: 'ada' }, freshness: 'fresh' });
});

it.each([
  ['a captive portal', html, 'stale'],
  ['a gateway without its server', () => new Response('<h1>502</h1>', { status: 502 }), 'stale'],
  ['too many requests', () => refusal('slow_down', 429), 'stale'],
  ['a proxy that wants another sign-in', () => new Response('no', { status: 401 }), 'stale'],
  ['a client that is configured wrongly', () => refusal('invalid_client', 401), 'stale'],
  ['tokens without an access token', () => Response.json({ token_type: 'Bearer' }), 'stale'],
  ['no answer', () => Promise.reject(new TypeError('no route')), 'offline'],
] as const)('goes on when a refresh meets %s', async (_what, answer, freshness) => {
  const op = provider();
  const { session } = await op.signedIn();
  op.instead.set('/token', answer);
  await op.browser.clock.advance(minutes(2));
  await op.wait(session.fetch('/api/orders'));
  expect(session.getState()).toMatchObject({ status: 'authenticated', freshness });
  op.instead.clear();
  await op.browser.clock.advance(minutes(1));
  await op.wait(session.fetch('/api/orders'));
  expect(session.getState()).toMatchObject({ status: 'authenticated', freshness: 'fresh' });
});

it('ends everywhere when the provider refuses the newest refresh token', async () => {
  const op = provider();
  const { session } = await op.signedIn();
  const other = await op.open();
  op.instead.set('/token', () => refusal('invalid_grant'));
  op.instead.set('/api/orders', () => new Response(null, { status: 401 }));
  await op.browser.clock.advance(minutes(2));
  await op.wait(session.fetch('/api/orders'));
  expect(session.getState()).toMatchObject({ status: 'unauthenticated', reason: 'revoked' });
  expect(other.session.getState()).toMatchObject({ status: 'unauthenticated' });
});

it("ends when a refresh brings somebody else's tokens", async () => {
  const op = provider();
  const { session } = await op.signedIn();
  op.claims = { sub: 'mallory' };
  op.instead.set('/api/orders', () => new Response(null, { status: 401 }));
  await op.browser.clock.advance(minutes(2));
  await op.wait(session.fetch('/api/orders'));
  expect(session.getState()).toMatchObject({ status: 'unauthenticated', reason: 'revoked' });
});

it('lives until its access token ends where there is no refresh token', async () => {
  const op = provider();
  op.answer = { refresh_token: undefined };
  const { session } = await op.signedIn();
  await op.browser.clock.advance(seconds(55));
  expect((await op.wait(session.fetch('/api/orders'))).status).toBe(200);
  expect(session.getState().status).toBe('authenticated');
  op.instead.set('/api/orders', () => new Response(null, { status: 401 }));
  await op.browser.clock.advance(seconds(10));
  await op.wait(session.fetch('/api/orders'));
  expect(session.getState()).toMatchObject({ status: 'unauthenticated', reason: 'revoked' });
  expect(op.tokenRequests).toHaveLength(1);
});

it('asks for a refresh token only where it is told to', async () => {
  const op = provider();
  const opened = await op.open({
    offlineAccess: true,
    authorizeParams: { resource: 'https://api.test', audience: 'x' },
  });
  const asked = await op.leave(opened, { acrValues: 'mfa', maxAge: minutes(5), scope: 'pay' });
  expect(asked).toMatchObject({
    scope: 'openid profile email pay offline_access',
    prompt: 'consent',
    resource: 'https://api.test',
    audience: 'x',
    acr_values: 'mfa',
    max_age: '300',
  });
  op.claims = { ...op.claims, auth_time: Math.floor(Date.now() / 1000) };
  expect(await op.wait(handleCallback(opened.session, op.back(asked)))).toMatchObject({ outcome: 'signed-in' });
  expect(op.tokenRequests[0]).toMatchObject({ resource: 'https://api.test' });
});

it('takes no old sign-in for a new one', async () => {
  const op = provider();
  const opened = await op.open();
  const asked = await op.leave(opened, { maxAge: minutes(5) });
  op.claims = { ...op.claims, auth_time: Math.floor(Date.now() / 1000) - 3600 };
  expect(await op.wait(handleCallback(opened.session, op.back(asked)))).toMatchObject({ outcome: 'failed' });
});

it('judges an ID token by the clock of the server, where the one here is a day off', async () => {
  const op = provider();
  const day = 24 * 3_600_000;
  const now = Math.floor(Date.now() / 1000);
  const opened = await op.open();
  const asked = await op.leave(opened);
  op.claims = { ...op.claims, iat: now - day / 1000, exp: now - day / 1000 + 3600 };
  const { handler } = op.browser.network;
  op.browser.network.handler = async (request, tab) => {
    const response = (await handler?.(request, tab)) ?? Response.error();
    response.headers.set('date', new Date(op.browser.clock.now() - day).toUTCString());
    return response;
  };
  expect(await op.wait(handleCallback(opened.session, op.back(asked)))).toMatchObject({ outcome: 'signed-in' });
});

it('signs out at the provider with the ID token, and leaves none behind', async () => {
  const op = provider();
  const { session, tab } = await op.signedIn({ postLogoutRedirectUri: '/bye' });
  const [, refresh, idToken] = op.secrets;
  expect(await op.wait(session.signOut())).toEqual({ local: 'done', remote: 'done' });
  expect(op.revoked).toEqual([{ client_id: 'shop', token: refresh }]);
  const url = new URL(tab.navigations.at(-1) ?? '');
  expect(`${url.origin}${url.pathname}`).toBe(`${issuer}/end`);
  expect(Object.fromEntries(url.searchParams)).toEqual({
    id_token_hint: idToken,
    client_id: 'shop',
    post_logout_redirect_uri: 'https://app.test/bye',
  });
  expect(op.secrets.filter((secret) => op.browser.text().includes(secret))).toEqual([]);
});

it("leaves the provider's own session alone where it is told to", async () => {
  const op = provider();
  const { session, tab } = await op.signedIn({ endSession: false });
  const before = tab.navigations.length;
  await op.wait(session.signOut());
  expect(tab.navigations).toHaveLength(before);
});

it('signs in with the claims that the application reads, and fails where it cannot read them', async () => {
  const op = provider();
  const reading = await op.signedIn({ readUser: ({ sub }) => ({ id: `person-${sub}` }) });
  expect(reading.session.getState()).toMatchObject({ user: { id: 'person-ada' } });

  const failing = await op.open({
    readUser: () => {
      throw new Error('no such claim');
    },
  });
  const asked = await op.leave(failing);
  expect(await op.wait(handleCallback(failing.session, op.back(asked)))).toMatchObject({
    outcome: 'failed',
    failure: { kind: 'protocol' },
  });
  expect(op.revoked).toEqual([{ client_id: 'shop', token: op.secrets.at(-2) }]);
});

it('stays on the page where the provider cannot be asked for its endpoints', async () => {
  const op = provider();
  op.instead.set('/.well-known/openid-configuration', html);
  const { session, tab } = await op.open();
  expect(await op.wait(session.signIn({}))).toMatchObject({ outcome: 'failed', failure: { kind: 'protocol' } });
  expect(tab.navigations).toEqual([]);
  op.instead.clear();
  expect(await op.wait(session.signIn({}))).toEqual({ outcome: 'redirecting' });
});

it.each([
  ['no issuer', { issuer: '' }, /issuer/],
  ['an issuer without TLS', { issuer: 'http://op.example' }, /https/],
  ['an issuer without TLS that only looks like this machine', { issuer: 'http://localhost.evil.test' }, /https/],
  ['an option that is misspelt', { postLogoutRedirectURI: '/' }, /postLogoutRedirectUri/],
])('refuses %s', (_what, more, words) => {
  const make = () => oidc({ issuer, clientId: 'shop', redirectUri: '/callback', dangerouslyAllowHttp: true, ...more });
  expect(make).toThrow(words);
  expect(make).toThrow(expect.toSatisfy(isHoldfastError));
});
