import { beforeAll, describe, expect } from 'vitest';
import { readEngines } from '../support/browsers.ts';
import type { Tab } from '../support/tab.ts';
import type {} from './oidc-page.ts';
import { buildOidcPage, type OidcShop, openOidcShop } from './oidc-shop.ts';
import { type Stage, setStage } from './stage.ts';

let script = '';
beforeAll(async () => {
  script = await buildOidcPage();
});

/** Opens a page of the application and waits until it knows who is signed in. */
async function open(stage: Stage, { origin }: OidcShop, path = '/'): Promise<Tab> {
  const tab = await stage.browser().newTab(origin + path);
  stage.after(tab.close);
  await expect.poll(() => tab.text()).not.toMatch(/^(loading)?$/);
  return tab;
}

async function openShop(stage: Stage, options: Parameters<typeof openOidcShop>[1] = {}): Promise<OidcShop> {
  const shop = await openOidcShop(script, options);
  stage.after(shop.close);
  return shop;
}

/** Leaves for the provider, which lets the person in and sends the browser back. */
async function signIn(tab: Tab, returnTo = '/'): Promise<void> {
  await tab.run((to) => void shop.session.signIn({ returnTo: to }), returnTo);
  await expect.poll(() => tab.text()).toBe('Hello Ada Lovelace');
}

describe.each(await readEngines())('oidc-provider with rotation and reuse detection, in $name', (engine) => {
  const stage = setStage(engine);
  const { story } = stage;

  story('signs in by a redirect, and what was typed before is there afterwards', async () => {
    const at = await openShop(stage);
    const tab = await open(stage, at, '/note?draft=1');
    await tab.run(() => {
      shop.draft.set('note.text', 'typed right before the redirect');
      void shop.session.signIn({});
    });
    await expect.poll(() => tab.text()).toBe('Hello Ada Lovelace');
    const { came, address } = await tab.run(async () => ({ came: await shop.finished, address: location.href }));
    expect(came).toEqual({ goTo: '/note?draft=1' });
    expect(address).toBe(`${at.origin}/signed-in`);
    await expect
      .poll(() => tab.run(() => shop.draft.getState().values.note?.text))
      .toBe('typed right before the redirect');
    expect(at.provider.log).toEqual(['authorization_code']);

    await tab.reload();
    await expect.poll(() => tab.text()).toBe('Hello Ada Lovelace');
    expect(at.provider.count('authorization_code')).toBe(1);
  });

  story('tells that the person said no', async () => {
    const at = await openShop(stage);
    at.provider.user = null;
    const tab = await open(stage, at);
    await tab.run(() => void shop.session.signIn({}));
    // Until the page is there that the provider sends the browser back to.
    const finished = () => tab.run(async () => globalThis.shop?.finished ?? null);
    await expect.poll(finished).toEqual({ goTo: '/', problem: 'The person said no.' });
    expect(await tab.text()).toBe('unauthenticated');
  });

  // Ten tabs open slowly where other things run.
  story('refreshes once for ten tabs with twenty requests each on an expired token', { timeout: 240_000 }, async () => {
    const at = await openShop(stage, { accessLifetime: 3 });
    const first = await open(stage, at);
    await signIn(first);
    const tabs = [first];
    while (tabs.length < 10) tabs.push(await open(stage, at));
    const api = `${at.provider.issuer}/api/me`;
    // Nobody asks until it has expired by every clock. What is refreshed now is good for long enough.
    await new Promise((resolve) => setTimeout(resolve, 3500));
    at.provider.accessLifetime = 60;
    const before = at.provider.count('refresh_token');
    const answers = await Promise.all(
      tabs.map((tab) =>
        tab.run(
          (url) => Promise.all(Array.from({ length: 20 }, async () => (await shop.session.fetch(url)).status)),
          api,
        ),
      ),
    );
    expect(answers.flat()).toEqual(Array.from({ length: 200 }, () => 200));
    expect(at.provider.count('refresh_token') - before).toBe(1);
    expect(at.provider.log.filter((line) => /refused|revoked|error/.test(line))).toEqual([]);
  });

  story('keeps the key that tokens are bound to over a reload, and out of reach of scripts', async () => {
    const at = await openShop(stage, { dpop: true });
    const tab = await open(stage, at);
    await signIn(tab);
    const ask = (): Promise<number> =>
      tab.run(async (url) => (await shop.session.fetch(url)).status, `${at.provider.issuer}/api/me`);
    expect(await ask()).toBe(200);
    await tab.reload();
    await expect.poll(() => tab.text()).toBe('Hello Ada Lovelace');
    at.provider.expireAccessTokens();
    expect(await ask()).toBe(200);
    expect(at.provider.count('refresh_token')).toBe(1);
    const kept = await tab.run(async () => {
      const open = indexedDB.open('holdfast:shop');
      await new Promise((resolve) => open.addEventListener('success', resolve));
      const asked = open.result.transaction('session').objectStore('session').getAll();
      await new Promise((resolve) => asked.addEventListener('success', resolve));
      return (asked.result as { pair?: CryptoKeyPair }[]).flatMap(({ pair }) =>
        pair ? [pair.privateKey.extractable] : [],
      );
    });
    expect(kept).toEqual([false]);
  });

  story('ends the session at the provider too, and the back button shows nobody', async () => {
    const at = await openShop(stage);
    const tab = await open(stage, at);
    await signIn(tab);
    const other = await open(stage, at, '/other');
    expect(await other.text()).toBe('Hello Ada Lovelace');
    await tab.run(() => void shop.session.signOut());
    await expect.poll(() => at.provider.count('session ended')).toBe(1);
    await expect.poll(() => tab.run(() => location.href)).toBe(`${at.origin}/`);
    await expect.poll(() => other.text()).toBe('unauthenticated');
    expect(at.provider.refreshTokens()).toEqual([]);
    await tab.back();
    await expect.poll(() => tab.text()).toBe('unauthenticated');
  });
});
