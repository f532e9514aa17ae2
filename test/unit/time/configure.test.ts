import { isHoldfastError, type LimitOptions, minutes, seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { active, ended, idle, plantTime, state, story, times, warned, warnsAndEnds } from './support.ts';

describe('configure, while a session runs,', () => {
  it('sets a longer idle limit', async () => {
    const { a, at } = await story();
    await at(500);
    a.session.configure({ idle: { timeout: seconds(2000) } });
    await warnsAndEnds({ a, at }, 1880, 2000);
  });

  it('sets a shorter one, which ends nobody without the whole warning', async () => {
    const { a, at } = await story();
    await at(500);
    a.session.configure({ idle: { timeout: seconds(300), warning: seconds(60) } });
    expect(state(a)).toMatchObject(warned);
    expect(a.remaining()).toBe(60);
    await at(559);
    expect(state(a)).toMatchObject(warned);
    await at(560);
    expect(state(a)).toMatchObject(ended('idle'));
  });

  it('sets a shorter one, which counts from the last input where that leaves more than the warning', async () => {
    const { a, at } = await story();
    await at(100);
    a.session.configure({ idle: { timeout: seconds(300), warning: seconds(60) } });
    expect(a.remaining()).toBe(200);
    await warnsAndEnds({ a, at }, 240, 300);
  });

  it('sets the warning alone', async () => {
    const { a, at } = await story();
    await at(100);
    a.session.configure({ idle: { warning: seconds(300) } });
    await at(599);
    expect(state(a)).toMatchObject(active);
    await at(600);
    expect(state(a)).toMatchObject(warned);
    expect(a.remaining()).toBe(300);
    await at(900);
    expect(state(a)).toMatchObject(ended('idle'));
  });

  it('sets what answers the warning', async () => {
    const { a, at } = await story();
    await at(800);
    a.session.configure({ idle: { answer: 'any-input' } });
    expect(state(a)).toMatchObject(warned);
    a.tab.input();
    await at(800.1);
    expect(state(a)).toMatchObject(active);
  });

  it('sets the lifetime, which a session has reached at once where it is over', async () => {
    const { a, at } = await story();
    await at(500);
    a.session.configure({ lifetime: seconds(1000) });
    a.tab.input();
    await at(879);
    expect(state(a)).toMatchObject(active);
    await at(880);
    expect(state(a)).toMatchObject({ warning: { kind: 'absolute' } });
    a.session.configure({ lifetime: minutes(60) });
    expect(state(a)).toMatchObject(active);
    await at(1200);
    a.session.configure({ lifetime: seconds(1000) });
    expect(state(a)).toMatchObject(ended('absolute'));
    expect(times(a, 'ended')).toBe(1);
  });

  it('sets how often the server hears of input', async () => {
    const { browser, a, at } = await story();
    a.session.configure({ keepAlive: seconds(60) });
    for (const moment of [10, 50, 90, 130]) {
      await at(moment);
      a.tab.input();
    }
    await at(200);
    expect(browser.network.count('/touch')).toBe(3);
  });

  it('sets a preset, and what is named later stays beside it', async () => {
    const { a, at } = await story({ idle: {}, lifetime: minutes(60) });
    a.session.configure({ preset: 'owasp-high-value' });
    expect(a.session.timer.getState().deadlines.idle - a.session.timer.getState().now).toBe(minutes(5));
    a.session.configure({ idle: { warning: seconds(30) } });
    await warnsAndEnds({ a, at }, 270, 300);
  });

  it('in a warning closes it where there is more than the new warning left', async () => {
    const { a, at } = await story();
    await at(800);
    a.session.configure({ idle: { timeout: minutes(30) } });
    expect(state(a)).toMatchObject(active);
    await at(1679);
    expect(state(a)).toMatchObject(active);
    await at(1681);
    expect(state(a)).toMatchObject(warned);
    expect(times(a, 'warning')).toBe(2);
  });

  it('brings nothing back that is over', async () => {
    const { a, at } = await story();
    await at(800);
    a.tab.suspendTimers();
    await at(905);
    a.session.configure({ idle: { timeout: minutes(60) } });
    expect(state(a)).toMatchObject(ended('idle'));
  });

  it.each<[string, LimitOptions]>([
    ['a warning as long as the limit', { idle: { warning: seconds(900) } }],
    ['a warning under 20 s', { idle: { timeout: seconds(600), warning: seconds(19) } }],
    ['a lifetime shorter than the limit', { idle: { timeout: seconds(600) }, lifetime: seconds(599) }],
    ['NaN', { idle: { timeout: Number.NaN } }],
    ['zero', { keepAlive: 0 }],
    ['more than a preset allows', { preset: 'owasp-high-value' }],
    ['a preset that nobody wrote', { preset: 'strict' as 'pci-dss' }],
    ['an unknown name', { timeout: seconds(600) } as LimitOptions],
    ['an unknown name of idle', { idle: { warn: seconds(60) } as NonNullable<LimitOptions['idle']> }],
    ['an answer that isn’t one', { idle: { answer: 'click' as 'extend' } }],
  ])('refuses %s, and leaves everything as it was', async (_, change) => {
    const { browser, a, at } = await story();
    await at(100);
    a.tab.focus();
    const before = [a.session.timer.getState(), browser.records.contents(), browser.messages.sent.length];
    let refused: unknown;
    try {
      a.session.configure(change);
    } catch (error) {
      refused = error;
    }
    expect(isHoldfastError(refused) && refused.code).toBe('HOLDFAST_CONFIG');
    expect([a.session.timer.getState(), browser.records.contents(), browser.messages.sent.length]).toEqual(before);
    await at(779);
    expect(state(a)).toMatchObject(active);
    await at(900);
    expect(state(a)).toMatchObject(ended('idle'));
  });
});

describe('stored limits', () => {
  it.each([
    ['a text', 'fast'],
    ['no stamp', ['now', { idle: { timeout: 60_000 } }]],
    ['null', [2e12, null]],
    ['a list', [2e12, [1]]],
    ['numbers that make no sense', [2e12, { idle: { timeout: -1 } }]],
    ['a warning under 20 s', [2e12, { idle: { timeout: 30_000, warning: 1000 } }]],
    ['null inside', [2e12, { idle: null, lifetime: null }]],
    ['an unknown name', [2e12, { forever: true }]],
    ['texts', [2e12, { idle: { timeout: '60000' } }]],
  ])('that are garbage (%s) are passed over', async (_, limits) => {
    const { browser, a, at } = await story();
    await at(100);
    plantTime(browser, { limits });
    a.tab.focus();
    await at(779);
    expect(state(a)).toMatchObject(active);
    await at(780);
    expect(state(a)).toMatchObject(warned);
    expect(a.tab.reports.length).toBeLessThanOrEqual(1);
    await at(900);
    expect(state(a)).toMatchObject(ended('idle'));
  });

  it('of a clock that was ahead give way to what is set later', async () => {
    const { browser, a, at, open, stamp } = await story(idle({}));
    await at(100);
    plantTime(browser, { limits: [stamp(5000), { idle: { timeout: seconds(300) } }] });
    a.tab.focus();
    a.session.configure({ idle: { timeout: seconds(600) } });
    const b = await open();
    for (const tab of [a, b]) tab.tab.focus();
    await at(479);
    for (const tab of [a, b]) expect(state(tab)).toMatchObject(active);
    await at(481);
    for (const tab of [a, b]) expect(state(tab)).toMatchObject(warned);
  });
});
