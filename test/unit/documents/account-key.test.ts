import { createCart, createDraft, minutes } from 'holdfast';
import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { readHead } from '../../../src/vault/stored.ts';
import { createShop, grace, limits, type OpenTab } from '../../support/world/shop.ts';
import { ann, cartOf, draftOf, openDesk, quantities, steps } from './support.ts';

const secrets = { ada: 'account-key-of-ada-0123456789', grace: 'account-key-of-grace-98765' };
const documentsOf = ({ session }: OpenTab) => ({
  draft: createDraft(session, 'checkout', { steps, afterSignOut: 'seal' }),
  cart: createCart(session, 'cart', { currency: 'EUR', afterSignOut: 'seal' }),
});
const fill = ({ draft, cart }: ReturnType<typeof documentsOf>): void => {
  draft.set('contact.name', 'canary-of-ada');
  cart.add({ sku: 'canary-mug', price: 1250 });
};
const stored = (shop: ReturnType<typeof createShop>, store: 'journal' | 'base' | 'session') =>
  shop.browser.databases.entries('shop', store);
const keyKinds = (shop: ReturnType<typeof createShop>): Set<unknown> =>
  new Set([...stored(shop, 'journal'), ...stored(shop, 'base')].map(([, value]) => readHead(value)?.by));
const open = async (accountKeys: Record<string, string> = secrets) => {
  const shop = createShop();
  shop.server.tell = (login) => ({ accountKey: accountKeys[login] });
  const tab = await shop.signedIn();
  const both = documentsOf(tab);
  await shop.browser.clock.settle();
  fill(both);
  await shop.browser.clock.settle();
  return { shop, tab, ...both };
};

describe('with an account key', () => {
  it('what stays after a sign-out opens for nobody until the same user is back, and then for them', async () => {
    const { shop, tab, draft, cart } = await open();
    expect([...keyKinds(shop)]).toContain('account');
    const signingOut = tab.session.signOut();
    await shop.browser.clock.settle();
    await signingOut;
    expect(stored(shop, 'session').map(([key]) => key)).not.toContainEqual(expect.stringContaining('documents'));
    expect(stored(shop, 'base').some(([key]) => key.startsWith('u-'))).toBe(true);
    for (const who of [grace.id, 'ada']) {
      const signingIn = tab.session.signIn({ name: who });
      await shop.browser.clock.settle();
      await signingIn;
      await shop.browser.clock.settle();
      const seen = [draft.get('contact.name'), quantities(cart)];
      expect(seen).toEqual(who === 'ada' ? ['canary-of-ada', { 'canary-mug': 1 }] : [undefined, {}]);
      expect(shop.browser.text()).not.toMatch(/canary|account-key-of/);
    }
  });

  it('a tab that is opened later and a reload find its keys, and no script can export them', async () => {
    const { shop } = await open();
    // What the server says later doesn't name it any more.
    shop.server.tell = () => ({});
    const second = await shop.open();
    const both = documentsOf(second);
    await shop.browser.clock.settle();
    expect([both.draft.get('contact.name'), both.draft.getState().saved]).toEqual(['canary-of-ada', 'saved']);
    const keys = stored(shop, 'session').find(([key]) => key.endsWith('/documents'))?.[1] as Record<string, CryptoKey>;
    expect(Object.values(keys).map(({ extractable }) => extractable)).toEqual([false, false]);
  });

  it('what was sealed by the device before is sealed by the account from then on', async () => {
    const { shop, tab } = await open({});
    expect([...keyKinds(shop)]).not.toContain('account');
    shop.server.tell = () => ({ accountKey: secrets.ada });
    tab.tab.crash();
    const again = documentsOf(await shop.open());
    await shop.browser.clock.settle();
    expect(again.draft.get('contact.name')).toBe('canary-of-ada');
    const kinds = new Set(
      [...stored(shop, 'journal'), ...stored(shop, 'base')]
        .filter(([key]) => !/@(id|key)/.test(key))
        .map(([, value]) => readHead(value)?.by),
    );
    expect([...kinds]).toEqual(['account']);
  });

  it('after an idle end everything waits, and opens when the same user signs in again', async () => {
    const { shop, tab, draft, cart } = await open();
    await shop.browser.clock.advance(limits.idle.timeout + minutes(1));
    expect(tab.session.getState()).toMatchObject({ reason: 'idle', resumable: true });
    expect(stored(shop, 'session').map(([key]) => key)).not.toContainEqual(expect.stringContaining('documents'));
    const signingIn = tab.session.signIn({ name: 'ada' });
    await shop.browser.clock.settle();
    await signingIn;
    await shop.browser.clock.settle();
    expect([draft.get('contact.name'), quantities(cart)]).toEqual(['canary-of-ada', { 'canary-mug': 1 }]);
  });
});

describe('without the account key for a while', () => {
  it('what it sealed is waiting and not garbage: it says restoring, edits are kept, and all is there when the key comes', async () => {
    const browser = createTestBrowser();
    const first = openDesk(browser, ann);
    first.accountKeys = await first.tab.platform.crypto.createKeys('secret-of-ann', 'shop');
    const before = draftOf(first);
    await browser.clock.settle();
    before.set('contact.name', 'Ann');
    before.set('contact.email', 'ann@example.com');
    await browser.clock.settle();
    browser.reopen();

    const desk = openDesk(browser, ann);
    const draft = draftOf(desk);
    await browser.clock.settle();
    expect(draft.getState()).toMatchObject({ saved: 'restoring', values: { contact: {} } });
    await browser.clock.advance(1000);
    draft.set('contact.email', 'new@example.com');
    await browser.clock.settle();
    desk.wake();
    await browser.clock.settle();
    expect([draft.getState().saved, desk.reported]).toEqual(['restoring', []]);
    desk.accountKeys = first.accountKeys;
    desk.wake();
    await browser.clock.settle();
    const both = { saved: 'saved', values: { contact: { name: 'Ann', email: 'new@example.com' } } };
    expect(draft.getState()).toMatchObject(both);
    browser.reopen();

    const last = openDesk(browser, ann);
    last.accountKeys = first.accountKeys;
    const again = draftOf(last);
    cartOf(last);
    await browser.clock.settle();
    expect(again.getState()).toMatchObject(both);
    expect(last.reported).toEqual([]);
  });
});
