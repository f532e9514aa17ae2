import { seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { createShop } from '../../support/world/shop.ts';

describe('asking whether the session lives', () => {
  it.each([true, false])('is done by one of ten tabs when the network returns (Web Locks: %s)', async (locks) => {
    const { browser, signedIn, open } = createShop({ locks });
    await signedIn();
    for (let tab = 1; tab < 10; tab++) await open();
    const before = browser.network.count('/session');
    browser.network.setOffline(true);
    browser.network.setOffline(false);
    await browser.clock.advance(seconds(5));
    expect(browser.network.count('/session') - before).toBe(1);
  });

  it('is done once when ten tabs are refused at the same time, and ends all of them once', async () => {
    const { browser, server, signedIn, open } = createShop();
    const tabs = [await signedIn()];
    while (tabs.length < 10) tabs.push(await open());
    server.revokeAll();
    const before = browser.network.count('/session');
    const answers = Promise.all(tabs.map(({ session }) => session.fetch('/orders')));
    await browser.clock.advance(seconds(5));
    expect((await answers).map(({ status }) => status)).toEqual(Array(10).fill(401));
    expect(browser.network.count('/session') - before).toBe(1);
    for (const tab of tabs) expect(tab.seen.filter((line) => line === 'ended revoked')).toHaveLength(1);
  });

  it('tells the tabs that waited that the server agrees', async () => {
    const { browser, server, signedIn, open } = createShop();
    const a = await signedIn();
    const b = await open();
    server.interrupt = () => new Response('', { status: 502 });
    await Promise.all([a.session.verify(), b.session.verify()]);
    expect(b.session.getState()).toMatchObject({ freshness: 'stale' });
    server.interrupt = null;
    await browser.clock.settle();
    await Promise.all([a.session.verify(), b.session.verify()]);
    for (const { session } of [a, b]) expect(session.getState()).toMatchObject({ freshness: 'fresh' });
  });
});
