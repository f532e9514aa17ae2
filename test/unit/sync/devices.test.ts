import { expect, it } from 'vitest';
import { createWorld, mug, quantities } from './support.ts';

it('shows on another device what was put into a cart, and what was typed and set', async () => {
  const world = createWorld();
  const [here, there] = [await world.signedIn(), await world.signedIn()];
  here.cart.add(mug, 2);
  here.draft.set('contact.name', 'Ada');
  here.settings.set('density', 'dense');
  here.settings.add('pinned', 'mug');
  await world.advance(2000);
  expect(quantities(there)).toEqual({ mug: 2 });
  expect(there.draft.get('contact.name')).toBe('Ada');
  expect(there.settings.getState().values).toEqual({ density: 'dense', panel: 'left', pinned: ['mug'] });
  for (const { session, cart, draft } of [here, there]) {
    expect(session.sync.getState()).toMatchObject({ status: 'idle', pending: 0 });
    expect([cart.getState().savedTo, draft.getState().savedTo]).toEqual(['account', 'account']);
  }
});
