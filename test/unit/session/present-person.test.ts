import { isHoldfastError, seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { createShop, type OpenTab } from '../../support/world/shop.ts';

const userOf = ({ session }: Pick<OpenTab, 'session'>): string => {
  const state = session.getState();
  return state.status === 'authenticated' ? state.user.id : state.status;
};

/** Asks for orders as often as it takes, as somebody would who knows of no wait; answers whose they are, and after how many refusals. */
async function ask({ session }: Pick<OpenTab, 'session'>, method = 'GET'): Promise<string> {
  for (let refusals = 0; refusals < 5; refusals++) {
    try {
      const response = await session.fetch('/orders', { method });
      return `${((await response.json()) as { user: { id: string } }).user.id} after ${refusals}`;
    } catch (error) {
      if (!isHoldfastError(error) || error.code !== 'HOLDFAST_SESSION_CHANGED') throw error;
    }
  }
  return 'refused for ever';
}

/** Ada's tab that hears of nothing, as every tab is for a moment. */
async function deafTab() {
  const shop = createShop({ messages: false });
  const { platform } = shop.browser.openTab();
  const records = { ...platform.records, subscribe: () => () => {} };
  return { ...shop, deaf: await shop.signedIn({ platform: { ...platform, records } }) };
}

describe('somebody else who signs in', () => {
  it('is whom state, listeners and requests speak of as soon as the sign-in is done', async () => {
    const { browser, signedIn } = createShop();
    const a = await signedIn();
    browser.databases.writeDelay = 100;
    const asked: Promise<string>[] = [];
    a.session.on('switched-user', () => asked.push(ask(a)));
    const done = a.session.signIn({ name: 'grace' }).then(async (result) => {
      expect(result.outcome).toBe('signed-in');
      expect(userOf(a)).toBe('grace');
      asked.push(ask(a), ask(a, 'POST'));
    });
    await browser.clock.advance(seconds(2));
    await done;
    expect(await Promise.all(asked)).toEqual(['grace after 0', 'grace after 0', 'grace after 0']);
  });

  it('refuses what was asked for under the one before, but only once the page shows the new one', async () => {
    const { browser, server, signedIn } = createShop();
    const a = await signedIn();
    browser.databases.writeDelay = 100;
    const letGo = server.hold('/orders');
    const underWay = ask(a);
    await browser.clock.settle();
    const signingIn = a.session.signIn({ name: 'grace' });
    await browser.clock.settle();
    expect([userOf(a), (server.signedIn() as { id: string }).id]).toEqual(['ada', 'grace']);
    letGo();
    const asked = [underWay, ask(a), ask(a, 'POST')];
    await browser.clock.advance(seconds(2));
    expect(await Promise.all(asked)).toEqual(['grace after 1', 'grace after 1', 'grace after 1']);
    await signingIn;
  });

  it('is followed by a tab that asks for something before any hint came', async () => {
    const { browser, deaf, open } = await deafTab();
    const b = await open();
    const signingIn = b.session.signIn({ name: 'grace' });
    await browser.clock.settle();
    await signingIn;
    expect(userOf(deaf)).toBe('ada');
    const asked = [ask(deaf), ask(deaf, 'POST')];
    await browser.clock.settle();
    expect(await Promise.all(asked)).toEqual(['grace after 1', 'grace after 1']);
    expect(userOf(deaf)).toBe('grace');
  });

  it('is nobody whose answer a page of the one before gets, also where no hint came', async () => {
    const { browser, server, deaf, open } = await deafTab();
    const b = await open();
    const letGo = server.hold('/orders');
    const asked = ask(deaf);
    const signingIn = b.session.signIn({ name: 'grace' });
    await browser.clock.settle();
    await signingIn;
    letGo();
    await browser.clock.settle();
    expect(await asked).toBe('grace after 1');
    expect(userOf(deaf)).toBe('grace');
  });

  it('is shown also where the record was cleared and the clock set back', async () => {
    const { browser, signedIn } = createShop();
    const a = await signedIn();
    a.tab.platform.records.write('holdfast:shop:head', null);
    browser.clock.setWall(-seconds(3600));
    const signingIn = a.session.signIn({ name: 'grace' });
    await browser.clock.settle();
    expect(await signingIn).toMatchObject({ outcome: 'signed-in' });
    expect(userOf(a)).toBe('grace');
  });
});
