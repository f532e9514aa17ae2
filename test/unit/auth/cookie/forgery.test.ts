import { afterEach, expect, it, vi } from 'vitest';
import { createShop, type Options, settled, transportOf } from './support.ts';

afterEach(() => void vi.unstubAllEnvs());

/** What is said of forgeries when these are sent one after another by somebody who signed in. */
async function said(requests: readonly RequestInit[], options: Partial<Options> = {}): Promise<string[]> {
  const shop = createShop();
  const { session, tab } = await shop.signedIn({ transport: transportOf(options) });
  for (const request of requests) await settled(shop, session.fetch('/orders?of=ada', request));
  await settled(shop, session.signOut());
  return tab.reports.map(({ message }) => message);
}

it.each<[string, RequestInit]>([
  ['nothing in it', {}],
  ['fields of a form', { body: new URLSearchParams({ sku: 'rope' }) }],
  ['fields and files', { body: new FormData() }],
  ['JSON that does not say that it is', { body: '{"sku":"rope"}' }],
])('a POST with %s is spoken of once, since a form of another site could send the same', async (_what, request) => {
  const post = { method: 'POST', ...request };
  expect(await said([post, post])).toEqual([
    expect.stringMatching(/^POST \S+\/orders went out without.*SameSite=Lax or Strict.*cookie\(\{ csrf: … \}\)/),
  ]);
});

it('so is a sign-in that is sent as a form', async () => {
  const messages = await said([], { signIn: { url: '/form', encoding: 'form' } });
  expect(messages).toEqual([expect.stringContaining('/form went out')]);
});

it.each<[string, RequestInit, Partial<Options>?]>([
  ['reads', {}],
  ['says that it is JSON', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }],
  ['has a method that no form has', { method: 'DELETE' }],
  ['has a header of its own', { method: 'POST', headers: { 'X-Requested-With': 'XMLHttpRequest' } }],
  ['has one from the transport', { method: 'POST' }, { headers: { 'X-Requested-With': 'XMLHttpRequest' } }],
  ['goes with a token', { method: 'POST' }, { csrf: { header: 'X-CSRF', token: () => 'token' } }],
])('one that %s is not, nor what the transport sends by itself', async (_what, request, options) => {
  expect(await said([request], options)).toEqual([]);
});

it('in production nothing of it is said', async () => {
  vi.stubEnv('NODE_ENV', 'production');
  expect(await said([{ method: 'POST' }])).toEqual([]);
});
