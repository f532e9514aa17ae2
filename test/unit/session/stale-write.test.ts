import { cookie } from 'holdfast';
import { expect, it } from 'vitest';
import { createShop, type Person } from '../../support/world/shop.ts';

it('a write is not sent under a session that the record says is another’s or over, before any hint of it came', async () => {
  for (const [said, says] of [
    ['"ended":null', '"ended":"signed-out"'],
    ['"epoch":"', '"epoch":"z'],
  ] as const) {
    const shop = createShop();
    const { session } = await shop.signedIn();
    const key = 'holdfast:shop:head';
    const { records } = shop.browser.openTab().platform;
    records.write(key, String(records.read(key)).replace(said, says));
    const wrote = session.fetch('/orders', { method: 'POST', body: '{}' }).catch((error: unknown) => error);
    await shop.browser.clock.settle();
    expect(await wrote).toMatchObject({ code: 'HOLDFAST_SESSION_CHANGED' });
    expect(shop.browser.network.requests.filter(({ path }) => path === '/orders')).toEqual([]);
  }
});

it('a write is not sent when another tab signed out while its anti-CSRF token was being fetched', async () => {
  const shop = createShop();
  const key = 'holdfast:shop:head';
  let meanwhile = (): void => {};
  const token = (): string => {
    meanwhile();
    return 'token';
  };
  const paths = { session: '/session', signIn: '/sign-in', signOut: '/sign-out' };
  const csrf = { token, header: 'X-CSRF' };
  const { session } = await shop.signedIn({ transport: cookie<Person, { name: string }>({ ...paths, csrf }) });
  const { records } = shop.browser.openTab().platform;
  meanwhile = () => {
    records.write(key, String(records.read(key)).replace('"ended":null', '"ended":"signed-out"'));
  };
  const wrote = session.fetch('/orders', { method: 'POST', body: '{}' }).catch((error: unknown) => error);
  await shop.browser.clock.settle();
  expect(await wrote).toMatchObject({ code: 'HOLDFAST_SESSION_CHANGED' });
  expect(shop.browser.network.count('/orders')).toBe(0);
});
