// @vitest-environment node
import { expect, it } from 'vitest';
import { createShop } from './support.ts';

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
