// @vitest-environment node
import { minutes, seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { createShop, until } from '../session/support.ts';

async function story() {
  const shop = createShop();
  const a = await shop.signedIn();
  const start = shop.browser.clock.elapsed();
  return { ...shop, a, at: (moment: number) => until(shop.browser, start, moment) };
}

describe('a hold', () => {
  it('stops the idle clock while it is held, and no longer', async () => {
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
    await at(1079);
    expect(a.session.getState()).toMatchObject({ warning: null });
    await at(1080);
    expect(a.session.getState()).toMatchObject({ warning: { kind: 'idle' } });
    await at(1200);
    expect(a.session.getState()).toMatchObject({ reason: 'idle' });
  });

  it('holds in every tab', async () => {
    const { a, at, open } = await story();
    const b = await open();
    await at(100);
    a.session.hold('upload', { max: minutes(60) });
    await at(3000);
    for (const tab of [a, b]) expect(tab.session.getState()).toMatchObject({ warning: null });
    await at(3700 + 800 - 121);
    for (const tab of [a, b]) expect(tab.session.getState()).toMatchObject({ warning: null });
    await at(3700 + 800 - 119);
    for (const tab of [a, b]) expect(tab.session.getState()).toMatchObject({ warning: { kind: 'idle' } });
  });

  it('of a tab that crashed lets the clock go on within two and a half minutes', async () => {
    const { a, at, open } = await story();
    const b = await open();
    await at(100);
    b.session.hold('upload', { max: minutes(60) });
    await at(1000);
    b.tab.crash();
    await at(1000 + 800 + 151);
    expect(a.session.getState()).toMatchObject({ reason: 'idle' });
  });
});

describe('a clock that was set forward', () => {
  it('is asked about, and nobody sees the page meanwhile', async () => {
    const shop = createShop();
    let answer: (left: number) => void = () => {};
    const gaps: number[] = [];
    const a = await shop.signedIn({
      idle: {
        timeout: seconds(900),
        warning: seconds(120),
        verify: ({ gap }) => {
          gaps.push(gap);
          return new Promise<number>((resolve) => {
            answer = resolve;
          });
        },
      },
    });
    const start = shop.browser.clock.elapsed();
    const at = (moment: number) => until(shop.browser, start, moment);
    await at(100);
    shop.browser.clock.setWall(minutes(60));
    a.tab.focus();
    expect(gaps).toEqual([minutes(60)]);
    expect(a.tab.curtain).toBe(true);
    expect(a.tab.input()).toBe('swallow');
    await at(101);
    answer(seconds(800));
    await at(101.1);
    expect(a.tab.curtain).toBe(false);
    expect(a.session.getState()).toMatchObject({ status: 'authenticated', warning: null });
    expect(a.remaining()).toBe(800);
    await at(902);
    expect(a.session.getState()).toMatchObject({ reason: 'idle' });
  });
});

describe('configure', () => {
  it('reaches every tab, and nobody is ended by it without the whole warning', async () => {
    const { a, at, open } = await story();
    const b = await open();
    await at(500);
    a.session.configure({ idle: { timeout: seconds(300), warning: seconds(60) } });
    await at(501);
    for (const tab of [a, b]) expect(tab.session.getState()).toMatchObject({ warning: { kind: 'idle' } });
    expect(a.remaining()).toBe(60);
    await at(561);
    for (const tab of [a, b]) expect(tab.status()).toBe('unauthenticated');
  });
});

describe('a sign-in after the clock was set back', () => {
  it('in a new tab is not ended by the old one', async () => {
    const shop = createShop();
    const a = await shop.open();
    shop.browser.clock.setWall(-minutes(60));
    await shop.browser.clock.advance(1000);
    const b = await shop.signedIn();
    await shop.browser.clock.advance(seconds(600));
    expect([a.status(), b.status()]).toEqual(['authenticated', 'authenticated']);
    await shop.browser.clock.advance(seconds(301));
    expect([a.status(), b.status()]).toEqual(['unauthenticated', 'unauthenticated']);
  });
});
