import { minutes } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { active, ended, plantTime, sharedTime, state, story } from './support.ts';

describe('what is stored of holds', () => {
  it.each([
    ['a text', 'upload'],
    ['a number', 7],
    ['null', null],
    ['a list', [[1, 2, 3]]],
    ['no list', { 'upload.1': { from: 0 } }],
    ['texts', { 'upload.1': ['a', 'b', 'c'] }],
    ['too short', { 'upload.1': [1, 2] }],
    ['null inside', { 'upload.1': [null, null, null] }],
    ['nested', { 'upload.1': [[1], [2], [3]] }],
    ['backwards', { 'upload.1': [8e15, -8e15, 0] }],
    ['prototypes', JSON.parse('{"__proto__":[0,1,0],"constructor":[0,1,0]}')],
  ])('is passed over when it is garbage: %s', async (_, holds) => {
    const { browser, a, at } = await story();
    await at(100);
    plantTime(browser, { holds });
    a.tab.focus();
    expect(a.session.timer.getState().heldBy).toEqual([]);
    await at(779);
    expect(state(a)).toMatchObject(active);
    await at(900);
    expect(state(a)).toMatchObject(ended('idle'));
  });

  it.each([
    ['from now', 100, 1_000_000, 0],
    ['from long ago', -80_000, 1_000_000, 0],
    ['from the future', 5000, 1_000_000, 0],
    ['released there', 100, 200, 1_000_000],
  ])('is not believed when it reaches far into the future, %s', async (_, from, claimed, released) => {
    const { browser, a, at, stamp } = await story();
    await at(100);
    plantTime(browser, { holds: { 'upload.1': [stamp(from), stamp(claimed), released && stamp(released)] } });
    a.tab.focus();
    for (let now = 110; now < 1060; now += 10) {
      await at(now);
      a.tab.focus();
    }
    expect(state(a)).toMatchObject(ended('idle'));
  });

  it('of a tab with a lead of an hour holds in the other ones, while it goes on and not for an hour more', async () => {
    const { browser, a, at, open } = await story();
    await at(50);
    a.tab.input();
    await at(400);
    browser.clock.setWall(-minutes(60));
    const b = await open();
    await at(500);
    a.session.hold('upload', { max: minutes(60) });
    await at(2000);
    b.tab.focus();
    for (const tab of [a, b]) expect(state(tab)).toMatchObject(active);
    a.tab.crash();
    await at(2000 + 150 + 900);
    b.tab.focus();
    expect(state(b)).toMatchObject(ended('idle'));
  });

  it('does not pile up: what was over before the last input is left out', async () => {
    const { browser, a, at } = await story();
    for (let now = 100; now <= 2000; now += 50) {
      await at(now);
      const release = a.session.hold('upload', { max: minutes(1) });
      await at(now + 40);
      release();
      a.tab.input();
    }
    await at(2300);
    a.tab.input();
    expect(sharedTime(browser).time).not.toHaveProperty('holds');
  });
});
