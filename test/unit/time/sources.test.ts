import { nothingHeld } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { active, ended, state, story, warned } from './support.ts';

const frame = () => ({ contentWindow: {}, addEventListener() {}, removeEventListener() {} });

describe('reportActivity', () => {
  it('counts as input, and wakes the other tabs’ clocks, too', async () => {
    const { a, at, open } = await story();
    const b = await open();
    await at(700);
    a.session.reportActivity();
    await at(1479);
    for (const tab of [a, b]) expect(state(tab)).toMatchObject(active);
    await at(1481);
    for (const tab of [a, b]) expect(state(tab)).toMatchObject(warned);
  });

  it('answers no warning, and brings nothing back', async () => {
    const { a, at } = await story();
    await at(800);
    a.session.reportActivity();
    expect(state(a)).toMatchObject(warned);
    a.tab.suspendTimers();
    await at(901);
    a.session.reportActivity();
    expect(state(a)).toMatchObject(ended('idle'));
    a.session.reportActivity();
    expect(state(a)).toMatchObject(ended('idle'));
  });

  it('a thousand times a second costs one shared write', async () => {
    const { browser, a, at } = await story();
    await at(100);
    const before = browser.records.writes;
    for (let report = 0; report < 1000; report++) a.session.reportActivity();
    expect(browser.records.writes - before).toBe(1);
  });
});

describe('addActivitySource', () => {
  it('of a frame: input in it counts, in other frames it does not', async () => {
    const { a, at } = await story();
    const [map, advert] = [frame(), frame()];
    a.session.addActivitySource(map);
    await at(700);
    expect(a.tab.input(map)).toBe('pass');
    await at(900);
    a.tab.input(advert);
    await at(1479);
    expect(state(a)).toMatchObject(active);
    await at(1480);
    expect(state(a)).toMatchObject(warned);
  });

  it('of a frame: the first click in it after the end is swallowed there as well', async () => {
    const { a, at } = await story();
    const map = frame();
    a.session.addActivitySource(map);
    await at(60);
    a.tab.suspendTimers();
    await at(1200);
    expect(a.tab.input(map)).toBe('swallow');
    expect(state(a)).toMatchObject(ended('idle'));
  });

  it('of a function: listens while a session runs, no longer, and again in the next one', async () => {
    const { browser, a, at } = await story();
    const listening: (() => void)[] = [];
    let stops = 0;
    a.session.addActivitySource((report) => {
      listening.push(report);
      return () => void stops++;
    });
    expect([listening.length, stops]).toEqual([1, 0]);
    await at(700);
    listening[0]?.();
    await at(1479);
    expect(state(a)).toMatchObject(active);
    await at(1601);
    expect([listening.length, stops]).toEqual([1, 1]);
    void a.session.signIn({ name: 'ada' });
    await browser.clock.settle();
    expect([listening.length, stops]).toEqual([2, 1]);
    a.release();
    expect([listening.length, stops]).toEqual([2, 2]);
  });

  it('returns the way to stop, which works once and in any state', async () => {
    const { a, at } = await story();
    let stops = 0;
    const stop = a.session.addActivitySource(() => () => void stops++);
    stop();
    stop();
    expect(stops).toBe(1);
    const map = frame();
    a.session.addActivitySource(map)();
    await at(700);
    a.tab.input(map);
    await at(781);
    expect(state(a)).toMatchObject(warned);
    a.release();
    expect(a.tab.held()).toEqual(nothingHeld);
  });

  it('of a function that throws breaks neither a sign-in nor an end, and the developer is told', async () => {
    const { browser, a, at } = await story();
    let bad = false;
    a.session.addActivitySource(() => {
      if (bad) throw new Error('no map');
      return () => {
        throw new Error('no way back');
      };
    });
    bad = true;
    await at(10);
    void a.session.signOut();
    expect(state(a)).toMatchObject(ended('signed-out'));
    await at(20);
    void a.session.signIn({ name: 'ada' });
    await browser.clock.settle();
    expect(state(a)).toMatchObject(active);
    expect(a.tab.reports.map(({ error }) => (error as Error).message)).toEqual(['no way back', 'no map']);
  });
});
