import { minutes, seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { active, ended, idle, state, story } from './support.ts';

const warned = { warning: { kind: 'absolute' } };

describe('the absolute limit', () => {
  it('input every 10 s: warns at 28,680, extend() wants a new sign-in, ends at 28,800', async () => {
    const { browser, a, at } = await story();
    for (let now = 10; now < 28_680; now += 10) {
      await at(now);
      a.tab.input();
    }
    await at(28_679);
    expect(state(a)).toMatchObject(active);
    await at(28_680);
    expect(state(a)).toMatchObject(warned);
    const touched = browser.network.count('/touch');
    expect(await a.session.extend()).toEqual({ outcome: 'reauthentication-needed' });
    expect(browser.network.count('/touch')).toBe(touched);
    a.tab.input();
    await at(28_799);
    expect(state(a)).toMatchObject(warned);
    await at(28_800);
    expect(state(a)).toMatchObject(ended('absolute'));
    expect(a.seen).toEqual(['signed-in ada', 'warning absolute 120', 'ended absolute']);
  });

  it('in a warning is answered by no input, also where any input answers', async () => {
    const { a, at } = await story({ ...idle({ answer: 'any-input' }), lifetime: minutes(15) });
    await at(700);
    a.tab.input();
    await at(800);
    for (let input = 0; input < 10; input++) a.tab.input();
    await at(801);
    expect(state(a)).toMatchObject(warned);
    await at(900);
    expect(state(a)).toMatchObject(ended('absolute'));
  });

  it('opens its warning at the first input after the boundary, on a page too busy for timers', async () => {
    const { a, at } = await story({ lifetime: minutes(15) });
    await at(700);
    a.tab.input();
    await at(779.5);
    a.tab.input();
    a.tab.suspendTimers();
    await at(780.1);
    a.tab.input();
    expect(state(a)).toMatchObject(warned);
  });

  it('comes first in a warning that the idle limit opened, and is told as one episode', async () => {
    const { a, at } = await story({ lifetime: seconds(950) });
    await at(800);
    void a.session.extend();
    await at(801);
    expect(state(a)).toMatchObject({ warning: null });
    await at(830);
    expect(state(a)).toMatchObject(warned);
    expect(a.session.timer.getState().deadlines).toMatchObject({ server: Number.POSITIVE_INFINITY });
    await at(950);
    expect(a.seen).toEqual([
      'signed-in ada',
      'warning idle 120',
      'extended here',
      'warning absolute 120',
      'ended absolute',
    ]);
  });

  it('is moved by no keep-alive, no extension and no later sign-in of another tab’s clock', async () => {
    const { a, at, open } = await story({ lifetime: minutes(20) });
    const b = await open({ lifetime: minutes(20) });
    for (let now = 60; now < 1080; now += 60) {
      await at(now);
      b.tab.input();
      void b.session.extend();
    }
    await at(1079);
    expect(state(a)).toMatchObject(active);
    await at(1081);
    for (const tab of [a, b]) expect(state(tab)).toMatchObject(warned);
    await at(1201);
    for (const tab of [a, b]) expect(state(tab)).toMatchObject(ended('absolute'));
  });

  it('starts anew only with a new sign-in', async () => {
    const { browser, a, at } = await story({ lifetime: minutes(15) });
    await at(700);
    a.tab.input();
    void a.session.signIn({ name: 'ada' });
    await browser.clock.settle();
    await at(850);
    expect(state(a)).toMatchObject(active);
    a.tab.input();
    await at(1481);
    expect(state(a)).toMatchObject(warned);
    await at(1600);
    expect(state(a)).toMatchObject(ended('absolute'));
  });
});
