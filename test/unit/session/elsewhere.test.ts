import { seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { ada, createShop, grace } from '../../support/world/shop.ts';

describe('a sign-in in another tab', () => {
  it('is asked about where the application wants that, and adopted when it agrees', async () => {
    const { browser, open } = createShop();
    const a = await open();
    const b = await open({ signInElsewhere: 'ask' });
    let adopt = (): void => {};
    let asked = 0;
    b.session.on('signed-in-elsewhere', (event) => {
      asked++;
      adopt = event.adopt;
    });
    await a.session.signIn({ name: 'ada' });
    await browser.clock.settle();
    b.tab.focus();
    expect(b.status()).toBe('unauthenticated');
    expect(asked).toBe(1);
    adopt();
    await browser.clock.settle();
    expect(b.session.getState()).toMatchObject({ status: 'authenticated', user: ada });
  });

  it('ends what was shown before it is asked about', async () => {
    const { browser, signedIn, open } = createShop();
    const a = await signedIn({ signInElsewhere: 'ask' });
    const b = await open();
    await b.session.signIn({ name: 'grace' });
    await browser.clock.settle();
    expect(a.session.getState()).toMatchObject({ status: 'unauthenticated', reason: 'signed-out-elsewhere' });
    expect(b.session.getState()).toMatchObject({ status: 'authenticated', user: grace });
  });

  it('is not followed where it is ignored, also when the network returns', async () => {
    const { browser, open } = createShop();
    const a = await open();
    const b = await open({ signInElsewhere: 'ignore' });
    await a.session.signIn({ name: 'ada' });
    browser.network.setOffline(true);
    browser.network.setOffline(false);
    await browser.clock.advance(seconds(2));
    expect(a.status()).toBe('authenticated');
    expect(b.status()).toBe('unauthenticated');
    expect(b.seen).toEqual([]);
  });
});
