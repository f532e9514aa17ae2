// @vitest-environment node
import { seconds } from 'holdfast';
import { expect, it } from 'vitest';
import { createShop, until } from './support.ts';

it('lets a click in the first second of a new tab count in the other one', async () => {
  const shop = createShop();
  const a = await shop.signedIn();
  const start = shop.browser.clock.elapsed();
  const at = (moment: number) => until(shop.browser, start, moment);
  await at(700);
  const b = await shop.open();
  await at(700.5);
  b.tab.input();
  await at(850);
  expect(a.session.getState()).toMatchObject({ warning: null });
  await at(950);
  expect(a.status()).toBe('authenticated');
});

it('does not warn somebody who is active where the warning is long', async () => {
  const shop = createShop();
  shop.server.lease = { idleExpiresIn: seconds(60) };
  const a = await shop.signedIn({ idle: { timeout: seconds(60), warning: seconds(40) } });
  const start = shop.browser.clock.elapsed();
  const at = (moment: number) => until(shop.browser, start, moment);
  for (let second = 1; second < 20; second += 2) {
    await at(second);
    a.tab.input();
  }
  await at(25);
  expect(a.session.getState()).toMatchObject({ warning: null });
});
