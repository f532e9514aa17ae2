import { bearer, createSession, seconds } from 'holdfast';
import { nothingHeld } from 'holdfast/testing';
import { expect, it } from 'vitest';
import { createWorld, type Login, login, type Person } from '../../../support/world/tokens.ts';

it('a session that is stopped in the middle of a refresh leaves nothing open', async () => {
  const world = createWorld();
  const tab = world.browser.openTab();
  const session = createSession<Person, Login>({
    name: 'shop',
    transport: bearer<Person, Login>({ signIn: '/token', refresh: '/token', signOut: '/token/revoke' }),
    platform: tab.platform,
  });
  const release = session.start();
  await world.browser.clock.advance(seconds(1));
  void session.signIn(login());
  await world.browser.clock.advance(seconds(61));
  void session.fetch('/api').catch(() => {});
  await world.browser.clock.advance(200);
  expect(world.refreshes()).toBe(1);
  release();
  await world.browser.clock.advance(seconds(30));
  expect(tab.held()).toEqual(nothingHeld);
});
