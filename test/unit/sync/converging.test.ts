import fc from 'fast-check';
import { minutes, seconds } from 'holdfast';
import type { ServerFault } from 'holdfast/testing';
import { expect, it } from 'vitest';
import { runs } from '../../support/runs.ts';
import { createWorld, type Device, type DeviceTab, quantities } from '../../support/world/devices.ts';

const paths = ['contact.name', 'contact.email', 'delivery.street'] as const;
const faults: readonly ServerFault[] = [
  'lost',
  'network',
  'html',
  502,
  412,
  { status: 503, headers: { 'retry-after': '7' } },
];

/** What somebody does, or what happens, at one of two tabs of one of two devices. */
type Act = { readonly at: number; readonly n: number } & (
  | { readonly do: 'add' | 'subtract' | 'remove' | 'set' | 'type' | 'pin' | 'wait' | 'fault' }
  | { readonly do: 'offline' | 'online' | 'crash' | 'hide' }
);
const act: fc.Arbitrary<Act> = fc.record({
  do: fc.constantFrom(
    ...(['add', 'add', 'add', 'subtract', 'remove', 'set', 'type', 'type', 'pin'] as const),
    ...(['wait', 'wait', 'wait', 'fault', 'fault', 'offline', 'online', 'crash', 'hide'] as const),
  ),
  at: fc.nat({ max: 3 }),
  n: fc.nat({ max: 11 }),
});

/** Plays it, heals everything, and waits until all is quiet. Answers the tabs that are left, and how many were added. */
async function play(acts: readonly Act[], latency: number) {
  const world = createWorld();

  const devices: Device[] = [];
  const tabs: DeviceTab[] = [];
  for (let at = 0; at < 2; at++) {
    const device = await world.signedIn();
    devices.push(device);
    tabs.push(device, await device.open());
  }
  // From here on what crashes does so with requests under way.
  world.server.latency = latency;
  let added = 0;
  for (const { do: what, at, n } of acts) {
    const device = devices[at >> 1] as Device;
    const { cart, draft, settings, tab } = tabs[at] as DeviceTab;
    const spare = cart.keys().find((key) => key.includes('spare')) ?? '';
    if (what === 'add') {
      // Only ever added to: none of these may be lost.
      cart.add({ sku: 'kept', price: 100 }, n + 1);
      cart.add({ sku: 'spare', price: 100 }, n + 1);
      added += n + 1;
    }
    if (what === 'subtract') cart.subtract(spare, n + 1);
    if (what === 'remove') cart.remove(spare);
    if (what === 'set') cart.setQuantity(spare, n);
    if (what === 'type') draft.set(paths[n % 3] as (typeof paths)[0], `${at} ${n} ${added}`);
    if (what === 'pin') settings[n % 2 ? 'add' : 'remove']('pinned', `m${n % 4}`);
    if (what === 'wait') await world.advance(n < 8 ? n * 250 : seconds(n * 5));
    if (what === 'fault')
      world.server.fail(`/api/documents${['/cart', '/checkout', ''][n % 3]}`, faults[n % faults.length] as ServerFault);
    if (what === 'offline' || what === 'online') device.browser.network.setOffline(what === 'offline');
    if (what === 'hide') tab.hide();
    await world.settle();
    if (what !== 'crash') continue;
    // While it isn't known who is here nothing is saved, and may go with a crash.
    while (cart.getState().saved !== 'saved') await world.advance(500);
    tab.crash();
    tabs[at] = await device.open();
    await world.settle();
  }
  for (const { browser } of devices) browser.network.setOffline(false);
  for (const { tab } of tabs) tab.show();
  await world.advance(minutes(7));
  for (const { tab } of tabs) tab.focus();
  await world.advance(seconds(70));
  return { world, tabs, added };
}

/** How far all is; when something arrived is each browser's own. */
function progress({ session }: DeviceTab): object {
  const { documents, ...all } = session.sync.getState();
  return {
    ...all,
    documents: Object.entries(documents).map(([name, { arrivedAt: _, ...each }]) => ({ name, ...each })),
  };
}

it('agrees on every device and in every tab, and has lost nothing that was added, whatever failed meanwhile', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 30 }), fc.constantFrom(0, 700), async (acts, latency) => {
      const { world, tabs, added } = await play(acts, latency);
      const views = tabs.map((tab) => ({
        cart: quantities(tab),
        draft: tab.draft.getState().values,
        settings: tab.settings.getState().values.pinned.toSorted(),
        sync: progress(tab),
        told: tab.told,
      }));
      const [first] = views;
      for (const view of views) expect({ ...view, told: [] }).toEqual({ ...first, told: [] });
      expect(first?.cart['kept'] ?? 0).toBe(added);
      expect(first?.sync).toMatchObject({ status: 'idle', pending: 0 });
      // A device that was never there before finds the same.
      world.server.latency = 0;
      const fresh = await world.signedIn();
      await world.advance(seconds(5));
      expect(quantities(fresh)).toEqual(first?.cart);
      expect(fresh.draft.getState().values).toEqual(first?.draft);
    }),
    runs(12),
  );
}, 120_000);
