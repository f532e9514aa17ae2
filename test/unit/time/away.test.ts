import { nothingHeld } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createShop } from '../../support/world/shop.ts';
import { active, ended, state, storyIn, story as tell, warned } from './support.ts';

async function story() {
  const told = await tell();
  return { ...told, b: await told.open() };
}

describe('a tab that was not there', () => {
  it('learns of a sign-out in bfcache before it is seen', async () => {
    const { a, b, at } = await story();
    b.tab.leave();
    expect(b.tab.curtain).toBe(true);
    await at(10);
    void a.session.signOut();
    await at(20);
    b.tab.comeBack();
    expect(state(b)).toMatchObject(ended('signed-out-elsewhere'));
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
    expect(state(b)).toMatchObject(active);
  });

  it('comes back after the deadline as ended, covered until that is drawn', async () => {
    const { a, b, at } = await story();
    a.tab.crash();
    b.tab.leave();
    await at(1000);
    b.tab.comeBack();
    expect(state(b)).toMatchObject(ended('idle'));
    expect(b.tab.curtain).toBe(true);
    await at(1001);
    expect(b.tab.curtain).toBe(false);
  });

  it('comes back into a warning with what is left, and coming back is no activity', async () => {
    const { a, b, at } = await story();
    a.tab.crash();
    b.tab.leave();
    await at(800);
    b.tab.comeBack();
    expect(state(b)).toMatchObject(warned);
    expect(b.remaining()).toBe(100);
    await at(901);
    expect(state(b)).toMatchObject(ended('idle'));
  });

  it.each(['wait', 'lost'] as const)('learns of it when it thaws, whether its messages %s', async (messages) => {
    const { a, b, at } = await story();
    b.tab.freeze({ messages });
    await at(10);
    void a.session.signOut();
    await at(20);
    b.tab.thaw();
    expect(state(b)).toMatchObject(ended('signed-out-elsewhere'));
  });

  it('closes its channel and keeps no lock while it is away', async () => {
    const { b } = await story();
    b.tab.leave();
    expect(b.tab.held()).toMatchObject({ channels: 0, locks: 0 });
  });

  it('is not brought to life by being looked at: hidden, shown and focused, it ends at 900', async () => {
    const { a, b, at } = await story();
    for (let now = 50; now < 900; now += 50) {
      await at(now);
      b.tab.hide();
      b.tab.show();
      b.tab.focus();
    }
    await at(901);
    for (const tab of [a, b]) expect(state(tab)).toMatchObject(ended('idle'));
  });

  it('lets go of everything when its last holder is gone', async () => {
    const { browser, a } = await story();
    a.release();
    await browser.clock.settle();
    expect(a.tab.held()).toEqual(nothingHeld);
  });

  it('goes on when it is held again, without loading a second time', async () => {
    const { browser, a, at } = await story();
    const shown: string[] = [];
    a.session.subscribe((next) => shown.push(next.status));
    a.release();
    const release = a.session.start();
    await browser.clock.settle();
    expect(shown).not.toContain('loading');
    await at(901);
    expect(state(a)).toMatchObject(ended('idle'));
    release();
  });
});

describe('storage', () => {
  it('that was cleared while the tab was open ends nothing', async () => {
    const { browser, a, at } = await story();
    await at(5);
    browser.records.clear();
    await at(6);
    a.tab.focus();
    expect(state(a)).toMatchObject(active);
    await at(901);
    expect(state(a)).toMatchObject(ended('idle'));
  });

  it.each([
    ['with messages', {}],
    ['and no BroadcastChannel', { messages: false as const }],
  ])('that throws, %s: a single tab still works', async (_, world) => {
    const shop = createShop(world);
    shop.browser.records.refuse = true;
    const { a, at } = await storyIn(shop);
    await at(700);
    a.tab.input();
    await at(1479);
    expect(state(a)).toMatchObject(active);
    await at(1481);
    expect(state(a)).toMatchObject(warned);
    void a.session.extend();
    await at(1482);
    expect(state(a)).toMatchObject(active);
    const release = a.session.hold('upload', { max: 60_000 });
    await at(1492);
    release();
    await at(2270);
    expect(state(a)).toMatchObject(active);
    await at(2391);
    expect(state(a)).toMatchObject(ended('idle'));
  });

  it('that begins to throw in the middle of a session keeps the time of what was before', async () => {
    const { browser, a, at } = await tell();
    await at(400);
    a.tab.input();
    browser.records.refuse = true;
    await at(500);
    a.tab.input();
    await at(1279);
    expect(state(a)).toMatchObject(active);
    await at(1401);
    expect(state(a)).toMatchObject(ended('idle'));
  });
});
