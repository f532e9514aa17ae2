import { seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { active, clocks, ended, state, story, warned } from './support.ts';

const touches = ({ browser }: Pick<Awaited<ReturnType<typeof story>>, 'browser'>): number =>
  browser.network.count('/touch');

describe('the server hears', () => {
  it('keep-alive every 60, input at 10, 20, 70 only: at most 3 keep-alives, none after 130', async () => {
    const { browser, a, at } = await story({ keepAlive: seconds(60) });
    for (const moment of [10, 20, 70]) {
      await at(moment);
      a.tab.input();
    }
    await at(130);
    const touched = touches({ browser });
    expect(touched).toBeGreaterThanOrEqual(1);
    expect(touched).toBeLessThanOrEqual(3);
    await at(899);
    expect(touches({ browser })).toBe(touched);
  });

  it('nothing at all while nobody is there', async () => {
    const { browser, at } = await story({ keepAlive: seconds(60) });
    await at(899);
    expect(touches({ browser })).toBe(0);
  });

  it.each(clocks)('nothing because of a sleep, a wake or a look (the clock %s)', async (monotonic) => {
    const { browser, a, at, sleepTo } = await story({ keepAlive: seconds(60) });
    await at(100);
    for (let now = 150; now < 750; now += 100) {
      await sleepTo(now, { monotonic });
      a.tab.hide();
      a.tab.show();
      a.tab.focus();
    }
    expect(touches({ browser })).toBe(0);
  });

  it('nothing of moves in a warning', async () => {
    const { browser, a, at } = await story({ keepAlive: seconds(60) });
    await at(800);
    for (let move = 0; move < 100; move++) a.tab.input();
    await at(899);
    expect(touches({ browser })).toBe(0);
  });

  it('of input in two tabs as often as of input in one', async () => {
    const { browser, a, at, open } = await story({ keepAlive: seconds(60) });
    const b = await open({ keepAlive: seconds(60) });
    for (let now = 5; now <= 605; now += 5) {
      await at(now);
      (now % 2 ? a : b).tab.input();
    }
    expect(touches({ browser })).toBeLessThanOrEqual(12);
    expect(touches({ browser })).toBeGreaterThanOrEqual(8);
  });

  it('again half a minute after it could not be reached, and not in between', async () => {
    const { browser, a, at } = await story({ keepAlive: seconds(60) });
    browser.network.setOffline(true);
    for (let now = 10; now <= 120; now += 5) {
      await at(now);
      a.tab.input();
    }
    expect(touches({ browser })).toBeLessThanOrEqual(3);
    expect(state(a)).toMatchObject({ ...active, freshness: 'offline' });
  });
});

describe('nothing extends without real input:', () => {
  it('polling each 5 s with session.fetch, verify() each 50 s, and requests that succeed', async () => {
    const { a, at } = await story({ keepAlive: seconds(60) });
    for (let now = 5; now < 780; now += 5) {
      await at(now);
      void a.session.fetch('/orders');
      if (now % 50 === 0) void a.session.verify();
    }
    expect(state(a)).toMatchObject(active);
    await at(781);
    expect(state(a)).toMatchObject(warned);
    void a.session.fetch('/orders');
    void a.session.verify();
    await at(899);
    expect(state(a)).toMatchObject(warned);
    await at(900);
    expect(state(a)).toMatchObject(ended('idle'));
  });

  it('a request is no reason to keep alive', async () => {
    const { browser, a, at } = await story({ keepAlive: seconds(60) });
    for (let now = 5; now < 780; now += 5) {
      await at(now);
      void a.session.fetch('/orders');
    }
    expect(touches({ browser })).toBe(0);
  });

  it('other tabs that are opened, closed and reloaded, a network that comes and goes', async () => {
    const { browser, a, at, open } = await story();
    for (let now = 100; now < 780; now += 100) {
      await at(now);
      (await open()).tab.close();
      browser.network.setOffline(true);
      browser.network.setOffline(false);
    }
    await at(901);
    expect(state(a)).toMatchObject(ended('idle'));
  });
});
