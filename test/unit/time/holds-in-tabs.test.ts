import { minutes, seconds } from 'holdfast';
import type { TestBrowserOptions } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { active, clocks, ended, state, story as tell, warned } from './support.ts';

async function story(world: TestBrowserOptions = {}) {
  const told = await tell({}, world);
  return { ...told, b: await told.open() };
}

const worlds: readonly [string, TestBrowserOptions][] = [
  ['messages arrive', {}],
  ['every message is dropped', { messages: { drop: true } }],
  ['messages come twice and overtake each other', { messages: { duplicate: true, reorder: true } }],
];

describe.each(worlds)('a hold, where %s,', (_, world) => {
  it('holds in every tab, also in one that is opened later', async () => {
    const { a, b, at, open } = await story(world);
    await at(100);
    const release = a.session.hold('upload', { max: minutes(60) });
    await at(2000);
    const c = await open();
    expect([c.remaining(), c.session.timer.getState().heldBy]).toEqual([800, ['upload']]);
    await at(3000);
    for (const tab of [a, b, c]) expect(state(tab)).toMatchObject(active);
    release();
    await at(3679);
    for (const tab of [a, b, c]) expect(state(tab)).toMatchObject(active);
    await at(3681);
    for (const tab of [a, b, c]) expect(state(tab)).toMatchObject(warned);
    await at(3801);
    for (const tab of [a, b, c]) expect(state(tab)).toMatchObject(ended('idle'));
  });

  it('of two tabs goes on until the second one lets go', async () => {
    const { a, b, at } = await story(world);
    await at(100);
    const first = a.session.hold('upload', { max: minutes(60) });
    await at(150);
    const second = b.session.hold('upload', { max: minutes(60) });
    await at(1000);
    first();
    await at(2000);
    for (const tab of [a, b]) expect(state(tab)).toMatchObject(active);
    second();
    await at(2679);
    for (const tab of [a, b]) expect(state(tab)).toMatchObject(active);
    await at(2681);
    for (const tab of [a, b]) expect(state(tab)).toMatchObject(warned);
  });

  it('begun in one tab closes the warning in the other within 1 s, and gives it back', async () => {
    const { a, b, at } = await story(world);
    await at(800);
    expect(state(b)).toMatchObject(warned);
    const release = a.session.hold('upload', { max: minutes(60) });
    await at(801);
    for (const tab of [a, b]) expect(state(tab)).toMatchObject(active);
    await at(900);
    release();
    await at(1000.5);
    for (const tab of [a, b]) expect(state(tab)).toMatchObject(ended('idle'));
  });

  it('of a tab that crashed lapses within two and a half minutes', async () => {
    const { a, b, at } = await story(world);
    await at(100);
    b.session.hold('upload', { max: minutes(60) });
    await at(1000);
    b.tab.crash();
    await at(1000 + 800 - 120 - 1);
    expect(state(a)).toMatchObject(active);
    await at(1000 + 150 + 800 + 1);
    expect(state(a)).toMatchObject(ended('idle'));
  });
});

describe('the holder', () => {
  it('frozen: its hold lapses, is taken up when it thaws, and not for the time between', async () => {
    const { a, b, at } = await story();
    await at(100);
    b.session.hold('upload', { max: minutes(60) });
    await at(110);
    b.tab.freeze();
    // Claimed at 100 for 150 s: the idle clock runs from 250.
    await at(650);
    b.tab.thaw();
    expect([b.remaining(), b.session.timer.getState().heldBy]).toEqual([400, ['upload']]);
    await at(2000);
    for (const tab of [a, b]) expect(state(tab)).toMatchObject(active);
    expect(b.remaining()).toBe(400);
  });

  it('frozen for longer than there was left: the session is over, and stays it', async () => {
    const { a, b, at } = await story();
    await at(100);
    b.session.hold('upload', { max: minutes(60) });
    await at(110);
    b.tab.freeze();
    await at(1051);
    expect(state(a)).toMatchObject(ended('idle'));
    b.tab.thaw();
    await at(1060);
    expect(state(b)).toMatchObject(ended('idle'));
  });

  it('hidden, with timers once a minute, holds on', async () => {
    const { a, b, at } = await story();
    await at(100);
    b.session.hold('upload', { max: minutes(60) });
    b.tab.hide();
    for (let minute = 2; minute <= 30; minute++) {
      b.tab.suspendTimers();
      await at(minute * 60 + 59);
      b.tab.suspendTimers(false);
      await at(minute * 60 + 60);
    }
    for (const tab of [a, b]) expect(state(tab)).toMatchObject(active);
    expect(b.remaining()).toBe(800);
  });

  it('closed: what it held goes on by itself for a short while, and no longer', async () => {
    const { a, b, at } = await story();
    await at(100);
    b.session.hold('upload', { max: minutes(60) });
    await at(200);
    b.tab.close();
    await at(160 + 150 + 800 + 1);
    expect(state(a)).toMatchObject(ended('idle'));
  });

  it('writes once a minute while nobody touches the page', async () => {
    const { browser, a, at } = await story();
    await at(100);
    a.session.hold('upload', { max: minutes(60) });
    const before = browser.records.writes;
    await at(1300);
    expect(browser.records.writes - before).toBeLessThanOrEqual(21);
  });
});

describe.each(clocks)('sleep during a hold, in which the monotonic clock %s', (monotonic) => {
  it('is no work that goes on: the idle clock runs from two and a half minutes on', async () => {
    const { a, b, at, sleepTo } = await story();
    await at(100);
    a.session.hold('upload', { max: minutes(60) });
    await sleepTo(650, { monotonic });
    for (const tab of [a, b]) expect(state(tab)).toMatchObject(active);
    expect(a.remaining()).toBe(400);
    await at(1500);
    expect([a.remaining(), a.session.timer.getState().heldBy]).toEqual([400, ['upload']]);
  });

  it('for a night ends the session before any input', async () => {
    const { a, at, sleepTo } = await story();
    await at(100);
    a.session.hold('upload', { max: minutes(24 * 60) });
    await sleepTo(20_000, { monotonic, first: 'input' });
    expect(a.tab.input()).toBe('swallow');
    expect(state(a)).toMatchObject(ended('idle'));
  });

  it('counts against its max', async () => {
    const { a, at, sleepTo } = await story();
    await at(100);
    a.session.hold('upload', { max: seconds(300) });
    await sleepTo(500, { monotonic });
    expect(a.session.timer.getState().heldBy).toEqual([]);
    expect(a.remaining()).toBe(900 - 500 + 150);
  });
});
