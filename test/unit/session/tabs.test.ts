// @vitest-environment node
import { seconds } from 'holdfast';
import type { TestBrowserOptions } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createShop, until } from './support.ts';

async function story(options: TestBrowserOptions = {}) {
  const shop = createShop(options);
  const a = await shop.signedIn();
  const start = shop.browser.clock.elapsed();
  const b = await shop.open();
  return { ...shop, a, b, at: (moment: number) => until(shop.browser, start, moment) };
}

const worlds: readonly { world: string; options: TestBrowserOptions }[] = [
  { world: 'messages arrive', options: {} },
  { world: 'every message is lost', options: { messages: { drop: true } } },
  { world: 'the browser has no BroadcastChannel', options: { messages: false } },
  { world: 'messages come twice', options: { messages: { duplicate: true } } },
];

describe.each(worlds)('two tabs, where $world', ({ options }) => {
  it('warn together, end together, and tell the server once', async () => {
    const { browser, a, b, at } = await story(options);
    await at(781);
    for (const tab of [a, b]) expect(tab.session.getState()).toMatchObject({ warning: { kind: 'idle' } });
    await at(901);
    for (const tab of [a, b]) expect(tab.session.getState()).toMatchObject({ reason: 'idle' });
    await at(1000);
    expect(browser.network.count('/sign-out')).toBe(1);
    for (const tab of [a, b]) expect(tab.seen.filter((event) => event.startsWith('ended'))).toHaveLength(1);
  });

  it('are answered together', async () => {
    const { a, b, at } = await story(options);
    await at(850);
    void a.session.extend();
    await at(852);
    b.tab.focus();
    for (const tab of [a, b]) expect(tab.session.getState()).toMatchObject({ warning: null });
    expect(Math.abs(a.remaining() - b.remaining())).toBeLessThanOrEqual(2);
  });

  it('are both signed out by one', async () => {
    const { browser, a, b, at } = await story(options);
    await at(50);
    void a.session.signOut();
    await at(51);
    b.tab.focus();
    expect(a.session.getState()).toMatchObject({ reason: 'signed-out' });
    expect(b.session.getState()).toMatchObject({ reason: 'signed-out-elsewhere' });
    await at(60);
    expect(browser.network.count('/sign-out')).toBe(1);
  });

  it('keep time when one of them crashes', async () => {
    const { a, b, at } = await story(options);
    await at(60);
    b.tab.crash();
    await at(780);
    expect(a.session.getState()).toMatchObject({ warning: { kind: 'idle' } });
    await at(900);
    expect(a.session.getState()).toMatchObject({ reason: 'idle' });
  });

  it('opened in the middle of a warning join it', async () => {
    const { a, at, open } = await story(options);
    await at(800);
    const c = await open();
    expect(c.session.getState()).toMatchObject({ warning: { kind: 'idle' } });
    expect(c.remaining()).toBe(100);
    expect(a.session.getState()).toMatchObject({ warning: { kind: 'idle' } });
    await at(901);
    expect(c.session.getState()).toMatchObject({ reason: 'idle' });
  });

  it('follow a sign-in of another tab', async () => {
    const shop = createShop(options);
    const b = await shop.open();
    const a = await shop.signedIn();
    b.tab.focus();
    await shop.browser.clock.settle();
    expect(b.session.getState()).toMatchObject({ status: 'authenticated', user: { id: 'ada' } });
    expect(b.session.getState()).toMatchObject({ epoch: (a.session.getState() as { epoch: string }).epoch });
  });

  it('never show one person what another signed in for', async () => {
    const { browser, a, b } = await story(options);
    const signingIn = a.session.signIn({ name: 'grace' });
    await browser.clock.settle();
    await signingIn;
    b.tab.focus();
    await browser.clock.settle();
    expect(b.session.getState()).toMatchObject({ status: 'authenticated', user: { id: 'grace' } });
    expect(b.seen).toEqual(['signed-in ada restored', 'switched-user ada grace']);
  });
});

describe('a tab that was not there', () => {
  it('learns of a sign-out in bfcache before it is seen', async () => {
    const { a, b, at } = await story();
    b.tab.leave();
    expect(b.tab.curtain).toBe(true);
    await at(10);
    void a.session.signOut();
    await at(20);
    b.tab.comeBack();
    expect(b.session.getState()).toMatchObject({ reason: 'signed-out-elsewhere' });
    expect(b.tab.curtain).toBe(true);
    await at(21);
    expect(b.tab.curtain).toBe(false);
  });

  it('is shown at once when its session still lives', async () => {
    const { b, at } = await story();
    b.tab.leave();
    await at(20);
    b.tab.comeBack();
    expect(b.tab.curtain).toBe(false);
    expect(b.status()).toBe('authenticated');
  });

  it.each(['wait', 'lost'] as const)('learns of it when it thaws, whether its messages %s', async (messages) => {
    const { a, b, at } = await story();
    b.tab.freeze({ messages });
    await at(10);
    void a.session.signOut();
    await at(20);
    b.tab.thaw();
    expect(b.session.getState()).toMatchObject({ reason: 'signed-out-elsewhere' });
  });

  it('lets go of everything when its last holder is gone', async () => {
    const { browser, a } = await story();
    a.release();
    await browser.clock.settle();
    expect(a.tab.held()).toEqual({ listeners: 0, timers: 0, channels: 0, locks: 0, databases: 0 });
  });

  it('goes on when it is held again, without loading a second time', async () => {
    const { browser, a, at } = await story();
    const shown: string[] = [];
    a.session.subscribe((state) => shown.push(state.status));
    a.release();
    const release = a.session.start();
    await browser.clock.settle();
    expect(shown).not.toContain('loading');
    await at(901);
    expect(a.session.getState()).toMatchObject({ reason: 'idle' });
    release();
  });

  it('survives storage that was cleared while it was open', async () => {
    const { browser, a, at } = await story();
    await at(5);
    browser.records.clear();
    await at(6);
    a.tab.focus();
    expect(a.status()).toBe('authenticated');
    await at(901);
    expect(a.session.getState()).toMatchObject({ reason: 'idle' });
  });

  it('ends in time where storage refuses to keep anything', async () => {
    const shop = createShop();
    shop.browser.records.refuse = true;
    const a = await shop.signedIn();
    const start = shop.browser.clock.elapsed();
    await until(shop.browser, start, 781);
    expect(a.session.getState()).toMatchObject({ warning: { kind: 'idle' } });
    await until(shop.browser, start, 901);
    expect(a.session.getState()).toMatchObject({ reason: 'idle' });
    expect(seconds(1)).toBe(1000);
  });
});
