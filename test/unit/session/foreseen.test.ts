import { createDraft } from 'holdfast';
import { expect, it } from 'vitest';
import { ada, createShop } from '../../support/world/shop.ts';
import { steps } from '../documents/support.ts';

it('a start at which the server names who was there before writes nothing, and one at which it says something new of them does', async () => {
  const { browser, server, signedIn, open } = createShop();
  const { transactions } = browser.databases;
  (await signedIn()).tab.close();
  for (const [user, writes] of [
    [ada, 0],
    [{ ...ada, name: 'Ada King' }, 1],
  ] as const) {
    server.users['ada'] = user;
    const before = transactions.writing;
    const { tab } = await open();
    expect(transactions.writing - before).toBe(writes);
    tab.close();
  }
  browser.network.setOffline(true);
  const offline = await open();
  expect(offline.session.getState()).toMatchObject({ status: 'authenticated', user: { name: 'Ada King' } });
});

it('what the account seals is opened also by a tab that looked for its key just before another one kept that', async () => {
  const { browser, server, signedIn, begin } = createShop();
  const a = await signedIn();
  const late = Promise.withResolvers<Response>();
  server.interrupt = ({ url }) => (url.endsWith('/session') ? late.promise : undefined);
  const later = begin();
  await browser.clock.settle();
  // From here on the server hands out a key, and answers the second tab as it would have before.
  server.interrupt = null;
  server.tell = () => ({ accountKey: 'account-key-of-ada-0123456789' });
  void a.session.verify();
  await browser.clock.settle();
  const draft = createDraft(a.session, 'checkout', { steps });
  await browser.clock.settle();
  draft.set('contact.name', 'Ada');
  await browser.clock.settle();
  expect(browser.databases.entries('shop', 'session').some(([key]) => key.endsWith('/documents'))).toBe(true);
  late.resolve(Response.json({ user: ada }));
  await browser.clock.settle();
  const same = createDraft(later.session, 'checkout', { steps });
  await browser.clock.settle();
  expect([same.get('contact.name'), same.getState().saved]).toEqual(['Ada', 'saved']);
});
