import { bearer, cookie, createSession, isHoldfastError, minutes, type Platform } from 'holdfast';
import { createTestBrowser, createTestServer, nothingHeld, openTestSession } from 'holdfast/testing';
import { expect, it } from 'vitest';

interface Person {
  readonly id: string;
  readonly name: string;
}
const signedIn = (name: string) => ({ status: 'authenticated', user: { name } });

it('opens a tab in which somebody is signed in already, or nobody, and leaves nothing behind', async () => {
  const { session, tab, release, clock } = await openTestSession({ user: 'ada' });
  expect(session.getState()).toMatchObject(signedIn('Ada'));
  release();
  await clock.settle();
  expect(tab.held()).toEqual(nothingHeld);
  const { session: guest } = await openTestSession();
  expect(guest.getState()).toMatchObject({ status: 'unauthenticated', reason: null });
});

it('signs in a user of the application’s own, who may change on the server', async () => {
  const { session, server, clock } = await openTestSession({ user: { id: 'u7', name: 'Grace' } });
  expect(session.getState()).toMatchObject(signedIn('Grace'));
  server.users['user'] = { id: 'u7', name: 'Grace Hopper' };
  void session.verify();
  await clock.settle();
  expect(session.getState()).toMatchObject(signedIn('Grace Hopper'));
});

it('takes a session that the application makes, and with options one with tokens as well', async () => {
  const own = await openTestSession({
    user: 'bob',
    session: (platform: Platform) =>
      createSession<Person, unknown>({
        name: 'own',
        transport: cookie({ session: '/me', signIn: '/in', signOut: '/out' }),
        platform,
      }),
    server: { paths: { session: '/me', signIn: '/in', signOut: '/out' } },
  });
  expect(own.server.paths).toMatchObject({ session: '/me', touch: '/api/touch' });
  expect(own.session.getState()).toMatchObject(signedIn('Bob'));
  void own.session.signOut();
  await own.clock.settle();
  expect(own.session.getState().status).toBe('unauthenticated');
  const { session, server } = await openTestSession({
    user: 'ada',
    session: { transport: bearer({ signIn: '/token', refresh: '/token' }) },
    server: { latency: 40 },
  });
  expect(session.getState()).toMatchObject(signedIn('Ada'));
  expect(server.secrets.some((secret) => secret.includes('access'))).toBe(true);
});

it('opens in the browser and at the server of an earlier story, and again as after a restart', async () => {
  const first = await openTestSession({ user: 'ada', session: { idle: { timeout: minutes(5) } } });
  const { browser, server } = first;
  const second = await openTestSession({ browser, server });
  expect(second.session.getState()).toMatchObject(signedIn('Ada'));
  browser.reopen();
  const again = await first.reload();
  expect(again.session.getState()).toMatchObject(signedIn('Ada'));
  await browser.clock.advance(minutes(5));
  expect(again.session.getState().status).toBe('unauthenticated');
});

it('shows what is there while it is not known yet who is', async () => {
  const browser = createTestBrowser();
  const server = createTestServer(browser);
  const letGo = server.hold('/api/session');
  const { session, clock } = await openTestSession({ browser, server, user: 'ada' });
  expect(session.getState().status).toBe('loading');
  letGo();
  await clock.settle();
  expect(session.getState()).toMatchObject(signedIn('Ada'));
});

it('says why nobody could be signed in', async () => {
  const refusal = async (options: Parameters<typeof openTestSession>[0]): Promise<string | false> => {
    const error: unknown = await openTestSession(options).catch((thrown: unknown) => thrown);
    return isHoldfastError(error) && `${error.code} ${error.message}`;
  };
  expect(await refusal({ user: 'eve' })).toMatch(/^HOLDFAST_USAGE .*knows no "eve".*ada, bob/);
  const browser = createTestBrowser();
  const server = createTestServer(browser);
  server.fail('/api/session', 401, 9);
  server.fail('/api/sign-in', 404, 9);
  expect(await refusal({ user: 'ada', browser, server })).toMatch(/rejected.*POST \/api\/sign-in.*paths/);
});
