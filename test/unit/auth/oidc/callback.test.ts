import { handleCallback } from 'holdfast/oidc';
import { expect, it } from 'vitest';
import { callbackUrl, createHandProvider, issuer, type ShopTab } from './hand-provider.ts';

const provider = () => createHandProvider((session, url) => handleCallback(session, url));

/** The browser comes back: a new document at the address that the provider gave. */
const load = async (op: ReturnType<typeof provider>, url: string): Promise<ShopTab> => {
  const opened = await op.open();
  opened.tab.platform.page.replaceUrl(url);
  return opened;
};

it('signs in by a redirect, and goes on where the person was', async () => {
  const op = provider();
  const before = await op.open();
  before.tab.platform.page.replaceUrl('/checkout?step=2#card');
  const asked = await op.leave(before, { loginHint: 'ada@example.org' });
  expect(asked).toMatchObject({
    client_id: 'shop',
    response_type: 'code',
    redirect_uri: callbackUrl,
    scope: 'openid profile email',
    code_challenge_method: 'S256',
    login_hint: 'ada@example.org',
  });

  const after = await load(op, op.back(asked));
  const came = await op.wait(handleCallback(after.session));
  expect(came).toEqual({
    outcome: 'signed-in',
    user: { id: 'ada', name: 'Ada Lovelace' },
    returnTo: '/checkout?step=2#card',
  });
  expect(after.session.getState()).toMatchObject({ status: 'authenticated', user: { id: 'ada' } });
  expect(op.tokenRequests).toHaveLength(1);
  expect(op.tokenRequests[0]).toMatchObject({ code: 'the-code', redirect_uri: callbackUrl });
  expect(op.tokenRequests[0]?.['code_verifier']).toMatch(/^[\w-]{43}$/);
});

it('leaves no code in the address, not even while the code is being exchanged', async () => {
  const op = provider();
  const asked = await op.leave(await op.open());
  const { tab, session } = await load(op, op.back(asked));
  let seen = '';
  op.instead.set('/token', () => {
    seen = tab.platform.page.href();
    return new Promise(() => {});
  });
  void handleCallback(session);
  await expect.poll(() => seen).toBe(callbackUrl);
});

it('exchanges a code once when the callback is handled twice, as StrictMode does', async () => {
  const op = provider();
  const asked = await op.leave(await op.open());
  const { session, seen } = await load(op, op.back(asked));
  const both = await op.wait(Promise.all([handleCallback(session), handleCallback(session)]));
  expect(both.map(({ outcome }) => outcome)).toEqual(['signed-in', 'signed-in']);
  expect(op.tokenRequests).toHaveLength(1);
  expect(seen).toEqual(['signed-in ada']);
});

it('exchanges a code once when the tab was duplicated, and both are signed in', async () => {
  const op = provider();
  const asked = await op.leave(await op.open());
  const tabs = [await load(op, op.back(asked)), await load(op, op.back(asked)), await load(op, op.back(asked))];
  const came = await op.wait(Promise.all(tabs.map(({ session }) => handleCallback(session))), 2000);
  expect(came.map(({ outcome }) => outcome)).toEqual(['signed-in', 'signed-in', 'signed-in']);
  expect(op.tokenRequests).toHaveLength(1);
  expect(tabs.map(({ seen }) => seen.length)).toEqual([1, 1, 1]);
});

it('answers the same after a reload, with the answer in the address or without', async () => {
  const op = provider();
  const asked = await op.leave(await op.open(), { returnTo: '/cart' });
  const first = await load(op, op.back(asked));
  await op.wait(handleCallback(first.session));
  const again = await load(op, op.back(asked));
  expect(await op.wait(handleCallback(again.session))).toMatchObject({ outcome: 'signed-in', returnTo: '/cart' });
  const clean = await load(op, callbackUrl);
  expect(await op.wait(handleCallback(clean.session))).toMatchObject({ outcome: 'signed-in', returnTo: '/' });
  expect(op.tokenRequests).toHaveLength(1);
});

it('believes no answer that nobody here asked for', async () => {
  const op = provider();
  const foreign = `${callbackUrl}?code=planted&state=planted&iss=${issuer}`;
  const { session } = await load(op, foreign);
  expect(await op.wait(handleCallback(session))).toMatchObject({
    outcome: 'rejected',
    body: { error: 'unknown_state' },
  });
  expect(session.getState().status).toBe('unauthenticated');
  expect(op.browser.network.count('/token')).toBe(0);
});

it('believes a foreign answer no more while somebody is signed in', async () => {
  const op = provider();
  const { session } = await op.signedIn();
  const foreign = `${callbackUrl}?code=planted&state=planted&iss=${issuer}`;
  expect(await op.wait(handleCallback(session, foreign))).toMatchObject({ outcome: 'rejected' });
  expect(session.getState()).toMatchObject({ status: 'authenticated', user: { id: 'ada' } });
  expect(op.tokenRequests).toHaveLength(1);
});

it.each([
  ['access_denied', 'The person said no.'],
  ['login_required', undefined],
])('tells that the provider answered %s', async (error, description) => {
  const op = provider();
  const asked = await op.leave(await op.open(), { returnTo: '/cart' });
  const { session } = await load(
    op,
    op.back(asked, { error, ...(description !== undefined && { error_description: description }) }),
  );
  expect(await op.wait(handleCallback(session))).toEqual({
    outcome: 'rejected',
    status: 0,
    body: { error, ...(description !== undefined && { error_description: description }) },
    returnTo: '/cart',
  });
  expect(op.browser.network.count('/token')).toBe(0);
});

it('sends no code to a provider that another one answered for', async () => {
  const op = provider();
  const asked = await op.leave(await op.open());
  const mixedUp = op.back(asked).replace(encodeURIComponent(issuer), encodeURIComponent('https://evil.test'));
  const { session } = await load(op, mixedUp);
  expect(await op.wait(handleCallback(session))).toMatchObject({ outcome: 'failed', failure: { kind: 'protocol' } });
  expect(op.browser.network.count('/token')).toBe(0);
});

it('never sends a code again after its answer was lost', async () => {
  const op = provider();
  const asked = await op.leave(await op.open());
  const { session } = await load(op, op.back(asked));
  op.instead.set('/token', () => Promise.reject(new TypeError('the connection broke')));
  const came = await op.wait(handleCallback(session));
  expect(came).toMatchObject({ outcome: 'failed', failure: { kind: 'network' } });
  op.instead.clear();
  for (const url of [undefined, op.back(asked)])
    expect(await op.wait(handleCallback(session, url))).toMatchObject({ outcome: 'rejected' });
  expect(op.tokenRequests).toHaveLength(1);

  const anew = await op.leave({ ...(await load(op, callbackUrl)) });
  const next = await load(op, op.back(anew));
  expect(await op.wait(handleCallback(next.session))).toMatchObject({ outcome: 'signed-in' });
});

it('can be tried again where the provider could not be reached before the code was sent', async () => {
  const op = provider();
  const asked = await op.leave(await op.open());
  const { session } = await load(op, op.back(asked));
  op.browser.network.setOffline(true);
  expect(await op.wait(handleCallback(session))).toMatchObject({ outcome: 'failed', failure: { kind: 'network' } });
  op.browser.network.setOffline(false);
  expect(await op.wait(handleCallback(session))).toMatchObject({ outcome: 'signed-in' });
  expect(op.tokenRequests).toHaveLength(1);
});

it.each([
  ['another nonce', { nonce: 'planted' }],
  ['another audience', { aud: 'somebody-else' }],
  ['another issuer', { iss: 'https://evil.test' }],
  ['an end that is past', { exp: 1 }],
  ['no subject', { sub: undefined }],
])('signs nobody in by an ID token with %s', async (_what, claims) => {
  const op = provider();
  const asked = await op.leave(await op.open());
  const { session } = await load(op, op.back(asked));
  op.claims = { ...op.claims, ...claims };
  const came = await op.wait(handleCallback(session));
  expect(came).toMatchObject({ outcome: 'failed', failure: { kind: 'protocol' } });
  expect(session.getState().status).toBe('unauthenticated');
  const told = JSON.stringify(came, (_key, value) => (value instanceof Error ? [value.message, value.cause] : value));
  expect(op.secrets.filter((secret) => told.includes(secret))).toEqual([]);
});

it('goes on at this origin only, wherever the address says', async () => {
  const op = provider();
  const asked = await op.leave(await op.open(), { returnTo: 'https://evil.test/phish' });
  const { session } = await load(op, op.back(asked));
  expect(await op.wait(handleCallback(session))).toMatchObject({ outcome: 'signed-in', returnTo: '/' });
});

it('keeps verifier, nonce and tokens out of everything that is stored, sent to other tabs or reported', async () => {
  const op = provider();
  const asked = await op.leave(await op.open());
  const { session } = await load(op, op.back(asked));
  const text = op.browser.text();
  await op.wait(handleCallback(session));
  const verifier = op.tokenRequests[0]?.['code_verifier'] ?? 'none';
  expect([text, op.browser.text()].map((all) => all.includes(verifier))).toEqual([false, false]);
  expect(op.secrets.filter((secret) => op.browser.text().includes(secret))).toEqual([]);
});
