// @vitest-environment happy-dom
import { seconds } from 'holdfast';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createBrowserActivity } from '../../../src/platform/browser/activity.ts';
import { createShop } from '../../support/world/shop.ts';
import { active, ended, idle, state, story, storyIn, warned } from './support.ts';

afterEach(() => vi.useRealTimers());

/** An event of this window, as a person causes it; `trusted: false` as a script does. */
function happen(type: string, { trusted = true, ...more }: Record<string, unknown> = {}): void {
  const event = new Event(type, { bubbles: true, cancelable: true });
  for (const [name, value] of Object.entries({ isTrusted: trusted, ...more }))
    Object.defineProperty(event, name, { value });
  window.dispatchEvent(event);
}

/** The tab whose input is what happens in this window. */
async function inThisWindow() {
  // Moves look away for a second of the window's own timers.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const shop = createShop();
  const { platform } = shop.browser.openTab();
  const told = await storyIn(shop, { platform: { ...platform, activity: createBrowserActivity() } });
  return {
    ...told,
    async at(moment: number) {
      await told.at(moment);
      await vi.advanceTimersByTimeAsync(1001);
    },
  };
}

describe('what counts as activity', () => {
  it.each([
    ['a pointermove without displacement', 'pointermove', { movementX: 0, movementY: 0 }],
    ['a click that a script dispatched', 'click', { trusted: false }],
    ['a key that a script pressed', 'keydown', { trusted: false }],
    ['scroll', 'scroll', {}],
    ['resize', 'resize', {}],
    ['focus', 'focus', {}],
    ['becoming visible', 'visibilitychange', {}],
  ])('not %s each second: ended at 900', async (_, type, event) => {
    const { a, at } = await inThisWindow();
    for (let now = 1; now <= 899; now++) {
      await at(now);
      happen(type, event);
    }
    expect(state(a)).toMatchObject(warned);
    await at(900);
    expect(state(a)).toMatchObject(ended('idle'));
  });

  it('of one key held down from 10 only its beginning: warning at 790', async () => {
    const { a, at } = await inThisWindow();
    await at(10);
    happen('keydown', { repeat: false });
    for (let now = 11; now < 790; now++) {
      await at(now);
      happen('keydown', { repeat: true });
    }
    expect(state(a)).toMatchObject(active);
    await at(790);
    expect(state(a)).toMatchObject(warned);
  });

  it.each([
    ['pointerdown', {}],
    ['pointermove', { movementX: 1, movementY: 0 }],
    ['pointermove', { movementX: 0, movementY: -1 }],
    ['keydown', { repeat: false }],
    ['wheel', {}],
    ['touchmove', {}],
    ['input', {}],
    ['click', {}],
  ])('%s %o at 700: warning at 1480', async (type, event) => {
    const { a, at } = await inThisWindow();
    await at(700);
    happen(type, event);
    await at(1479);
    expect(state(a)).toMatchObject(active);
    await at(1480);
    expect(state(a)).toMatchObject(warned);
  });
});

describe('activity', () => {
  it('of somebody who is there is never warned about where the warning is long and the server’s limit short', async () => {
    const shop = createShop();
    shop.server.tell = () => ({ idleExpiresIn: seconds(60) });
    const a = await shop.signedIn({ idle: { timeout: seconds(60), warning: seconds(40) } });
    for (let second = 1; second < 20; second += 2) {
      await shop.browser.clock.advance(seconds(2));
      a.tab.input();
    }
    await shop.browser.clock.advance(seconds(6));
    expect(state(a)).toMatchObject(active);
  });

  it('is told to whoever asks, here and elsewhere, once a second at most', async () => {
    const { a, at, open, stamp } = await story();
    const b = await open();
    const told: string[] = [];
    for (const [name, tab] of Object.entries({ a, b }))
      tab.session.on('activity', ({ by, at: when }) => told.push(`${name} ${by} ${(when - stamp(0)) / 1000}`));
    for (const moment of [100, 100.3, 100.6, 101.2]) {
      await at(moment);
      a.tab.input();
    }
    await at(102);
    expect(told).toEqual(['a here 100', 'b elsewhere 100', 'a here 101.2', 'b elsewhere 101.2']);
    expect(a.session.timer.getState().lastActivityAt).toBe(stamp(101.2));
    expect(b.session.timer.getState().lastActivityAt).toBe(stamp(101.2));
  });

  it('in a warning is told as none, unless it answers', async () => {
    const { a, at } = await story();
    const b = await story(idle({ answer: 'any-input' }));
    let told = 0;
    for (const { session } of [a, b.a]) session.on('activity', () => told++);
    await at(800);
    a.tab.input();
    await at(801);
    expect(told).toBe(0);
    await b.at(800);
    b.a.tab.input();
    await b.at(801);
    expect(state(b.a)).toMatchObject(active);
  });
});
