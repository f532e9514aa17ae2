import { minutes, seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { createShop } from '../../support/world/shop.ts';
import { active, ended, idle, state, story, storyIn, times, warned } from './support.ts';

const touches = ({ browser }: Pick<Awaited<ReturnType<typeof story>>, 'browser'>): number =>
  browser.network.count('/touch');

describe('the server’s deadline', () => {
  it('wins where it is the earlier one: warns as `server`, ends as absolute, and is not extended', async () => {
    const shop = createShop();
    shop.server.tell = () => ({ expiresIn: seconds(600) });
    const { a, at } = await storyIn(shop);
    await at(479);
    expect(state(a)).toMatchObject(active);
    await at(480);
    expect(state(a)).toMatchObject({ warning: { kind: 'server' } });
    expect(await a.session.extend()).toEqual({ outcome: 'reauthentication-needed' });
    await at(600);
    expect(state(a)).toMatchObject(ended('absolute'));
  });

  it('is the absolute limit by its own name where it comes within seconds of that, since an answer is older than the sign-in', async () => {
    const shop = createShop();
    shop.server.tell = () => ({ expiresIn: seconds(28_797) });
    const { a, at } = await storyIn(shop, { ...idle({ timeout: seconds(28_800) }), lifetime: seconds(28_800) });
    await at(28_700);
    expect(state(a)).toMatchObject({ warning: { kind: 'absolute' } });
  });

  it('of idleness wins where it is the earlier one, and is asked about often enough for who is there', async () => {
    const shop = createShop();
    shop.server.tell = () => ({ idleExpiresIn: seconds(300) });
    const { a, at } = await storyIn(shop);
    for (let now = 20; now <= 2000; now += 20) {
      await at(now);
      a.tab.input();
    }
    expect(a.seen).toEqual(['signed-in ada']);
    await at(2400);
    expect(state(a)).toMatchObject(ended('idle'));
  });

  it('does not lengthen ours', async () => {
    const shop = createShop();
    shop.server.tell = () => ({ idleExpiresIn: minutes(60), expiresIn: minutes(60 * 24) });
    const { a, at } = await storyIn(shop);
    await at(781);
    expect(state(a)).toMatchObject(warned);
    await at(900);
    expect(state(a)).toMatchObject(ended('idle'));
  });

  it('told with an extension holds in every tab', async () => {
    const { server, a, at, open } = await story();
    const b = await open();
    await at(700);
    server.tell = () => ({ expiresIn: seconds(400) });
    void a.session.extend();
    await at(979);
    b.tab.focus();
    expect(state(b)).toMatchObject(active);
    await at(981);
    for (const tab of [a, b]) expect(state(tab)).toMatchObject({ warning: { kind: 'server' } });
    await at(1101);
    for (const tab of [a, b]) expect(state(tab)).toMatchObject(ended('absolute'));
  });

  it('counts from when it was asked, not from when it answered', async () => {
    const { browser, server, a, at } = await story();
    server.tell = () => ({ expiresIn: seconds(400) });
    server.interrupt = ({ url }) =>
      url.endsWith('/touch') ? new Promise((resolve) => browser.after(8000, () => resolve(undefined))) : undefined;
    await at(500);
    void a.session.extend();
    await at(509);
    expect(a.session.timer.getState().deadlines.server - a.session.timer.getState().signedInAt).toBe(seconds(900));
  });
});

describe('warning at 800', () => {
  it('extend fails (network) at 803, succeeds at 810: the warning stays, says so and goes on; then active', async () => {
    const { browser, a, at } = await story();
    await at(800);
    browser.network.setOffline(true);
    const extending = a.session.extend();
    await at(803);
    expect(await extending).toMatchObject({ outcome: 'failed', failure: { kind: 'network' } });
    expect(state(a)).toMatchObject({ ...warned, freshness: 'offline' });
    expect(a.session.timer.getState()).toMatchObject({ extension: 'failed', phase: 'warning' });
    expect(times(a, 'warning')).toBe(1);
    await at(804.5);
    a.tab.focus();
    expect(a.remaining()).toBe(96);
    browser.network.setOffline(false);
    await at(812);
    expect(state(a)).toMatchObject({ ...active, freshness: 'fresh' });
    expect(a.session.timer.getState().extension).toBe('none');
  });

  it('extend fails for good: it is tried again until the end, which comes at 900', async () => {
    const { browser, a, at } = await story();
    await at(800);
    browser.network.setOffline(true);
    void a.session.extend();
    await at(899);
    expect(state(a)).toMatchObject(warned);
    expect(touches({ browser })).toBeGreaterThan(10);
    await at(900);
    expect(state(a)).toMatchObject(ended('idle'));
    const tried = touches({ browser });
    await at(1000);
    expect(touches({ browser })).toBe(tried);
  });

  it('extend fails at 803 and the page freezes until 860: tried again then, it counts from 802, when the person asked', async () => {
    const { browser, a, at } = await story();
    await at(802);
    browser.network.setOffline(true);
    void a.session.extend();
    await at(803);
    a.tab.freeze();
    browser.network.setOffline(false);
    await at(860);
    expect(state(a)).toMatchObject(warned);
    a.tab.thaw();
    await at(861);
    expect(state(a)).toMatchObject(active);
    await at(1701);
    expect(state(a)).toMatchObject(warned);
    await at(1703);
    expect(state(a)).toMatchObject(ended('idle'));
  });

  it('extend is answered with 401: ended at once, in both tabs', async () => {
    const { server, a, at, open } = await story();
    const b = await open();
    await at(800);
    server.revokeAll();
    const extending = a.session.extend();
    await at(800.5);
    expect(await extending).toEqual({ outcome: 'ended', reason: 'revoked' });
    for (const tab of [a, b]) expect(state(tab)).toMatchObject({ status: 'unauthenticated', reason: 'revoked' });
  });

  it('a keep-alive that is answered with 401 ends the session, too', async () => {
    const { server, a, at } = await story({ ...idle({}), keepAlive: seconds(60) });
    server.revokeAll();
    await at(50);
    a.tab.input();
    await at(70);
    expect(state(a)).toMatchObject(ended('revoked'));
  });

  it('a keep-alive that is answered for somebody else is asked once, and that is who is shown', async () => {
    const { browser, server, a, at } = await story({ ...idle({}), keepAlive: seconds(60) });
    server.signIn('grace');
    await at(50);
    a.tab.input();
    await at(70);
    expect(state(a)).toMatchObject({ ...active, user: { id: 'grace' } });
    expect(touches({ browser })).toBe(1);
  });

  it('extend is answered for somebody else: that is who is shown, with time of their own', async () => {
    const { server, a, at } = await story();
    await at(800);
    server.signIn('grace');
    void a.session.extend();
    await at(801);
    expect(state(a)).toMatchObject({ ...active, user: { id: 'grace' } });
    await at(1579);
    expect(state(a)).toMatchObject(active);
    await at(1701);
    expect(state(a)).toMatchObject(ended('idle'));
  });
});
