import { seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { createShop } from '../../support/world/shop.ts';

async function story(options: Parameters<typeof createShop>[0] = {}) {
  const shop = createShop(options);
  const a = await shop.signedIn();
  const start = shop.browser.clock.elapsed();
  return { ...shop, a, at: (moment: number) => shop.browser.clock.advanceTo(start + seconds(moment)) };
}

describe('an input within a second of a hold', () => {
  it('is known to the other tabs', async () => {
    const { a, at, open } = await story();
    const b = await open();
    await at(700);
    a.session.hold('upload', { max: seconds(20) });
    a.tab.input();
    await at(1400);
    expect([a.seen, b.seen]).toEqual([['signed-in ada'], ['signed-in ada restored']]);
    await at(1619);
    expect([a.status(), b.status()]).toEqual(['authenticated', 'authenticated']);
    await at(1620);
    expect([a.status(), b.status()]).toEqual(['unauthenticated', 'unauthenticated']);
  });
});

describe('what brings the end nearer', () => {
  it('is known to the other tabs at once, although every message is lost: shorter limits', async () => {
    const { a, at, open, browser } = await story();
    const b = await open();
    browser.messages.setFaults({ drop: true });
    await at(100);
    a.session.configure({ idle: { timeout: seconds(300), warning: seconds(60) } });
    await at(239);
    expect(b.seen).toEqual(['signed-in ada restored']);
    await at(241);
    expect(b.seen).toEqual(['signed-in ada restored', 'warning idle 60']);
  });

  it('is known to the other tabs at once: a hold that is released', async () => {
    const { a, at, open } = await story();
    const b = await open();
    await at(770);
    const release = a.session.hold('upload', { max: seconds(600) });
    // The boundary that it knows: it looks, and learns of the hold.
    await at(785);
    release();
    await at(794);
    expect(b.seen).toEqual(['signed-in ada restored']);
    await at(796);
    expect(b.seen).toEqual(['signed-in ada restored', 'warning idle 120']);
  });
});

describe('limits that change while somebody is asked what is left', () => {
  it('are those that the answer is held against', async () => {
    const { browser, signedIn } = createShop();
    const verify = () => seconds(60);
    const a = await signedIn({ idle: { timeout: seconds(900), warning: seconds(120), verify } });
    const start = browser.clock.elapsed();
    browser.clock.setWall(seconds(1000));
    a.session.configure({ idle: { timeout: seconds(300), warning: seconds(120) } });
    await browser.clock.advanceTo(start + seconds(59));
    expect(a.seen).toEqual(['signed-in ada', 'warning idle 60']);
    await browser.clock.advanceTo(start + seconds(61));
    expect(a.status()).toBe('unauthenticated');
  });

  it('end nobody before the answer, in any tab', async () => {
    const { browser, signedIn, open } = createShop();
    const answers: ((left: number) => void)[] = [];
    const verify = () => new Promise<number>((resolve) => answers.push(resolve));
    const idle = { timeout: seconds(900), warning: seconds(120), verify };
    const a = await signedIn({ idle });
    const b = await open({ idle });
    const start = browser.clock.elapsed();
    const both = (): string[] => [a.status(), b.status()];
    await browser.clock.advanceTo(start + seconds(400));
    browser.clock.setWall(seconds(1000));
    a.session.configure({ idle: { timeout: seconds(300), warning: seconds(120) } });
    await browser.clock.advanceTo(start + seconds(402));
    a.tab.focus();
    b.tab.focus();
    expect([answers.length, ...both()]).toEqual([2, 'authenticated', 'authenticated']);
    await browser.clock.advanceTo(start + seconds(405));
    for (const answer of answers) answer(seconds(60));
    await browser.clock.advanceTo(start + seconds(406));
    expect([a.seen, b.seen]).toEqual([
      ['signed-in ada', 'warning idle 60'],
      ['signed-in ada restored', 'warning idle 60'],
    ]);
    await browser.clock.advanceTo(start + seconds(464));
    expect(both()).toEqual(['authenticated', 'authenticated']);
    await browser.clock.advanceTo(start + seconds(466));
    expect(both()).toEqual(['unauthenticated', 'unauthenticated']);
  });
});

describe('an input that wakes a hold', () => {
  it('counts, since nobody is warned then', async () => {
    const { browser, signedIn } = createShop();
    const a = await signedIn();
    a.session.hold('upload', { max: seconds(3600) });
    // The claim lapses after 150 s, and the idle clock runs into what would be the warning.
    await browser.clock.sleep(seconds(1000), { monotonic: 'stops', first: 'input' });
    expect(a.tab.input()).toBe('pass');
    expect(a.session.getState()).toMatchObject({ warning: null });
    expect(a.remaining()).toBe(900);
  });
});

describe('an answer about what is left', () => {
  it('is what is left, also where a hold stood a while ago', async () => {
    const { browser, signedIn } = createShop();
    const verify = () => seconds(400);
    const a = await signedIn({ idle: { timeout: seconds(900), warning: seconds(120), verify } });
    const start = browser.clock.elapsed();
    browser.clock.setWall(seconds(600));
    const release = a.session.hold('upload', { max: seconds(60) });
    await browser.clock.advanceTo(start + seconds(60));
    release();
    await browser.clock.advanceTo(start + seconds(360));
    await browser.clock.settle();
    expect(a.remaining()).toBe(400);
  });
});
