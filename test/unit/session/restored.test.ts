import { seconds } from 'holdfast';
import { expect, it } from 'vitest';
import { createShop } from '../../support/world/shop.ts';

it('a page that comes back keeps its curtain until it shows whoever signed in elsewhere meanwhile', async () => {
  const shop = createShop();
  const { browser, server } = shop;
  const here = await shop.signedIn();
  const away = await shop.open();
  away.tab.leave();
  expect(away.tab.curtain).toBe(true);
  const signingIn = here.session.signIn({ name: 'grace' });
  await browser.clock.settle();
  await signingIn;
  // Nobody left word of who that is, and the server takes its time.
  for (const [key] of browser.databases.entries('shop', 'session'))
    if (key.startsWith('profile/')) browser.databases.plant('shop', 'session', key, undefined);
  const slowly = new Promise<undefined>((resolve) => void browser.after(seconds(3), () => resolve(undefined)));
  server.interrupt = ({ url }) => (url.endsWith('/session') ? slowly : undefined);
  away.tab.comeBack();
  const drawn = (): string => {
    const state = away.session.getState();
    return away.tab.curtain ? 'curtain' : state.status === 'authenticated' ? state.user.id : state.status;
  };
  expect(drawn()).toBe('curtain');
  await browser.clock.advance(seconds(1));
  expect(drawn()).toBe('curtain');
  await browser.clock.advance(seconds(5));
  expect(drawn()).toBe('grace');
});
