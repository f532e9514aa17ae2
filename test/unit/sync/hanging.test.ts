import { minutes, seconds } from 'holdfast';
import { expect, it } from 'vitest';
import { createWorld, mug, quantities } from '../../support/world/devices.ts';

const live = '/api/documents';

/** Two tabs of one device, of which the first does the work, and another device. */
async function stage() {
  const world = createWorld();
  const there = await world.signedIn();
  const here = await world.signedIn();
  const other = await here.open();
  await world.advance(seconds(2));
  return { ...world, there, here, other };
}

it('takes the work from a tab that hangs, where somebody looks at another one', async () => {
  const { here, other, there, advance } = await stage();
  here.tab.hang();
  other.cart.add(mug);
  await advance(seconds(80));
  expect([quantities(there), other.cart.getState().savedTo]).toEqual([{ mug: 1 }, 'account']);
  // The stream, too: what comes now comes at once.
  there.cart.add(mug);
  await advance(seconds(2));
  expect(quantities(other)).toEqual({ mug: 2 });
});

it('gives the work up at once where it was taken, and has it again when the other tab closes', async () => {
  const { here, other, there, advance, server } = await stage();
  here.tab.hang();
  await advance(seconds(80));
  const before = here.browser.network.requests.length;
  here.tab.thaw();
  await advance(seconds(1));
  expect(server.documents.streams).toBe(2);
  expect(here.browser.network.requests.length).toBe(before);
  here.cart.add(mug);
  await advance(seconds(3));
  expect([quantities(there), quantities(other)]).toEqual([{ mug: 1 }, { mug: 1 }]);
  other.tab.close();
  here.cart.add(mug);
  await advance(seconds(5));
  expect(quantities(there)).toEqual({ mug: 2 });
  expect(server.documents.streams).toBe(2);
});

it('leaves it to a tab in the background, though its timers hardly run', async () => {
  const { here, other, advance } = await stage();
  here.tab.hide();
  here.tab.suspendTimers();
  const before = here.browser.network.requests.length;
  for (let minute = 0; minute < 10; minute++) {
    await advance(minutes(1));
    other.tab.focus();
  }
  const tabs = here.browser.network.requests.slice(before).map(({ tab }) => tab);
  expect(new Set(tabs)).toEqual(new Set([here.tab.name]));
});

it('leaves it to a tab that hangs as long as nobody looks at another one', async () => {
  const { here, other, advance } = await stage();
  other.tab.hide();
  here.tab.hang();
  const opened = here.browser.network.count(live);
  await advance(minutes(3));
  expect(here.browser.network.count(live)).toBe(opened);
});
