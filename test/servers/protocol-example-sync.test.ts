import { describe, expect, it } from 'vitest';
import { createWorld, mug, quantities } from '../support/world/devices.ts';
import { example, readPython } from './protocol-example.ts';

const python = await readPython();

describe.skipIf(python.missing)('two devices of one person', () => {
  it('agree by way of the server of 40 lines, which knows nothing of carts', async () => {
    const { base, close } = await python.serve(example);
    const world = createWorld();
    for (const path of ['/api/documents/cart', '/api/documents']) {
      world.server.answer(path, async (request) => {
        const headers = new Headers(request.headers);
        headers.set('authorization', 'Bearer ada-s-token');
        const body = request.method === 'PUT' ? { body: await request.text() } : {};
        return fetch(path.replace('/api/documents', base), { method: request.method, headers, ...body });
      });
    }
    const devices = [await world.signedIn(), await world.signedIn()] as const;
    /** Turns the clocks until both show it: there is no stream, so that takes a minute of theirs. */
    const both = (shown: object): Promise<void> =>
      expect
        .poll(async () => {
          await world.advance(5000);
          return devices.map((device) => [quantities(device), device.cart.getState().savedTo]);
        })
        .toEqual(devices.map(() => [shown, 'account']));

    devices[0].cart.add(mug);
    await both({ mug: 1 });
    for (const { browser } of devices) browser.network.setOffline(true);
    for (const { cart } of devices) cart.add(mug);
    await world.advance(5000);
    for (const { browser } of devices) browser.network.setOffline(false);
    await both({ mug: 3 });
    await close();
  });
});
