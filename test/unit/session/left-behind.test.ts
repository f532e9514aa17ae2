import { createCart } from 'holdfast';
import { expect, it } from 'vitest';
import { nextSession } from '../../../src/session/next-session.ts';
import type { SessionState } from '../../../src/session/state.ts';
import { ada, createShop, type Person } from '../../support/world/shop.ts';

/** Ada's tab with a lamp in her cart, and what it held whenever it was told of somebody else. */
async function switched() {
  const shop = createShop();
  const a = await shop.signedIn();
  const cart = createCart(a.session, 'cart', { currency: 'EUR' });
  cart.add({ sku: 'lamp', price: 200 });
  const held: number[] = [];
  a.session.on('switched-user', () => held.push(cart.getState().count));
  await shop.browser.clock.settle();
  const signingIn = a.session.signIn({ name: 'grace' });
  await shop.browser.clock.settle();
  await signingIn;
  return { ...shop, held };
}

it('the documents of the one before are closed before anybody hears of a switch', async () => {
  expect((await switched()).held).toEqual([0]);
});

it('of the one before neither who that was nor when they were last there is left in storage', async () => {
  const { browser } = await switched();
  const times = Object.keys(browser.records.contents()).filter((key) => key.includes(':time:'));
  const profiles = browser.databases
    .entries('shop', 'session')
    .map(([key]) => key.split('/'))
    .filter(([kind]) => kind === 'profile');
  expect(times).toHaveLength(1);
  expect(new Set(profiles.map(([, epoch]) => epoch))).toEqual(new Set([times[0]?.split(':').at(-1)]));
});

it('a tab that chose to show nobody writes nothing as a guest while somebody is signed in elsewhere', async () => {
  const shop = createShop();
  const aside = await shop.open({ signInElsewhere: 'ignore' });
  await shop.signedIn();
  expect(aside.status()).toBe('unauthenticated');
  const wrote = aside.session.fetch('/orders', { method: 'DELETE' }).catch(({ code }: { code: string }) => code);
  await shop.browser.clock.settle();
  expect(await wrote).toBe('HOLDFAST_SESSION_CHANGED');
  expect(shop.browser.network.count('/orders')).toBe(0);
});

it('another limit that comes first in the middle of a warning is the same episode, told once', () => {
  const warned: SessionState<Person> = {
    ...{ status: 'authenticated', user: ada, epoch: 'e', freshness: 'fresh' },
    warning: { kind: 'idle' },
  };
  const change = { type: 'warning', warning: { kind: 'absolute', remaining: 60_000 } } as const;
  const [next, effect] = nextSession(warned, change, ({ id }) => id);
  expect(next).toMatchObject({ warning: { kind: 'absolute' } });
  expect(effect).toBeFalsy();
});
