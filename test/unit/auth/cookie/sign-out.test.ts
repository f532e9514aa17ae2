import { describe, expect, it } from 'vitest';
import { answer, asked, createShop, html, json, type Options, settled, transportOf } from './support.ts';

const signedIn = async (options: Partial<Options> = {}) => {
  const shop = createShop();
  const { session } = await shop.signedIn({ transport: transportOf(options) });
  const leave = (): void => {
    shop.server.revokeAll();
  };
  return { shop, session, leave };
};

describe('signing out', () => {
  it('says whether it is everywhere, in the content or where the endpoint wants it', async () => {
    const { shop, session } = await signedIn();
    await settled(shop, session.signOut({ scope: 'everywhere' }));
    expect(await shop.browser.network.requests.at(-1)?.request.json()).toEqual({ everywhere: true });
    const other = await signedIn({
      signOut: { url: ({ everywhere }) => (everywhere ? '/sessions' : '/session'), method: 'DELETE' },
    });
    answer(other.shop, { 'DELETE /sessions': () => json({}) });
    expect(await settled(other.shop, other.session.signOut({ scope: 'everywhere' }))).toMatchObject({ remote: 'done' });
    expect(asked(other.shop).at(-1)).toBe('DELETE /sessions');
  });

  it('asks the session endpoint where the server’s yes proves nothing, and still owes it while somebody is there', async () => {
    const { shop, session, leave } = await signedIn({ signOut: { url: '/sign-out', accepts: () => false } });
    answer(shop, { '/sign-out': () => json({ url: '/' }) });
    const before = shop.browser.network.requests.length;
    expect(await settled(shop, session.signOut())).toEqual({ local: 'done', remote: 'pending' });
    expect(asked(shop, before)).toEqual(['POST /sign-out', 'GET /session']);
    leave();
    const again = await shop.open({ transport: transportOf() });
    expect(again.status()).toBe('unauthenticated');
  });

  it('takes it for done when nobody is there any more', async () => {
    const { shop, session, leave } = await signedIn({ signOut: { url: '/sign-out', accepts: () => false } });
    answer(shop, {
      '/sign-out': () => {
        leave();
        return json({ url: '/' });
      },
    });
    expect(await settled(shop, session.signOut())).toEqual({ local: 'done', remote: 'done' });
  });

  const accepts = (body: unknown): boolean => (body as { done: { ok: boolean } }).done.ok;
  it.each<[string, () => Response, Partial<Options>]>([
    ['answers with a page', () => html(), {}],
    ['refuses, since the session is gone already', () => json({ error: 'csrf' }, 403), {}],
    ['answers what `accepts` can’t read', () => new Response('bye'), { signOut: { url: '/sign-out', accepts } }],
  ])('lets the session endpoint decide when the server %s', async (_what, response, options) => {
    const { shop, session, leave } = await signedIn(options);
    answer(shop, { '/sign-out': response });
    leave();
    const before = shop.browser.network.requests.length;
    expect(await settled(shop, session.signOut())).toEqual({ local: 'done', remote: 'done' });
    expect(asked(shop, before)).toEqual(['POST /sign-out', 'GET /session']);
  });

  it('owes it when the page is a captive portal’s, and asks again when the network is back', async () => {
    const { shop, session } = await signedIn();
    answer(shop, { '/sign-out': () => html(), '/session': () => html() });
    expect(await settled(shop, session.signOut())).toMatchObject({ remote: 'pending' });
    shop.server.interrupt = null;
    shop.browser.network.setOffline(true);
    shop.browser.network.setOffline(false);
    await shop.browser.clock.settle();
    expect(shop.server.signedIn()).toBeNull();
  });

  it('owes it when the server could not be reached, without asking who is there', async () => {
    const { shop, session } = await signedIn();
    answer(shop, { '/sign-out': () => json({}, 503) });
    const before = shop.browser.network.requests.length;
    expect(await settled(shop, session.signOut())).toMatchObject({ remote: 'pending' });
    expect(asked(shop, before)).toEqual(['POST /sign-out']);
  });
});
