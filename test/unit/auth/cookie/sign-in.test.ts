import { describe, expect, it } from 'vitest';
import {
  ada,
  answer,
  asked,
  createShop,
  html,
  json,
  type Options,
  opaqueRedirect,
  settled,
  transportOf,
} from './support.ts';

const formLogin: Partial<Options> = {
  signIn: {
    url: '/login',
    encoding: 'form',
    redirect: 'manual',
    body: ({ name }) => ({ username: name, next: '/a b' }),
    headers: ({ name }) => ({ 'x-for': name }),
    accepts: (_body, { type }) => type === 'opaqueredirect',
  },
};
const setup = (options: Partial<Options> = {}) => {
  const shop = createShop();
  const enter = (): void => {
    shop.server.signIn('ada');
  };
  return { shop, enter, open: () => shop.open({ transport: transportOf(options) }) };
};

describe('signing in', () => {
  it('sends a form as the endpoint says, with the headers of all requests', async () => {
    const { shop, open } = setup({ ...formLogin, headers: { 'x-requested-with': 'XMLHttpRequest' } });
    const { session } = await open();
    answer(shop, { '/login': () => html() });
    await settled(shop, session.signIn({ name: 'ada' }));
    const [probe, login] = shop.browser.network.requests;
    expect(login).toMatchObject({ method: 'POST', path: '/login', request: { redirect: 'manual' } });
    expect(await login?.request.clone().text()).toBe('username=ada&next=%2Fa%20b');
    expect(login?.request.headers.get('content-type')).toBe('application/x-www-form-urlencoded');
    expect(login?.request.headers.get('x-for')).toBe('ada');
    for (const sent of [probe, login]) expect(sent?.request.headers.get('x-requested-with')).toBe('XMLHttpRequest');
  });

  it('sends the endpoint’s headers instead of the usual ones, however they are spelled', async () => {
    const { shop, open } = setup({
      signIn: { url: '/sign-in', headers: { Accept: 'application/vnd.shop+json' } },
      headers: { ACCEPT: 'text/json', 'X-Requested-With': 'fetch' },
    });
    const { session } = await open();
    await settled(shop, session.signIn({ name: 'ada' }));
    const sent = shop.browser.network.requests.map(({ request }) => request.headers);
    expect(sent.map((it) => it.get('accept'))).toEqual(['text/json', 'application/vnd.shop+json']);
    expect(sent.map((it) => it.get('x-requested-with'))).toEqual(['fetch', 'fetch']);
  });

  it('asks a URL that is made of the credentials, by another method', async () => {
    const { shop, open } = setup({ signIn: { url: ({ name }) => `/people/${name}/session`, method: 'PUT' } });
    const { session } = await open();
    answer(shop, { 'PUT /people/ada/session': () => json({ user: ada }) });
    expect(await settled(shop, session.signIn({ name: 'ada' }))).toEqual({ outcome: 'signed-in', user: ada });
  });

  it('takes an opaque redirect for a yes where the endpoint says so, and asks who that is', async () => {
    const { shop, enter, open } = setup(formLogin);
    const { session } = await open();
    answer(shop, {
      '/login': () => {
        enter();
        return opaqueRedirect();
      },
    });
    expect(await settled(shop, session.signIn({ name: 'ada' }))).toEqual({ outcome: 'signed-in', user: ada });
    expect(asked(shop, 1)).toEqual(['POST /login', 'GET /session']);
  });

  it('takes the page that comes back for a wrong password where the endpoint says so', async () => {
    const { shop, open } = setup(formLogin);
    const { session } = await open();
    answer(shop, { '/login': () => html() });
    expect(await settled(shop, session.signIn({ name: 'ada' }))).toMatchObject({ outcome: 'rejected', status: 200 });
    expect(session.getState().status).toBe('unauthenticated');
  });

  it('takes the server’s word where it is in the body of a 200', async () => {
    const accepts = (body: unknown): boolean => !(body as { url: string }).url.includes('error=');
    const { shop, enter, open } = setup({ signIn: { url: '/login', accepts } });
    const { session } = await open();
    answer(shop, { '/login': () => json({ url: '/signin?error=CredentialsSignin' }) });
    expect(await settled(shop, session.signIn({ name: 'ada' }))).toMatchObject({ outcome: 'rejected', status: 200 });
    answer(shop, { '/login': () => html() });
    expect(await settled(shop, session.signIn({ name: 'ada' }))).toMatchObject({ failure: { kind: 'protocol' } });
    enter();
    answer(shop, { '/login': () => json({ url: '/' }) });
    expect(await settled(shop, session.signIn({ name: 'ada' }))).toEqual({ outcome: 'signed-in', user: ada });
  });

  it.each([200, 401, 404])('believes no page for people with status %i', async (status) => {
    const { shop, open } = setup();
    const { session } = await open();
    answer(shop, { '/sign-in': () => html(status) });
    expect(await settled(shop, session.signIn({ name: 'ada' }))).toMatchObject({
      outcome: 'failed',
      failure: { kind: 'protocol', status },
    });
  });

  it('believes no redirect that it was not told about', async () => {
    const { shop, open } = setup({ signIn: { url: '/sign-in', redirect: 'manual' } });
    const { session } = await open();
    answer(shop, { '/sign-in': opaqueRedirect });
    expect(await settled(shop, session.signIn({ name: 'ada' }))).toMatchObject({ failure: { kind: 'protocol' } });
  });

  it('hands on what the server said to a refusal', async () => {
    const { shop, open } = setup();
    const { session } = await open();
    answer(shop, { '/sign-in': () => json({ errors: ['email'] }, 422) });
    const refused = { outcome: 'rejected', status: 422, body: { errors: ['email'] } };
    expect(await settled(shop, session.signIn({ name: 'ada' }))).toEqual(refused);
    answer(shop, { '/sign-in': () => json({ user: null, why: 'password' }) });
    expect(await settled(shop, session.signIn({ name: 'ada' }))).toMatchObject({ outcome: 'rejected', status: 200 });
  });

  it('asks who that is when a yes has no content, and believes no yes after which nobody is there', async () => {
    const { shop, enter, open } = setup();
    const { session } = await open();
    answer(shop, { '/sign-in': () => new Response(null, { status: 204 }) });
    expect(await settled(shop, session.signIn({ name: 'ada' }))).toMatchObject({ failure: { kind: 'protocol' } });
    enter();
    expect(await settled(shop, session.signIn({ name: 'ada' }))).toEqual({ outcome: 'signed-in', user: ada });
  });

  it('fails as a value when a function of the endpoint throws', async () => {
    const broken = (): never => {
      throw new Error('typo');
    };
    const { shop, open } = setup({ signIn: { url: '/sign-in', body: broken } });
    const { session } = await open();
    expect(await settled(shop, session.signIn({ name: 'ada' }))).toMatchObject({
      failure: { kind: 'protocol', cause: { message: 'typo' } },
    });
  });
});
