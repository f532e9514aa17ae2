import { minutes, seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { active, clocks, ended, state, doubtStory as story, times, wakings, warned } from './support.ts';

describe('at 100 the wall clock is set forward by an hour, with a verify hook', () => {
  it('that says 800 left: covered until the answer, then active with 800', async () => {
    const { browser, a, at, gaps, answer } = await story();
    await at(100);
    browser.clock.setWall(minutes(60));
    a.tab.focus();
    expect(gaps).toEqual([minutes(60)]);
    expect(a.tab.curtain).toBe(true);
    expect(a.status()).toBe('authenticated');
    await at(101);
    answer(seconds(800));
    await at(101.1);
    expect(a.tab.curtain).toBe(false);
    expect(state(a)).toMatchObject(active);
    expect(a.remaining()).toBe(800);
    await at(780);
    expect(state(a)).toMatchObject(active);
    await at(782);
    expect(state(a)).toMatchObject(warned);
    await at(902);
    expect(state(a)).toMatchObject(ended('idle'));
    expect(gaps).toHaveLength(1);
  });

  it('that says 0 left: ended once, and uncovered when that is drawn', async () => {
    const { browser, a, at, answer } = await story();
    await at(100);
    browser.clock.setWall(minutes(60));
    a.tab.focus();
    answer(0);
    await browser.clock.settle();
    expect(state(a)).toMatchObject(ended('idle'));
    await at(101);
    expect(a.tab.curtain).toBe(false);
    expect(times(a, 'ended')).toBe(1);
    expect(a.session.timer.getState().phase).toBe('off');
  });

  it('that says less than the warning is long: warns with that', async () => {
    const { browser, a, at, answer } = await story();
    await at(100);
    browser.clock.setWall(minutes(60));
    a.tab.focus();
    answer(seconds(30));
    await browser.clock.settle();
    expect(state(a)).toMatchObject(warned);
    expect(a.remaining()).toBe(30);
    await at(131);
    expect(state(a)).toMatchObject(ended('idle'));
  });

  it('is asked once for one gap, however often the page is looked at, and again for the next', async () => {
    const { browser, a, at, gaps, answer } = await story();
    await at(100);
    browser.clock.setWall(minutes(60));
    for (let look = 0; look < 5; look++) {
      a.tab.focus();
      expect(a.tab.input()).toBe('swallow');
      expect(await a.session.extend()).toEqual({ outcome: 'ended', reason: null });
    }
    expect(gaps).toHaveLength(1);
    answer(seconds(800));
    await at(200);
    a.tab.focus();
    a.tab.input();
    expect(gaps).toHaveLength(1);
    browser.clock.setWall(minutes(30));
    a.tab.focus();
    expect(gaps).toEqual([minutes(60), minutes(30)]);
    answer(seconds(700));
    await at(200.1);
    expect([state(a), a.remaining()]).toMatchObject([active, 700]);
  });

  it('stays covered while the answer is awaited, also where the page goes away and comes back', async () => {
    const { browser, a, at, answer } = await story();
    await at(100);
    browser.clock.setWall(minutes(60));
    a.tab.focus();
    await at(102);
    a.tab.leave();
    await at(103);
    a.tab.comeBack();
    expect(a.tab.curtain).toBe(true);
    answer(seconds(800));
    await at(103.1);
    expect(a.tab.curtain).toBe(false);
    expect(state(a)).toMatchObject(active);
  });

  it('and a server with an idle limit: the answer stands for that, too', async () => {
    const { browser, a, at, answer } = await story({ server: { idleExpiresIn: seconds(900) } });
    await at(100);
    browser.clock.setWall(minutes(60));
    a.tab.focus();
    answer(seconds(800));
    await at(100.1);
    expect([state(a), a.remaining()]).toMatchObject([active, 800]);
  });
});

describe('the verify hook is not asked', () => {
  it('at an end that every clock vouches for', async () => {
    const { a, at, gaps } = await story();
    await at(901);
    expect(state(a)).toMatchObject(ended('idle'));
    expect(gaps).toEqual([]);
  });

  it('where the time had run out before the gap', async () => {
    const { browser, a, at, gaps } = await story();
    await at(700);
    a.tab.suspendTimers();
    await at(905);
    browser.clock.setWall(minutes(60));
    a.tab.focus();
    expect(state(a)).toMatchObject(ended('idle'));
    expect(gaps).toEqual([]);
  });

  it.each([
    ['the absolute limit', { lifetime: minutes(30) }],
    ['the server’s last moment', { server: { expiresIn: minutes(30) } }],
  ])('where %s has passed as well', async (_, limit) => {
    const { browser, a, at, gaps } = await story(limit);
    await at(100);
    browser.clock.setWall(minutes(60));
    a.tab.focus();
    expect(a.status()).toBe('unauthenticated');
    expect(gaps).toEqual([]);
  });

  it('about a gap that only brings the warning, but before the end that follows from it', async () => {
    const { browser, a, at, gaps, answer } = await story();
    await at(100);
    browser.clock.setWall(seconds(750));
    a.tab.focus();
    expect(state(a)).toMatchObject(warned);
    expect(a.remaining()).toBe(50);
    expect(gaps).toEqual([]);
    await at(151);
    expect(gaps).toEqual([seconds(750)]);
    answer(seconds(700));
    await at(151.1);
    expect(state(a)).toMatchObject(active);
  });

  it('about a gap that was before the last input', async () => {
    const { browser, a, at, gaps } = await story();
    await at(100);
    browser.clock.setWall(seconds(300));
    a.tab.input();
    await at(1001);
    expect(state(a)).toMatchObject(ended('idle'));
    expect(gaps).toEqual([]);
  });
});

describe.each(wakings)('after a sleep 101 to 3700, %s first,', (first) => {
  it('the hook is asked where the monotonic clock stopped, before any input counts', async () => {
    const { a, at, sleepTo, gaps, answer } = await story();
    await at(101);
    await sleepTo(3700, { monotonic: 'stops', first });
    if (a.session.getState().status === 'authenticated') expect(a.tab.input()).toBe('swallow');
    expect(gaps).toEqual([seconds(3599)]);
    expect(a.tab.curtain).toBe(true);
    answer(seconds(100));
    await at(3700.1);
    expect([state(a), a.remaining()]).toMatchObject([warned, 100]);
  });

  it('the hook is not asked where it ran: both clocks say that it is over', async () => {
    const { a, at, sleepTo, gaps } = await story();
    await at(101);
    await sleepTo(3700, { monotonic: 'runs', first });
    if (a.session.getState().status === 'authenticated') expect(a.tab.input()).toBe('swallow');
    expect(state(a)).toMatchObject(ended('idle'));
    expect(gaps).toEqual([]);
  });
});

it.each(clocks)('a sleep that leaves time asks nobody (the monotonic clock %s)', async (monotonic) => {
  const { a, at, sleepTo, gaps } = await story();
  await at(100);
  await sleepTo(700, { monotonic });
  expect([state(a), gaps]).toMatchObject([active, []]);
});
