import { seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { ada, createShop } from '../../support/world/shop.ts';

describe('waiting until it is known who is signed in', () => {
  it('tells who is there as soon as the server has, to everybody who asked', async () => {
    const shop = createShop();
    shop.server.signIn('ada');
    const a = shop.begin();
    const told: string[] = [];
    for (const who of ['one', 'two']) void a.session.ready().then(({ status }) => told.push(`${who} ${status}`));
    expect(told).toEqual([]);
    await shop.browser.clock.settle();
    expect(told).toEqual(['one authenticated', 'two authenticated']);
  });

  it('does not wait where that is known, nor for what the server rendered to be confirmed', async () => {
    const shop = createShop();
    const a = await shop.open();
    expect(await a.session.ready()).toMatchObject({ status: 'unauthenticated', reason: null });
    const b = shop.begin({ initialSession: { user: ada } });
    expect(await b.session.ready()).toMatchObject({ user: ada, epoch: '' });
  });

  it('takes ten seconds at most, and says then that it can’t be known', async () => {
    const shop = createShop();
    shop.server.interrupt = () => new Promise(() => {});
    const a = shop.begin();
    const asked = a.session.ready();
    await shop.browser.clock.advance(seconds(10));
    expect(await asked).toMatchObject({ status: 'unauthenticated', reason: 'boot-failed' });
  });

  it('waits for a session that isn’t started yet', async () => {
    const shop = createShop();
    shop.server.signIn('ada');
    const a = shop.begin();
    a.release();
    const asked = a.session.ready();
    await shop.browser.clock.advance(seconds(20));
    expect(a.status()).toBe('loading');
    a.session.start();
    await shop.browser.clock.settle();
    expect(await asked).toMatchObject({ user: ada });
  });
});
