import { hours, minutes, seconds } from 'holdfast';
import type { TestBrowserOptions } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { active, ended, state, story as tell, warned } from './support.ts';

async function story(world: TestBrowserOptions = {}) {
  const told = await tell({}, world);
  return { ...told, b: await told.open() };
}

const shorter = { idle: { timeout: seconds(300), warning: seconds(60) } };

describe.each<[string, TestBrowserOptions]>([
  ['messages arrive', {}],
  ['messages come twice and overtake each other', { messages: { duplicate: true, reorder: true } }],
])('configure, where %s,', (_, world) => {
  it('reaches every tab within 1 s, and ends nobody without the whole warning', async () => {
    const { a, b, at } = await story(world);
    await at(500);
    a.session.configure(shorter);
    await at(501);
    for (const tab of [a, b]) expect(state(tab)).toMatchObject(warned);
    expect(b.remaining()).toBe(60);
    await at(559);
    for (const tab of [a, b]) expect(state(tab)).toMatchObject(warned);
    await at(561);
    for (const tab of [a, b]) expect(state(tab)).toMatchObject(ended('idle'));
  });

  it('in both tabs: the later word stands in both', async () => {
    const { a, b, at } = await story(world);
    await at(100);
    a.session.configure({ idle: { timeout: minutes(30) } });
    await at(200);
    b.session.configure({ idle: { timeout: minutes(20) } });
    await at(1079);
    for (const tab of [a, b]) expect(state(tab)).toMatchObject(active);
    await at(1081);
    for (const tab of [a, b]) expect(state(tab)).toMatchObject(warned);
  });
});

describe.each<[string, TestBrowserOptions]>([
  ['every message is dropped', { messages: { drop: true } }],
  ['BroadcastChannel is missing', { messages: false }],
])('configure, where %s,', (_, world) => {
  it('reaches every tab at its next boundary at the latest: longer', async () => {
    const { a, b, at } = await story(world);
    await at(500);
    a.session.configure({ idle: { timeout: minutes(30) } });
    await at(1679);
    for (const tab of [a, b]) expect(state(tab)).toMatchObject(active);
    expect(b.seen).not.toContain('warning idle 120');
    await at(1681);
    for (const tab of [a, b]) expect(state(tab)).toMatchObject(warned);
  });

  it('reaches every tab at its next boundary at the latest: shorter', async () => {
    const { a, b, at } = await story(world);
    await at(500);
    a.session.configure(shorter);
    b.tab.focus();
    expect(state(b)).toMatchObject(warned);
    await at(561);
    for (const tab of [a, b]) expect(state(tab)).toMatchObject(ended('idle'));
  });

  it('reaches a tab that is touched', async () => {
    const { a, b, at } = await story(world);
    await at(100);
    a.session.configure(shorter);
    await at(200);
    b.tab.input();
    expect(b.session.timer.getState().deadlines.idle - b.session.timer.getState().now).toBe(seconds(300));
  });
});

describe('configure', () => {
  it('shows in `timer.limits` what holds, in every tab, after a reload, and for the next session', async () => {
    const { a, b, at, open } = await story();
    const usual = { timeout: minutes(15), warning: minutes(2), lifetime: hours(8) };
    const limits = (tab: typeof a) => tab.session.timer.getState().limits;
    expect([limits(a), limits(b)]).toEqual([usual, usual]);
    const before = limits(b);
    await at(50);
    a.tab.input();
    await at(99);
    expect(limits(b)).toBe(before);
    a.session.configure({ idle: { timeout: minutes(30) } });
    await at(101);
    const longer = { ...usual, timeout: minutes(30) };
    expect([limits(a), limits(b)]).toEqual([longer, longer]);
    a.tab.crash();
    expect(limits(await open())).toEqual(longer);
    await b.session.signOut();
    await b.session.signIn({ name: 'ada' });
    await at(102);
    expect(limits(b)).toEqual(usual);
    await b.session.signOut();
    b.session.configure({ idle: { timeout: minutes(5) } });
    expect(limits(b)).toEqual({ ...usual, timeout: minutes(5) });
  });

  it('holds for a page that is reloaded, and for a tab that is opened later', async () => {
    const { a, b, at, open } = await story();
    await at(100);
    a.session.configure({ idle: { timeout: minutes(30) } });
    a.tab.close();
    b.tab.crash();
    await at(1000);
    const [reloaded, later] = [await open(), await open()];
    for (const tab of [reloaded, later]) expect([state(tab), tab.remaining()]).toMatchObject([active, 800]);
    await at(1679);
    for (const tab of [reloaded, later]) expect(state(tab)).toMatchObject(active);
    await at(1681);
    for (const tab of [reloaded, later]) expect(state(tab)).toMatchObject(warned);
    await at(1801);
    for (const tab of [reloaded, later]) expect(state(tab)).toMatchObject(ended('idle'));
  });

  it('holds for a page that is reopened after the limit that was set, which is over', async () => {
    const { a, b, at, open } = await story();
    await at(100);
    a.session.configure(shorter);
    a.tab.close();
    b.tab.crash();
    await at(310);
    expect(state(await open())).toMatchObject(ended('idle'));
  });

  it('is over with its session: the next one starts from the original limits, in every tab', async () => {
    const { browser, a, b, at } = await story();
    await at(100);
    a.session.configure({ idle: { timeout: minutes(30) }, lifetime: minutes(40) });
    await at(110);
    void a.session.signOut();
    await at(120);
    void a.session.signIn({ name: 'ada' });
    await browser.clock.settle();
    await at(899);
    for (const tab of [a, b]) expect(state(tab)).toMatchObject(active);
    await at(901);
    for (const tab of [a, b]) expect(state(tab)).toMatchObject(warned);
    await at(1021);
    for (const tab of [a, b]) expect(state(tab)).toMatchObject(ended('idle'));
  });

  it('while nobody is signed in holds for every later session of this tab', async () => {
    const { a, at } = await tell();
    void a.session.signOut();
    await at(10);
    a.session.configure({ idle: { timeout: seconds(600) } });
    for (const start of [100, 1000]) {
      await at(start);
      void a.session.signIn({ name: 'ada' });
      await at(start + 479);
      expect(state(a)).toMatchObject(active);
      await at(start + 481);
      expect(state(a)).toMatchObject(warned);
      await at(start + 601);
      expect(state(a)).toMatchObject(ended('idle'));
    }
  });

  it('before the first start is as if the session had been created so', async () => {
    const { begin, browser, at } = await tell();
    const b = begin();
    b.session.configure({ idle: { timeout: minutes(30) } });
    await browser.clock.settle();
    await at(1);
    expect(b.session.timer.getState().phase).toBe('active');
  });
});
