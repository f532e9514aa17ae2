import { seconds } from 'holdfast';
import type { TestBrowserOptions } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createShop } from '../../support/world/shop.ts';
import { active, ended, type Story, state, story, times, warned, warnsAndEnds } from './support.ts';

const worlds: readonly { world: string; options: TestBrowserOptions }[] = [
  { world: 'messages arrive', options: {} },
  { world: 'every message is dropped', options: { messages: { drop: true } } },
  { world: 'BroadcastChannel is missing', options: { messages: false } },
  { world: 'messages come twice', options: { messages: { duplicate: true } } },
  { world: 'messages overtake each other', options: { messages: { reorder: true, duplicate: true } } },
];

async function twoTabs(options: TestBrowserOptions): Promise<Story & { b: Story['a'] }> {
  const told = await story({}, options);
  return { ...told, b: await told.open() };
}

describe.each(worlds)('tabs A and B, where $world', ({ options }) => {
  it('no input: both warn at 780 and end at 900 within 1 s, with exactly one sign-out at the server', async () => {
    const { browser, a, b, at } = await twoTabs(options);
    await at(779);
    for (const tab of [a, b]) expect(state(tab)).toMatchObject(active);
    await at(781);
    for (const tab of [a, b]) expect(state(tab)).toMatchObject(warned);
    await at(899);
    for (const tab of [a, b]) expect(state(tab)).toMatchObject(warned);
    await at(901);
    for (const tab of [a, b]) expect(state(tab)).toMatchObject(ended('idle'));
    await at(1000);
    expect(browser.network.count('/sign-out')).toBe(1);
    for (const tab of [a, b]) expect([times(tab, 'warning'), times(tab, 'ended')]).toEqual([1, 1]);
  });

  it('both in warning: extend in A makes B active within 1 s, with the same remaining', async () => {
    const { a, b, at } = await twoTabs(options);
    await at(850);
    void a.session.extend();
    await at(851);
    for (const tab of [a, b]) expect(state(tab)).toMatchObject(active);
    expect(Math.abs(a.remaining() - b.remaining())).toBeLessThanOrEqual(1);
    await at(1629);
    for (const tab of [a, b]) expect(state(tab)).toMatchObject(active);
    await at(1751);
    for (const tab of [a, b]) expect(state(tab)).toMatchObject(ended('idle'));
  });

  it('sign-out in A at 50: B unauthenticated within 1 s, and the server hears of it once', async () => {
    const { browser, a, b, at } = await twoTabs(options);
    await at(50);
    void a.session.signOut();
    await at(51);
    expect(state(a)).toMatchObject(ended('signed-out'));
    expect(state(b)).toMatchObject(ended('signed-out-elsewhere'));
    await at(60);
    expect(browser.network.count('/sign-out')).toBe(1);
  });

  it('B crashes at 60, no input: A warns at 780, ends at 900', async () => {
    const { a, b, at } = await twoTabs(options);
    await at(60);
    b.tab.crash();
    await warnsAndEnds({ a, at }, 780, 900);
  });

  it('warning in A since 780, C opens at 800: C warns with 100 left, A too, all end at 900', async () => {
    const { a, b, at, open } = await twoTabs(options);
    await at(800);
    const c = await open();
    expect(state(c)).toMatchObject(warned);
    expect(c.remaining()).toBe(100);
    for (const tab of [a, b]) expect(state(tab)).toMatchObject(warned);
    await at(899);
    for (const tab of [a, b, c]) expect(state(tab)).toMatchObject(warned);
    await at(901);
    for (const tab of [a, b, c]) expect(state(tab)).toMatchObject(ended('idle'));
  });

  it('input in A only, each 100 s: B neither warns nor ends', async () => {
    const { a, b, at } = await twoTabs(options);
    for (let now = 100; now <= 2000; now += 100) {
      await at(now);
      a.tab.input();
    }
    await at(2700);
    expect(b.seen).toEqual(['signed-in ada restored']);
    await at(2901);
    for (const tab of [a, b]) expect(state(tab)).toMatchObject(ended('idle'));
  });

  it('a click in the first second of a new tab counts in the other one', async () => {
    const { a, at, open } = await twoTabs(options);
    await at(700);
    const c = await open();
    await at(700.5);
    c.tab.input();
    c.tab.crash();
    await at(1479);
    expect(state(a)).toMatchObject(active);
    await at(1481);
    expect(state(a)).toMatchObject(warned);
  });

  it('a sign-in in A is followed by B', async () => {
    const shop = createShop(options);
    const b = await shop.open();
    const a = await shop.signedIn();
    b.tab.focus();
    await shop.browser.clock.settle();
    expect(state(b)).toMatchObject({ ...active, user: { id: 'ada' } });
    expect(state(b)).toMatchObject({ epoch: (state(a) as { epoch: string }).epoch });
  });

  it('never show one person what another signed in for', async () => {
    const { browser, a, b } = await twoTabs(options);
    const signingIn = a.session.signIn({ name: 'grace' });
    await browser.clock.settle();
    await signingIn;
    b.tab.focus();
    await browser.clock.settle();
    expect(state(b)).toMatchObject({ ...active, user: { id: 'grace' } });
    expect(b.seen).toEqual(['signed-in ada restored', 'switched-user ada grace']);
  });
});

describe('tabs A and B', () => {
  it('input in A each 100 ms for an hour: B never warns, at most 3,700 writes and 3,700 messages', async () => {
    const { browser, a, b, at } = await twoTabs({});
    const writesBefore = browser.records.writes;
    const messagesBefore = browser.messages.sent.length;
    for (let second = 1; second <= 3600; second++) {
      for (let tenth = 0; tenth < 10; tenth++) {
        await at(second + tenth / 10);
        a.tab.input();
      }
    }
    expect(b.seen).toEqual(['signed-in ada restored']);
    expect(state(b)).toMatchObject(active);
    expect(browser.records.writes - writesBefore).toBeLessThanOrEqual(3700);
    expect(browser.messages.sent.length - messagesBefore).toBeLessThanOrEqual(3700);
  });

  it('that nobody touches write nothing, send nothing and set one alarm each', async () => {
    const { browser, a, b, at } = await twoTabs({});
    await at(10);
    a.tab.input();
    // The server hears of that.
    await at(311);
    const before = [browser.records.writes, browser.messages.sent.length, browser.network.requests.length];
    await at(785);
    expect([browser.records.writes, browser.messages.sent.length, browser.network.requests.length]).toEqual(before);
    for (const tab of [a, b]) expect(tab.tab.held().timers).toBe(1);
  });

  it('one hidden, with timers once a minute: it follows an extension as soon as it is seen', async () => {
    const { browser, a, b, at } = await twoTabs({ messages: { drop: true } });
    b.tab.hide();
    b.tab.suspendTimers();
    await at(850);
    void a.session.extend();
    await at(1000);
    b.tab.suspendTimers(false);
    b.tab.show();
    expect(state(b)).toMatchObject(active);
    expect(b.remaining()).toBe(750);
    await browser.clock.advance(seconds(2));
    expect(state(a)).toMatchObject(active);
  });
});

describe('the last input in a tab', () => {
  it('counts in the others when its session is released within the same second', async () => {
    const { a, b, at } = await twoTabs({});
    await at(10);
    a.tab.input();
    await at(10.9);
    a.tab.input();
    a.release();
    b.tab.focus();
    expect(b.session.timer.getState()).toMatchObject({ remaining: seconds(900) });
  });
});
