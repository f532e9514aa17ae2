import { seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { ada, createShop, grace } from '../../support/world/shop.ts';

describe('an answer', () => {
  it.each([
    [500, 'server'],
    [503, 'server'],
    [408, 'server'],
    [429, 'throttled'],
  ])('of %i to a sign-in is a failure and no wrong password', async (status, kind) => {
    const shop = createShop();
    const { session } = await shop.open();
    shop.server.interrupt = () => Response.json({ error: 'no' }, { status });
    const asked = session.signIn({ name: ada.id });
    await shop.browser.clock.settle();
    expect(await asked).toMatchObject({ outcome: 'failed', failure: { kind, status } });
  });

  it('that says yes to "Stay signed in" after the deadline comes too late, also in a page too busy for timers', async () => {
    const shop = createShop();
    const { session, seen } = await shop.signedIn();
    await shop.browser.clock.advanceTo(shop.browser.clock.elapsed() + seconds(890));
    const letGo = shop.server.hold('/touch');
    const extended = session.extend();
    await shop.browser.clock.settle();
    await shop.browser.clock.sleep(seconds(11), { first: 'input' });
    letGo();
    await shop.browser.clock.settle();
    expect(await extended).toEqual({ outcome: 'ended', reason: 'idle' });
    expect(session.getState()).toMatchObject({ status: 'unauthenticated', reason: 'idle' });
    expect(seen).not.toContain('extended here');
  });

  it('to an earlier session says nothing about the present one', async () => {
    const shop = createShop();
    const { session, seen } = await shop.signedIn();
    const letGo = shop.server.hold('/touch');
    const extended = session.extend();
    await shop.browser.clock.settle();
    const signedIn = session.signIn({ name: grace.id });
    await shop.browser.clock.settle();
    await signedIn;
    letGo(Response.json({ error: 'no_session' }, { status: 401 }));
    await shop.browser.clock.settle();
    await extended;
    expect(session.getState()).toMatchObject({ status: 'authenticated', user: grace, freshness: 'fresh' });
    expect(seen.filter((event) => event.startsWith('ended'))).toEqual([]);
  });
});
