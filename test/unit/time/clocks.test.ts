import { minutes, seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { createShop } from '../../support/world/shop.ts';
import { active, ended, state, story, storyIn, times, warned, warnsAndEnds } from './support.ts';

describe('at 100 the wall clock is set back by an hour', () => {
  it('no input: warning 780, ended 900', async () => {
    const { browser, a, at } = await story();
    await at(100);
    browser.clock.setWall(-minutes(60));
    await warnsAndEnds({ a, at }, 780, 900);
  });

  it('a click a second until 400: warning 1180, ended 1300, remaining never above 900', async () => {
    const { browser, a, at } = await story();
    await at(100);
    browser.clock.setWall(-minutes(60));
    const left: number[] = [];
    a.session.timer.subscribe(({ remaining }) => left.push(remaining));
    for (let now = 101; now <= 400; now++) {
      await at(now);
      expect(a.tab.input()).toBe('pass');
    }
    expect(left.length).toBeGreaterThan(200);
    expect(Math.max(...left)).toBeLessThanOrEqual(seconds(900));
    await warnsAndEnds({ a, at }, 1180, 1300);
  });

  it('a hundred times a little, by a minute every minute: still ended at 900', async () => {
    const { browser, a, at } = await story();
    for (let minute = 1; minute < 15; minute++) {
      await at(minute * 60);
      a.tab.focus();
      browser.clock.setWall(-minutes(1));
    }
    await at(899);
    expect(state(a)).toMatchObject(warned);
    await at(900);
    expect(state(a)).toMatchObject(ended('idle'));
  });

  it('and sleep follows: sleep counts in full', async () => {
    const { browser, a, at, sleepTo } = await story();
    await at(100);
    browser.clock.setWall(-minutes(60));
    a.tab.focus();
    await sleepTo(850, { monotonic: 'stops' });
    expect(state(a)).toMatchObject(warned);
    expect(a.remaining()).toBe(50);
  });

  it('in two tabs: both warn at 780, both end at 900', async () => {
    const { browser, a, at, open } = await story();
    const b = await open();
    await at(100);
    browser.clock.setWall(-minutes(60));
    await at(779);
    for (const tab of [a, b]) expect(state(tab)).toMatchObject(active);
    await at(781);
    for (const tab of [a, b]) expect(state(tab)).toMatchObject(warned);
    await at(901);
    for (const tab of [a, b]) expect(state(tab)).toMatchObject(ended('idle'));
  });

  it('and the absolute limit stays where it was', async () => {
    const { browser, a, at } = await story({ lifetime: minutes(20) });
    await at(100);
    browser.clock.setWall(-minutes(60));
    for (let now = 200; now < 1080; now += 100) {
      await at(now);
      a.tab.input();
    }
    await at(1081);
    expect(state(a)).toMatchObject({ warning: { kind: 'absolute' } });
    await at(1200);
    expect(state(a)).toMatchObject(ended('absolute'));
  });
});

describe('at 100 the wall clock is set forward by an hour', () => {
  it.each(['page', 'input', 'alarm'])('no verify hook, noticed by %s first: ended once, remaining 0', async (first) => {
    const { browser, a, at } = await story();
    await at(100);
    browser.clock.setWall(minutes(60));
    if (first === 'page') a.tab.focus();
    if (first === 'input') expect(a.tab.input()).toBe('swallow');
    if (first === 'alarm') await at(781);
    expect(state(a)).toMatchObject(ended('idle'));
    await at(2000);
    expect(times(a, 'ended')).toBe(1);
    expect(times(a, 'warning')).toBe(0);
    expect(browser.network.count('/sign-out')).toBe(1);
  });

  it('and back before anybody looked: nothing happened', async () => {
    const { browser, a, at } = await story();
    await at(100);
    browser.clock.setWall(minutes(60));
    browser.clock.setWall(-minutes(60));
    await at(779);
    expect(state(a)).toMatchObject(active);
    await at(900);
    expect(state(a)).toMatchObject(ended('idle'));
  });
});

describe('a sign-in after the wall clock was set back by an hour, while old tabs are open,', () => {
  it('in a new tab lives in both, and has its limits in both', async () => {
    const shop = createShop();
    const old = await shop.open();
    shop.browser.clock.setWall(-minutes(60));
    await shop.browser.clock.advance(1000);
    const { a, at } = await storyIn(shop);
    await at(779);
    for (const tab of [a, old]) expect(state(tab)).toMatchObject(active);
    await at(781);
    for (const tab of [a, old]) expect(state(tab)).toMatchObject(warned);
    await at(901);
    for (const tab of [a, old]) expect(state(tab)).toMatchObject(ended('idle'));
  });

  it('lives in an old tab that has not found out who is signed in, since it could not ask', async () => {
    const shop = createShop();
    const { browser, server } = shop;
    server.interrupt = () => Promise.reject(new TypeError('Failed to fetch'));
    const waiting = await shop.open();
    server.interrupt = null;
    const other = await shop.open();
    browser.clock.setWall(-minutes(60));
    void other.session.signIn({ name: 'ada' });
    await browser.clock.settle();
    browser.clock.setWall(-minutes(60));
    await browser.clock.advance(seconds(20));
    for (const tab of [waiting, other]) expect(state(tab)).toMatchObject(active);
  });

  it.each([
    ['without a word of the server’s', {}],
    ['with lengths that the server tells', { idleExpiresIn: seconds(900), expiresIn: seconds(7200) }],
  ])('in the old tab lives in a tab that is opened later, %s', async (_, lease) => {
    const shop = createShop();
    shop.server.tell = () => lease;
    const old = await shop.open();
    shop.browser.clock.setWall(-minutes(60));
    await shop.browser.clock.advance(1000);
    const signingIn = old.session.signIn({ name: 'ada' });
    await shop.browser.clock.settle();
    await signingIn;
    const later = await shop.open();
    for (const tab of [old, later]) expect([state(tab), tab.remaining()]).toMatchObject([active, 900]);
    await shop.browser.clock.advance(seconds(779));
    for (const tab of [old, later]) expect(state(tab)).toMatchObject(active);
    await shop.browser.clock.advance(seconds(2));
    for (const tab of [old, later]) expect(state(tab)).toMatchObject(warned);
    await shop.browser.clock.advance(seconds(120));
    for (const tab of [old, later]) expect(state(tab)).toMatchObject(ended('idle'));
  });

  it('in a new tab is kept alive by input in the old one, which had a session before', async () => {
    const shop = createShop();
    const { a: old, at } = await storyIn(shop);
    await at(100);
    old.tab.input();
    shop.browser.clock.setWall(-minutes(60));
    await at(200);
    old.tab.input();
    void old.session.signOut();
    await at(201);
    const next = await shop.signedIn();
    expect(state(old)).toMatchObject(active);
    for (let now = 300; now <= 900; now += 100) {
      await at(now);
      old.tab.input();
    }
    old.tab.crash();
    await at(1679);
    expect(state(next)).toMatchObject(active);
    await at(1681);
    expect(state(next)).toMatchObject(warned);
  });

  it('is told to the server like any other: a keep-alive that failed before the clock was set holds nothing up', async () => {
    const { browser, a, at } = await story({ keepAlive: seconds(60) });
    await at(100);
    browser.network.setOffline(true);
    a.tab.input();
    await at(200);
    a.tab.input();
    await at(205);
    browser.clock.setWall(-minutes(60));
    browser.network.setOffline(false);
    void a.session.signIn({ name: 'ada' });
    await at(206);
    const before = browser.network.count('/touch');
    await at(210);
    a.tab.input();
    await at(300);
    expect(browser.network.count('/touch')).toBe(before + 1);
  });
});
