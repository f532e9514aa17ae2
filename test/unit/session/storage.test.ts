import { describe, expect, it } from 'vitest';
import { createShop } from '../../support/world/shop.ts';

describe('storage that fails and works again', () => {
  it('is reported as both', async () => {
    const { browser, open } = createShop();
    const a = await open();
    const modes: string[] = [];
    a.session.on('storage', ({ mode }) => modes.push(mode));
    browser.databases.failNext(2);
    const signingIn = a.session.signIn({ name: 'ada' });
    await browser.clock.settle();
    await signingIn;
    expect(modes).toEqual(['volatile']);
    void a.session.signOut();
    await browser.clock.settle();
    expect(modes).toEqual(['volatile', 'durable']);
  });
});
