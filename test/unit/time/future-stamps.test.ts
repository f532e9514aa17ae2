import { minutes, seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { active, ended, plantTime, state, story, warned } from './support.ts';

describe('a stored stamp from the future', () => {
  it('of an hour counts from when it is seen, and keeps nobody signed in for longer', async () => {
    const { browser, a, at, stamp } = await story();
    await at(100);
    plantTime(browser, { lastActivityAt: stamp(3700) });
    a.tab.focus();
    expect(a.remaining()).toBe(900);
    await at(879);
    a.tab.focus();
    expect(state(a)).toMatchObject(active);
    await at(881);
    expect(state(a)).toMatchObject(warned);
    await at(1001);
    expect(state(a)).toMatchObject(ended('idle'));
  });

  it.each([0.001, 0.5, 1.5, 1.999])('of %s s gives not even that', async (lead) => {
    const { browser, a, at, stamp } = await story();
    await at(100);
    plantTime(browser, { lastActivityAt: stamp(100 + lead) });
    a.tab.focus();
    expect(a.session.timer.getState().remaining).toBeLessThanOrEqual(seconds(900));
    expect(a.session.timer.getState().lastActivityAt).toBeLessThanOrEqual(stamp(100));
    expect(a.session.timer.getState().deadline).toBeLessThanOrEqual(stamp(1000));
  });

  it('that a tab with a lead of 1.5 s writes counts as now in the other one', async () => {
    const { browser, a, at, open } = await story();
    browser.clock.setWall(-seconds(1.5));
    const b = await open();
    await at(100);
    a.tab.input();
    a.tab.crash();
    b.tab.focus();
    expect(b.session.timer.getState().remaining).toBe(seconds(900));
    await at(1000);
    b.tab.focus();
    expect(state(b)).toMatchObject(ended('idle'));
  });

  it('that a tab with a lead of an hour writes with each input counts as input, and as no more', async () => {
    const { browser, a, at, open } = await story();
    await at(50);
    browser.clock.setWall(-minutes(60));
    const b = await open();
    for (let now = 100; now <= 1000; now += 100) {
      await at(now);
      a.tab.input();
    }
    a.tab.crash();
    b.tab.focus();
    expect(state(b)).toMatchObject(active);
    await at(1778);
    expect(state(b)).toMatchObject(active);
    await at(1901);
    expect(state(b)).toMatchObject(ended('idle'));
  });

  it('is not believed once that future has come, either', async () => {
    const { browser, a, at, stamp } = await story();
    await at(100);
    plantTime(browser, { lastActivityAt: stamp(800) });
    for (let now = 100; now < 1000; now += 10) {
      await at(now);
      a.tab.focus();
    }
    await at(1001);
    expect(state(a)).toMatchObject(ended('idle'));
  });

  it('of the sign-in itself moves no lifetime', async () => {
    const { browser, a, at, open } = await story({ lifetime: minutes(20) });
    await at(100);
    a.tab.input();
    browser.clock.setWall(-minutes(60));
    const b = await open({ lifetime: minutes(20) });
    a.tab.crash();
    for (let now = 200; now < 1300; now += 100) {
      await at(now);
      b.tab.input();
    }
    await at(1302);
    expect(state(b)).toMatchObject(ended('absolute'));
  });

  it('found by a page that is opened is asked about at the server, and lengthens nothing', async () => {
    const { browser, a, at, open } = await story();
    await at(100);
    a.tab.input();
    browser.clock.setWall(-minutes(60));
    const asked = browser.network.count('/session');
    const b = await open();
    expect(browser.network.count('/session')).toBe(asked + 1);
    expect(state(b)).toMatchObject(active);
    expect(b.remaining()).toBeLessThanOrEqual(900);
    a.tab.crash();
    await at(1002);
    expect(state(b)).toMatchObject(ended('idle'));
  });

  it.each([
    ['far beyond any clock', 8e15],
    ['before there was a session', 1],
    ['below zero', -5],
    ['a text', 'yesterday'],
    ['nothing', null],
    ['a list', [1, 2]],
  ])('or no stamp at all (%s) neither lengthens the session nor breaks it', async (_, lastActivityAt) => {
    const { browser, a, at } = await story();
    await at(100);
    plantTime(browser, { lastActivityAt });
    a.tab.focus();
    expect(state(a)).toMatchObject(active);
    await at(1001);
    expect(state(a)).toMatchObject(ended('idle'));
  });

  it.each(['', '{', 'null', '[]', '7', '{"holds":7}'])('or a record that is %o changes nothing', async (text) => {
    const { browser, a, at } = await story();
    await at(100);
    a.tab.input();
    const [key] = Object.keys(browser.records.contents()).filter((name) => name.includes(':time:'));
    browser.records.plant(key as string, text);
    await at(879);
    expect(state(a)).toMatchObject(active);
    await at(1000);
    expect(state(a)).toMatchObject(ended('idle'));
  });
});
