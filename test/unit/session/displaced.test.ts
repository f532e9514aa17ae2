import { createCart, type Session, seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { createShop } from '../../support/world/shop.ts';

const cartOf = (session: Session<unknown>) => createCart(session, 'cart', { currency: 'EUR' });

describe('a tab whose session another tab has replaced', () => {
  it('goes on with its cart when its person signed in again, also where the server can not be asked', async () => {
    const { browser, server, signedIn, open } = createShop();
    const { settle } = browser.clock;
    const a = await signedIn();
    const cart = cartOf(a.session);
    cart.add({ sku: 'rope', price: 100 });
    const b = await open();
    await settle();
    server.interrupt = (request) => (request.url.endsWith('/session') ? new Response('', { status: 502 }) : undefined);
    const again = b.session.signIn({ name: 'ada' });
    await settle();
    await again;
    await browser.clock.advance(seconds(1));
    expect(a.status()).toBe('authenticated');
    expect(cart.getState().count).toBe(1);
  });

  it('keeps the cart of its person when somebody else came and went while it was frozen', async () => {
    const { browser, signedIn, open } = createShop();
    const { settle } = browser.clock;
    const a = await signedIn();
    const cart = cartOf(a.session);
    cart.add({ sku: 'rope', price: 100 });
    await settle();
    a.tab.freeze();
    const b = await open();
    const grace = b.session.signIn({ name: 'grace' });
    await settle();
    await grace;
    void b.session.signOut();
    await settle();
    a.tab.thaw();
    await browser.clock.advance(seconds(1));
    expect(a.session.getState()).toMatchObject({ reason: 'signed-out-elsewhere', resumable: true });
    const back = a.session.signIn({ name: 'ada' });
    await browser.clock.advance(seconds(1));
    await back;
    expect(cart.getState().count).toBe(1);
  });
});

describe('a page that can not reach the server', () => {
  it('lets requests go and people sign out all the same', async () => {
    const { browser, server, begin } = createShop();
    server.interrupt = (request) => (request.url.endsWith('/session') ? new Response('', { status: 502 }) : undefined);
    const a = begin();
    const asked = a.session.fetch('/products');
    await browser.clock.advance(seconds(11));
    expect((await asked).status).toBe(401);
    const left = a.session.signOut();
    const verified = a.session.verify();
    await browser.clock.advance(seconds(5));
    expect(await left).toEqual({ local: 'done', remote: 'done' });
    expect(await verified).toMatchObject({ reason: 'boot-failed' });
  });
});
