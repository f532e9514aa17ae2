import { createDraft, minutes, seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createShop } from '../../support/world/shop.ts';
import { active, clocks, ended, state, story, storyIn, times, warned } from './support.ts';

describe('said once', () => {
  it.each(clocks)(
    'warning once an episode and tab, ended once an epoch and tab (the clock %s in sleep)',
    async (how) => {
      const { browser, a, at, open, sleepTo } = await story();
      const b = await open();
      await at(785);
      for (const tab of [a, b]) for (let look = 0; look < 10; look++) tab.tab.focus();
      await sleepTo(890, { monotonic: how });
      for (const tab of [a, b]) expect([times(tab, 'warning'), times(tab, 'ended')]).toEqual([1, 0]);
      await at(1000);
      for (const tab of [a, b]) for (let look = 0; look < 10; look++) tab.tab.focus();
      for (const tab of [a, b]) expect([times(tab, 'warning'), times(tab, 'ended')]).toEqual([1, 1]);
      expect(browser.network.count('/sign-out')).toBe(1);
    },
  );

  it('a second episode is told again, and so is the end of a second session', async () => {
    const { a, at } = await story();
    await at(800);
    void a.session.extend();
    await at(1600);
    expect(times(a, 'warning')).toBe(2);
    await at(1800);
    void a.session.signIn({ name: 'ada' });
    await at(2800);
    expect([times(a, 'warning'), times(a, 'ended')]).toEqual([3, 2]);
  });

  it('to participants as well: beforeEnd, then ended', async () => {
    const { a, at } = await story();
    const told: string[] = [];
    a.session.join({
      beforeEnd: ({ reason }) => void told.push(`beforeEnd ${reason}`),
      ended: ({ reason }) => void told.push(`ended ${reason}`),
    });
    await at(1000);
    expect(told).toEqual(['beforeEnd idle', 'ended idle']);
  });
});

describe('a command given inside a callback', () => {
  it('extend() in `warning`: active, asked once, and again at the next warning', async () => {
    const { browser, a, at } = await story();
    const answers: string[] = [];
    a.session.on('warning', () => void a.session.extend().then(({ outcome }) => answers.push(outcome)));
    await at(785);
    expect(state(a)).toMatchObject(active);
    await at(1570);
    expect(answers).toEqual(['extended', 'extended']);
    expect(browser.network.count('/touch')).toBe(2);
  });

  it('signOut() in `warning`: signed out, told once', async () => {
    const { browser, a, at } = await story();
    a.session.on('warning', () => void a.session.signOut());
    await at(785);
    expect(state(a)).toMatchObject(ended('signed-out'));
    await at(1000);
    expect(times(a, 'ended')).toBe(1);
    expect(browser.network.count('/sign-out')).toBe(1);
    expect(a.tab.held().timers).toBe(0);
  });

  it('signIn() in `ended`: a new session with all its time, and no recursion', async () => {
    const { a, at } = await story();
    let signIns = 0;
    const stop = a.session.on('ended', () => {
      signIns++;
      void a.session.signIn({ name: 'ada' });
    });
    await at(901);
    expect([state(a), a.remaining(), signIns]).toMatchObject([active, 900, 1]);
    stop();
    await at(1679);
    expect(state(a)).toMatchObject(active);
    await at(1801);
    expect(state(a)).toMatchObject(ended('idle'));
  });

  it.each([
    ['longer', { idle: { timeout: minutes(30) } }, active, 1680, 1800],
    ['shorter', { idle: { timeout: seconds(60), warning: seconds(30) } }, warned, 780, 810],
  ])('configure() in `warning`, %s: holds from that moment', async (_, change, becomes, warnAt, endAt) => {
    const { a, at } = await story();
    const stop = a.session.on('warning', () => {
      stop();
      a.session.configure(change);
    });
    await at(780);
    expect(state(a)).toMatchObject(becomes);
    await at(warnAt + 1);
    expect(state(a)).toMatchObject(warned);
    await at(endAt - 1);
    expect(state(a)).toMatchObject(warned);
    await at(endAt);
    expect(state(a)).toMatchObject(ended('idle'));
  });

  it('hold() in `warning`: closed until the release, then what was left', async () => {
    const { a, at } = await story();
    let release = (): void => {};
    const stop = a.session.on('warning', () => {
      stop();
      release = a.session.hold('call', { max: minutes(60) });
    });
    await at(780);
    expect(state(a)).toMatchObject(active);
    await at(2000);
    expect(state(a)).toMatchObject(active);
    release();
    expect([state(a), a.remaining()]).toMatchObject([warned, 120]);
    await at(2121);
    expect(state(a)).toMatchObject(ended('idle'));
  });

  it('release() in `activity`: the clock goes on from there', async () => {
    const { a, at } = await story();
    await at(100);
    const release = a.session.hold('call', { max: minutes(60) });
    a.session.on('activity', release);
    await at(1500);
    a.tab.input();
    await at(1501);
    expect(a.session.timer.getState().heldBy).toEqual([]);
    await at(2279);
    expect(state(a)).toMatchObject(active);
    await at(2281);
    expect(state(a)).toMatchObject(warned);
  });

  it('hold() and configure() of somebody who only watches the timer: nothing shown is stale', async () => {
    for (const command of ['hold', 'configure'] as const) {
      const { a, at } = await story();
      const stop = a.session.timer.subscribe(({ phase }) => {
        if (phase !== 'warning') return;
        stop();
        if (command === 'hold') a.session.hold('call', { max: minutes(2) });
        else a.session.configure({ idle: { timeout: minutes(30) } });
      });
      await at(780);
      expect(a.session.timer.getState().phase).toBe('active');
      expect(state(a)).toMatchObject(active);
      await at(785);
      expect(state(a)).toMatchObject(active);
    }
  });

  it('a listener that throws is told to the developer, and ends nothing', async () => {
    const { a, at } = await story();
    for (const event of ['warning', 'activity', 'ended'] as const)
      a.session.on(event, () => {
        throw new Error(event);
      });
    await at(100);
    a.tab.input();
    await at(1000);
    expect(state(a)).toMatchObject(ended('idle'));
    expect(a.tab.reports.map(({ error }) => (error as Error).message)).toEqual(['activity', 'warning', 'ended']);
  });
});

describe('drafts first', () => {
  const steps = { contact: z.object({ email: z.string() }) };

  it('what was typed a moment before the end is there for the same person afterwards', async () => {
    const { browser, a, at } = await story();
    const draft = createDraft(a.session, 'form', { steps });
    await at(779.999);
    draft.set('contact.email', 'ada@example.org');
    await at(901);
    expect(state(a)).toMatchObject({ ...ended('idle'), resumable: true });
    void a.session.signIn({ name: 'ada' });
    await browser.clock.settle();
    expect(draft.getState().values).toMatchObject({ contact: { email: 'ada@example.org' } });
  });

  it('but the end waits 500 ms for them at most', async () => {
    const shop = createShop();
    const { browser, a, at } = await storyIn(shop);
    const told: number[] = [];
    a.session.join({
      beforeEnd: () => new Promise(() => {}),
      ended: () => void told.push(browser.clock.elapsed()),
    });
    await at(899.999);
    const before = browser.clock.elapsed();
    await at(905);
    expect(told.map((moment) => Math.round(moment - before - 1))).toEqual([500]);
    expect(state(a)).toMatchObject(ended('idle'));
  });
});
