import { createCart } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { active, ended, idle, state, story, warned, warnsAndEnds } from './support.ts';

describe('the idle limit', () => {
  it('with no input: active at 779, warns at 780 with 120 left, ends at 900, and says each once', async () => {
    const { a, at } = await story();
    await at(779);
    expect(state(a)).toMatchObject(active);
    await at(780);
    expect(state(a)).toMatchObject(warned);
    expect(a.remaining()).toBe(120);
    await at(899);
    expect(state(a)).toMatchObject(warned);
    await at(900);
    expect(state(a)).toEqual({ ...ended('idle'), resumable: false });
    await at(2000);
    expect(a.seen).toEqual(['signed-in ada', 'warning idle 120', 'ended idle']);
  });

  it('with a click at 700: warns at 1480, ends at 1600', async () => {
    const { a, at } = await story();
    await at(700);
    a.tab.input();
    await warnsAndEnds({ a, at }, 1480, 1600);
  });

  it('with a click at 779.5: no warning at 780', async () => {
    const { a, at } = await story();
    await at(779.5);
    a.tab.input();
    await at(781);
    expect(state(a)).toMatchObject(active);
    expect(a.seen).toEqual(['signed-in ada']);
  });

  it('of 900 counts from the last of many inputs within one second, not from the first', async () => {
    const { a, at } = await story();
    for (const moment of [100, 100.2, 100.9]) {
      await at(moment);
      a.tab.input();
    }
    await at(880.8);
    expect(state(a)).toMatchObject(active);
    await at(880.9);
    expect(state(a)).toMatchObject(warned);
  });

  it('in a warning since 780: 50 moves and 10 keys at 800 change nothing, it ends at 900', async () => {
    const { a, at } = await story();
    await at(800);
    for (let input = 0; input < 60; input++) expect(a.tab.input()).toBe('pass');
    expect(state(a)).toMatchObject(warned);
    await at(899);
    expect(state(a)).toMatchObject(warned);
    await at(900);
    expect(state(a)).toMatchObject(ended('idle'));
  });

  it('in a warning where any input answers: active after the first, once the server agrees', async () => {
    const { browser, a, at } = await story(idle({ answer: 'any-input' }));
    await at(800);
    for (let input = 0; input < 60; input++) a.tab.input();
    await at(800.1);
    expect(state(a)).toMatchObject(active);
    expect(browser.network.count('/touch')).toBe(1);
    await at(1579);
    expect(state(a)).toMatchObject(active);
    await at(1700);
    expect(state(a)).toMatchObject(ended('idle'));
  });

  it('extended at 850: active, warns at 1630, ends at 1750', async () => {
    const { a, at } = await story();
    await at(850);
    const extending = a.session.extend();
    await at(850.1);
    expect(await extending).toEqual({ outcome: 'extended' });
    expect(state(a)).toMatchObject(active);
    await at(1629);
    expect(state(a)).toMatchObject(active);
    await at(1631);
    expect(state(a)).toMatchObject(warned);
    await at(1749);
    expect(state(a)).toMatchObject(warned);
    await at(1751);
    expect(state(a)).toMatchObject(ended('idle'));
  });

  it('can be extended twelve times in a row, and each warning is said once', async () => {
    const { a, at } = await story();
    for (let time = 1; time <= 12; time++) {
      await at(time * 850);
      expect(state(a)).toMatchObject(warned);
      const extending = a.session.extend();
      await at(time * 850 + 0.1);
      expect(await extending).toEqual({ outcome: 'extended' });
      expect(a.remaining()).toBe(900);
    }
    expect(a.seen.filter((event) => event.startsWith('warning'))).toHaveLength(12);
  });

  it('in a warning on a page too busy for timers: extend() at 900.5 is refused', async () => {
    const { browser, a, at } = await story();
    await at(800);
    a.tab.suspendTimers();
    await at(900.5);
    expect(await a.session.extend()).toEqual({ outcome: 'ended', reason: 'idle' });
    expect(state(a)).toMatchObject(ended('idle'));
    expect(browser.network.count('/touch')).toBe(0);
  });

  it('refuses an extension that the server agrees to only after the end', async () => {
    const { browser, server, a, at } = await story();
    server.interrupt = ({ url }) =>
      url.endsWith('/touch') ? new Promise((resolve) => browser.after(5000, () => resolve(undefined))) : undefined;
    await at(898);
    const extending = a.session.extend();
    await at(904);
    expect(await extending).toEqual({ outcome: 'ended', reason: 'idle' });
    expect(state(a)).toMatchObject(ended('idle'));
  });

  it('hidden since 60, timers suspended, first event a click at 1200: ended before the application sees it', async () => {
    const { a, at } = await story();
    await at(60);
    a.tab.hide();
    a.tab.suspendTimers();
    await at(1200);
    const seenBefore = a.tab.seen;
    expect(a.tab.input()).toBe('swallow');
    expect(a.tab.seen).toBe(seenBefore);
    expect(state(a)).toMatchObject(ended('idle'));
    await at(1201);
    expect(a.seen).toEqual(['signed-in ada', 'ended idle']);
  });

  it('of 30 days with a warning of an hour: active after 25 days, warns at 30 days less an hour', async () => {
    const day = 86_400;
    const { a, at } = await story({
      idle: { timeout: 30 * day * 1000, warning: 3_600_000 },
      lifetime: 60 * day * 1000,
      keepAlive: 60 * day * 1000,
    });
    await at(25 * day);
    expect(state(a)).toMatchObject(active);
    await at(30 * day - 3601);
    expect(state(a)).toMatchObject(active);
    await at(30 * day - 3600);
    expect(state(a)).toMatchObject(warned);
    await at(30 * day);
    expect(state(a)).toMatchObject(ended('idle'));
  });

  it.each([true, false])('warns with the truth about whether work would be kept (%s)', async (worked) => {
    const { a, at } = await story();
    const cart = createCart(a.session, 'cart', { currency: 'EUR' });
    await at(10);
    if (worked) cart.add({ sku: 'rope', price: 100 });
    await at(780);
    expect(a.session.timer.getState().kept).toBe(worked);
  });
});
