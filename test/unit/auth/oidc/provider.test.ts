import { createSession, hours, minutes } from 'holdfast';
import { handleCallback, oidc } from 'holdfast/oidc';
import { createTestBrowser, type TestTab } from 'holdfast/testing';
import { afterEach, expect, it } from 'vitest';
import { type RunningProvider, startProvider } from '../../../servers/oidc-provider.ts';
import { createPerson } from './person.ts';

// The application's time is turned, the provider's passes: its access tokens live for a minute.

let running: RunningProvider | null = null;
afterEach(async () => {
  await running?.close();
  running = null;
});

const app = 'https://app.test';

async function createShop(options: { readonly dpop?: boolean } = {}) {
  const provider = await startProvider({
    redirectUris: [`${app}/callback`],
    postLogoutRedirectUris: [`${app}/bye`],
    accessLifetime: 60,
  });
  running = provider;
  const { issuer } = provider;
  const browser = createTestBrowser({ startAt: Date.now() });
  browser.network.handler = (request) => fetch(request);
  const person = createPerson(issuer);

  const open = async () => {
    const tab = browser.openTab();
    const session = createSession({
      name: 'shop',
      transport: oidc({
        issuer,
        clientId: provider.clientId,
        redirectUri: '/callback',
        postLogoutRedirectUri: '/bye',
        offlineAccess: true,
        origins: [issuer],
        dangerouslyAllowHttp: true,
        ...options,
      }),
      idle: { timeout: minutes(15), warning: minutes(2) },
      lifetime: hours(8),
      platform: tab.platform,
    });
    session.start();
    await browser.clock.settle();
    return { tab, session };
  };
  const leftFor = async (tab: TestTab): Promise<string> => {
    await expect.poll(() => tab.navigations.length).toBeGreaterThan(0);
    return tab.navigations.at(-1) ?? '';
  };
  return {
    provider,
    browser,
    person,
    open,
    leftFor,
    api: `${issuer}/api/me`,
    async signedIn() {
      const before = await open();
      await before.session.signIn({});
      const url = await person.visit(await leftFor(before.tab));
      const after = await open();
      const came = await handleCallback(after.session, url);
      return { ...after, came, url };
    },
  };
}

it('signs in at a real provider, and its API knows the person', async () => {
  const shop = await createShop();
  const { session, came } = await shop.signedIn();
  expect(came).toMatchObject({
    outcome: 'signed-in',
    user: { id: 'ada', name: 'Ada Lovelace', email: 'ada@example.org' },
    returnTo: '/',
  });
  const response = await session.fetch(shop.api);
  expect([response.status, await response.json()]).toEqual([200, { sub: 'ada' }]);
  expect(shop.provider.log).toEqual(['authorization_code']);
});

it('tells that the person said no', async () => {
  const shop = await createShop();
  shop.provider.user = null;
  const { came, session } = await shop.signedIn();
  expect(came).toMatchObject({
    outcome: 'rejected',
    body: { error: 'access_denied', error_description: 'The person said no.' },
  });
  expect(session.getState().status).toBe('unauthenticated');
});

it('uses a code once, so that the provider revokes nothing, when two documents handle it', async () => {
  const shop = await createShop();
  const { url } = await shop.signedIn();
  const again = await shop.open();
  expect(await handleCallback(again.session, url)).toMatchObject({ outcome: 'signed-in', user: { id: 'ada' } });
  expect(shop.provider.log).toEqual(['authorization_code']);
});

it.each([
  ['tabs know', true],
  ['only the API says', false],
])(
  'refreshes once for ten tabs with twenty requests each on a token of which %s that it has expired',
  async (_who, known) => {
    const shop = await createShop();
    await shop.signedIn();
    const tabs = await Promise.all(Array.from({ length: 10 }, () => shop.open()));
    shop.provider.expireAccessTokens();
    if (known) await shop.browser.clock.advance(minutes(1));
    const answers = await Promise.all(
      tabs.flatMap(({ session }) => Array.from({ length: 20 }, () => session.fetch(shop.api))),
    );
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    expect(shop.provider.count('refresh_token')).toBe(1);
    expect(shop.provider.count('grant revoked')).toBe(0);
  },
);

it('ends the session in every tab when the provider has revoked the grant', async () => {
  const shop = await createShop();
  const { session } = await shop.signedIn();
  const other = await shop.open();
  shop.provider.revokeAll();
  await shop.browser.clock.advance(minutes(1));
  const response = await session.fetch(shop.api);
  expect(response.status).toBe(401);
  await expect.poll(() => other.session.getState().status).toBe('unauthenticated');
  expect(session.getState()).toMatchObject({ status: 'unauthenticated', reason: 'revoked' });
  expect(shop.provider.count('refused invalid_grant')).toBe(1);
});

it('keeps the session while the provider answers 502', async () => {
  const shop = await createShop();
  const { session } = await shop.signedIn();
  shop.provider.interrupt = ({ url }, response) => {
    if (url !== '/token') return false;
    response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
    return true;
  };
  await shop.browser.clock.advance(minutes(1));
  await session.fetch(shop.api);
  expect(session.getState()).toMatchObject({ status: 'authenticated', freshness: 'stale' });
  shop.provider.interrupt = null;
  await shop.browser.clock.advance(minutes(1));
  expect((await session.fetch(shop.api)).status).toBe(200);
});

it('revokes the refresh token at sign-out, and ends the session at the provider', async () => {
  const shop = await createShop();
  const { session, tab } = await shop.signedIn();
  const [token] = shop.provider.refreshTokens();
  expect(await session.signOut()).toEqual({ local: 'done', remote: 'done' });
  expect(token).toBeDefined();
  expect(shop.provider.refreshTokens()).toEqual([]);

  const end = await shop.leftFor(tab);
  expect(Object.keys(Object.fromEntries(new URL(end).searchParams))).toEqual([
    'id_token_hint',
    'client_id',
    'post_logout_redirect_uri',
  ]);
  expect(await shop.person.visit(end)).toBe(`${app}/bye`);
  expect(shop.provider.count('session ended')).toBe(1);
});

it('owes the revocation while the provider cannot be reached', async () => {
  const shop = await createShop();
  const { session, tab } = await shop.signedIn();
  shop.browser.network.setOffline(true);
  expect(await session.signOut()).toEqual({ local: 'done', remote: 'pending' });
  expect(shop.provider.refreshTokens()).toHaveLength(1);
  // Nor does the browser leave for a page that isn't there.
  expect(tab.navigations).toEqual([]);
  shop.browser.network.setOffline(false);
  await expect.poll(() => shop.provider.refreshTokens()).toEqual([]);
});

it('binds tokens to a key that stays here, in every tab, until the sign-out', async () => {
  const shop = await createShop({ dpop: true });
  const { session, came } = await shop.signedIn();
  expect(came).toMatchObject({ outcome: 'signed-in' });
  // The provider and the API want nonces of their own, which cost one more request each, once.
  expect(shop.provider.log).toEqual(['refused use_dpop_nonce', 'authorization_code']);
  expect((await session.fetch(shop.api)).status).toBe(200);
  expect(shop.browser.network.count('/api/me')).toBe(2);
  expect((await session.fetch(shop.api)).status).toBe(200);
  expect(shop.browser.network.count('/api/me')).toBe(3);

  const other = await shop.open();
  await shop.browser.clock.advance(minutes(1));
  expect((await other.session.fetch(shop.api)).status).toBe(200);
  expect(shop.provider.count('refresh_token')).toBe(1);
  const stolen = shop.browser.network.requests.at(-1)?.request.headers.get('authorization') ?? '';
  expect(stolen).toMatch(/^DPoP /);
  expect((await fetch(shop.api, { headers: { authorization: stolen } })).status).toBe(401);

  await session.signOut();
  const left = shop.browser.databases.names().flatMap((name) => shop.browser.databases.entries(name, 'session'));
  expect(left.filter(([key]) => /^(oidc|credential)/.test(key))).toEqual([]);
});
