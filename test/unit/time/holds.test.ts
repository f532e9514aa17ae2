import { minutes, seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { active, clocks, ended, state, story, times, warned, warnsAndEnds } from './support.ts';

describe('a hold', () => {
  it('`upload` 100 to 400, max 600, no input: 800 left at 100 and at 400, warning 1080', async () => {
    const { a, at } = await story();
    await at(100);
    const release = a.session.hold('upload', { max: seconds(600) });
    expect(a.remaining()).toBe(800);
    await at(300);
    expect(a.session.timer.getState().heldBy).toEqual(['upload']);
    await at(400);
    release();
    expect(a.remaining()).toBe(800);
    expect(a.session.timer.getState().heldBy).toEqual([]);
    await warnsAndEnds({ a, at }, 1080, 1200);
  });

  it('that is never released lasts its max, and not a second more', async () => {
    const { a, at } = await story();
    await at(100);
    a.session.hold('upload', { max: seconds(600) });
    await at(699);
    expect([a.remaining(), a.session.timer.getState().heldBy]).toEqual([800, ['upload']]);
    await at(701);
    expect(a.session.timer.getState().heldBy).toEqual([]);
    await at(1379);
    expect(state(a)).toMatchObject(active);
    await at(1381);
    expect(state(a)).toMatchObject(warned);
    await at(1501);
    expect(state(a)).toMatchObject(ended('idle'));
  });

  it('released twice, or after its max, changes nothing more', async () => {
    const { a, at } = await story();
    await at(100);
    const release = a.session.hold('upload', { max: seconds(600) });
    await at(400);
    release();
    await at(500);
    release();
    a.tab.focus();
    expect(a.remaining()).toBe(700);
    const late = a.session.hold('upload', { max: seconds(60) });
    await at(600);
    late();
    await at(1139);
    expect(state(a)).toMatchObject(active);
    await at(1141);
    expect(state(a)).toMatchObject(warned);
  });

  it('beside another of the same name and one of another: the clock goes on with the last release', async () => {
    const { a, at } = await story();
    await at(100);
    const first = a.session.hold('upload', { max: minutes(60) });
    await at(200);
    const second = a.session.hold('upload', { max: minutes(60) });
    const call = a.session.hold('call', { max: minutes(60) });
    await at(300);
    first();
    expect(new Set(a.session.timer.getState().heldBy)).toEqual(new Set(['upload', 'call']));
    await at(400);
    second();
    await at(1000);
    expect([a.remaining(), a.session.timer.getState().heldBy]).toEqual([800, ['call']]);
    call();
    await at(1679);
    expect(state(a)).toMatchObject(active);
    await at(1681);
    expect(state(a)).toMatchObject(warned);
  });

  it('begun in a warning closes it; released, the warning comes back with what was left and counts again', async () => {
    const { a, at } = await story();
    await at(800);
    expect(state(a)).toMatchObject(warned);
    const release = a.session.hold('upload', { max: minutes(60) });
    expect(state(a)).toMatchObject(active);
    await at(2000);
    expect(state(a)).toMatchObject(active);
    release();
    expect(state(a)).toMatchObject(warned);
    expect(a.remaining()).toBe(100);
    await at(2099);
    expect(state(a)).toMatchObject(warned);
    await at(2100);
    expect(state(a)).toMatchObject(ended('idle'));
    expect(a.seen.filter((event) => event.startsWith('warning'))).toEqual(['warning idle 120', 'warning idle 100']);
  });

  it('of 20 s begun in a warning and never released gives those 20 s, and no more', async () => {
    const { a, at } = await story();
    await at(850);
    a.session.hold('upload', { max: seconds(20) });
    expect(state(a)).toMatchObject(active);
    await at(871);
    expect(state(a)).toMatchObject(warned);
    expect(a.remaining()).toBe(50);
    await at(919);
    expect(state(a)).toMatchObject(warned);
    await at(920);
    expect(state(a)).toMatchObject(ended('idle'));
  });

  it.each(clocks)(
    'that lapsed in a sleep past the end brings nothing back, where the monotonic clock %s',
    async (monotonic) => {
      const { a, at, sleepTo } = await story();
      await at(100);
      a.session.hold('upload', { max: minutes(60) });
      await sleepTo(1100, { monotonic });
      await at(1101);
      expect(state(a)).toMatchObject(ended('idle'));
    },
  );

  it('brings nothing back that is over', async () => {
    const { a, at } = await story();
    await at(800);
    a.tab.suspendTimers();
    await at(905);
    a.session.hold('upload', { max: minutes(60) });
    expect(state(a)).toMatchObject(ended('idle'));
  });

  it('leaves input what it is: a click while it stands gives 900 from its release', async () => {
    const { a, at } = await story();
    await at(100);
    const release = a.session.hold('upload', { max: minutes(60) });
    await at(500);
    a.tab.input();
    await at(1000);
    expect(a.remaining()).toBe(900);
    release();
    await at(1779);
    expect(state(a)).toMatchObject(active);
    await at(1781);
    expect(state(a)).toMatchObject(warned);
  });

  it('does not stop the absolute limit, which warns and ends in the middle of it', async () => {
    const { a, at } = await story({ lifetime: minutes(20) });
    await at(100);
    a.session.hold('upload', { max: minutes(60) });
    await at(1079);
    expect(state(a)).toMatchObject(active);
    await at(1080);
    expect(state(a)).toMatchObject({ warning: { kind: 'absolute' } });
    await at(1200);
    expect(state(a)).toMatchObject(ended('absolute'));
  });

  it.each([
    ['its last moment', { expiresIn: seconds(1000) }, 'server', 'absolute'],
    ['its own idle limit', { idleExpiresIn: seconds(1000) }, 'idle', 'idle'],
  ])('does not stop the server’s clock: %s', async (_, lease, kind, reason) => {
    const { server, a, at } = await story();
    server.tell = () => lease;
    await at(0.5);
    void a.session.extend();
    await at(1);
    a.session.hold('upload', { max: minutes(60) });
    await at(878);
    expect(state(a)).toMatchObject(active);
    await at(882);
    expect(state(a)).toMatchObject({ warning: { kind } });
    await at(1001);
    expect(state(a)).toMatchObject(ended(reason));
  });

  it('taken before anybody signs in holds the session that begins next', async () => {
    const { browser, a, at } = await story();
    void a.session.signOut();
    await at(10);
    const release = a.session.hold('upload', { max: minutes(60) });
    await at(20);
    void a.session.signIn({ name: 'ada' });
    await at(1000);
    expect([a.remaining(), a.session.timer.getState().heldBy]).toEqual([900, ['upload']]);
    release();
    await browser.clock.advance(seconds(781));
    expect(state(a)).toMatchObject(warned);
  });

  it('belongs to its session: it ends with it, and holds none that comes after', async () => {
    const { browser, a, at } = await story();
    const release = a.session.hold('upload', { max: minutes(60) });
    await at(10);
    void a.session.signOut();
    await at(20);
    void a.session.signIn({ name: 'ada' });
    await at(30);
    expect(a.session.timer.getState().heldBy).toEqual([]);
    release();
    await at(799);
    expect(state(a)).toMatchObject(active);
    await at(801);
    expect(state(a)).toMatchObject(warned);
    await browser.clock.advance(seconds(120));
    expect(times(a, 'ended idle')).toBe(1);
  });
});
