import { seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { createWorld, login } from '../../support/world/tokens.ts';

describe('the tokens of a session that another one replaced', () => {
  it('are revoked when the server can be reached again, also where its sign-out was still owed at the next sign-in', async () => {
    const shop = createWorld();
    const { session } = await shop.signedIn();
    const { clock, network } = shop.browser;
    shop.server.fail('/token/revoke', 'network', 2);
    void session.signOut();
    await clock.advance(seconds(1));
    const signingIn = session.signIn(login('bob'));
    await clock.advance(seconds(2));
    await signingIn;
    expect(shop.server.sessions.map(({ revoked }) => revoked)).toEqual([false, false]);
    network.setOffline(true);
    network.setOffline(false);
    await clock.advance(seconds(2));
    expect(shop.server.sessions.map(({ revoked }) => revoked)).toEqual([true, false]);
    expect(session.getState()).toMatchObject({ status: 'authenticated', user: { name: 'Bob' } });
  });

  it('are revoked with those of the session that replaced it, when that ends first', async () => {
    const shop = createWorld();
    const { session } = await shop.signedIn();
    const { clock } = shop.browser;
    shop.server.fail('/token/revoke', 'network', 2);
    void session.signOut();
    await clock.advance(seconds(1));
    void session.signIn(login('bob'));
    await clock.advance(seconds(2));
    const signingOut = session.signOut();
    await clock.advance(seconds(2));
    expect(await signingOut).toEqual({ local: 'done', remote: 'done' });
    expect(shop.server.sessions.map(({ revoked }) => revoked)).toEqual([true, true]);
  });

  it('do not stay at rest after a switch of users', async () => {
    const shop = createWorld();
    const { session } = await shop.signedIn();
    const { clock, databases } = shop.browser;
    const signingIn = session.signIn(login('bob'));
    await clock.advance(seconds(2));
    await signingIn;
    void session.verify();
    await clock.advance(seconds(2));
    const epochs = databases
      .names()
      .flatMap((name) => databases.entries(name, 'session'))
      .filter(([key]) => key.startsWith('credential/'))
      .map(([key]) => key.split('/')[1]);
    expect(new Set(epochs).size).toBe(1);
    expect(shop.server.sessions.map(({ revoked }) => revoked)).toEqual([true, false]);
  });
});
