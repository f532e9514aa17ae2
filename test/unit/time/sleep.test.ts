import { seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { active, clocks, ended, state, story, times, wakings, warned } from './support.ts';

describe.each(clocks)('sleep in which the monotonic clock %s', (monotonic) => {
  it('input at 100, sleep 101 to 950: wakes into the warning with 50 left, ends at 1000', async () => {
    const { a, at, sleepTo } = await story();
    await at(100);
    a.tab.input();
    await at(101);
    await sleepTo(950, { monotonic });
    expect(state(a)).toMatchObject(warned);
    expect(a.remaining()).toBe(50);
    await at(999);
    expect(state(a)).toMatchObject(warned);
    await at(1000);
    expect(state(a)).toMatchObject(ended('idle'));
    expect(a.seen).toEqual(['signed-in ada', 'warning idle 50', 'ended idle']);
  });

  it.each(wakings)('input at 100, sleep 101 to 3700, %s first: ended at once and before any input', async (first) => {
    const { a, at, sleepTo } = await story();
    await at(100);
    a.tab.input();
    await at(101);
    await sleepTo(3700, { monotonic, first });
    // A timer of a clock that stopped is late by the sleep, so nothing but the page or a person can tell.
    if (first === 'page' || (first === 'timers' && monotonic === 'runs')) expect(state(a)).toMatchObject(ended('idle'));
    const seenBefore = a.tab.seen;
    if (state(a).status === 'authenticated') expect(a.tab.input()).toBe('swallow');
    expect(a.tab.seen).toBe(seenBefore);
    expect(state(a)).toMatchObject(ended('idle'));
    await at(3800);
    expect(a.seen).toEqual(['signed-in ada', 'ended idle']);
  });

  it.each(wakings)('warning since 780, sleep 800 to 2000, %s first: “Stay signed in” is refused', async (first) => {
    const { browser, a, at, sleepTo } = await story();
    await at(800);
    await sleepTo(2000, { monotonic, first });
    // Before any timer that is late.
    if (first === 'input') expect(a.tab.input()).toBe('swallow');
    expect(await a.session.extend()).toEqual({ outcome: 'ended', reason: 'idle' });
    expect(state(a)).toMatchObject(ended('idle'));
    expect(browser.network.count('/touch')).toBe(0);
  });

  it('past the warning, a wake by input neither warns late nor counts the input', async () => {
    const { a, at, sleepTo } = await story();
    await at(100);
    a.tab.input();
    await sleepTo(950, { monotonic, first: 'input' });
    expect(a.tab.input()).toBe('pass');
    expect(state(a)).toMatchObject(warned);
    expect(a.remaining()).toBe(50);
    await at(1001);
    expect(state(a)).toMatchObject(ended('idle'));
  });

  it('shorter than anybody would notice counts all the same: forty naps of 22 s', async () => {
    const { browser, a } = await story();
    for (let nap = 0; nap < 40; nap++) {
      await browser.clock.advance(seconds(0.5));
      await browser.clock.sleep(seconds(22), { monotonic });
    }
    expect(state(a)).toMatchObject(ended('idle'));
  });

  it('a request that wakes the page past the limit ends the session and is not sent', async () => {
    const { browser, a, at, sleepTo } = await story();
    await at(100);
    await sleepTo(3700, { monotonic, first: 'input' });
    const refused = a.session.fetch('/secret').catch((error: unknown) => error);
    await browser.clock.settle();
    await refused;
    a.tab.focus();
    expect(state(a)).toMatchObject(ended('idle'));
  });

  it('of both tabs ends in both, once at the server', async () => {
    const { browser, a, at, open, sleepTo } = await story();
    const b = await open();
    await at(100);
    await sleepTo(3700, { monotonic });
    await at(3701);
    for (const tab of [a, b]) expect([state(tab), times(tab, 'ended')]).toMatchObject([ended('idle'), 1]);
    expect(browser.network.count('/sign-out')).toBe(1);
  });

  it('past the absolute limit is told as that, however busy the person was', async () => {
    const { a, at, sleepTo } = await story();
    for (let now = 600; now <= 28_200; now += 600) {
      await at(now);
      a.tab.input();
    }
    await sleepTo(28_900, { monotonic });
    expect(state(a)).toMatchObject(ended('absolute'));
  });

  it('before the warning gives back what is left, and not a second more', async () => {
    const { a, at, sleepTo } = await story();
    await at(100);
    a.tab.input();
    await sleepTo(700, { monotonic });
    expect(state(a)).toMatchObject(active);
    await at(879);
    expect(state(a)).toMatchObject(active);
    await at(881);
    expect(state(a)).toMatchObject(warned);
    expect(a.remaining()).toBe(120);
  });
});
