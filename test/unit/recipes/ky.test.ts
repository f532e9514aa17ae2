import { seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { createKy } from '../../../docs/recipes/http/ky.ts';
import { createWorld, login } from '../../support/world/tokens.ts';

const prefix = 'https://app.test/';

describe('ky', () => {
  it('asks again for what it only reads, when the network failed', async () => {
    const shop = createWorld();
    const { session } = await shop.signedIn();
    const api = createKy(session, { prefix, retry: { delay: () => 0 } });
    shop.server.fail('/api', 'network');
    const asked = api.get('api').json();
    await expect.poll(() => shop.browser.network.count('/api')).toBe(1);
    await shop.browser.clock.advance(seconds(1));
    await expect.poll(() => shop.browser.network.count('/api')).toBe(2);
    await shop.browser.clock.advance(seconds(1));
    expect(await asked).toMatchObject({ user: { name: 'Ada' } });
  });

  it('does not ask again as somebody else', async () => {
    const shop = createWorld();
    const { session } = await shop.signedIn();
    let pause = (): void => {};
    const paused = new Promise<void>((resolve) => {
      pause = resolve;
    });
    let goOn = (): void => {};
    const wait = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    // ky looks this up between two tries: long enough for Bob to sit down.
    const shouldRetry = async (): Promise<undefined> => {
      pause();
      await wait;
    };
    const api = createKy(session, { prefix, retry: { delay: () => 0, shouldRetry } });
    shop.server.fail('/api', 'network');
    const asked = api
      .get('api')
      .json()
      .catch((error: Error) => error.name);
    await shop.browser.clock.advance(seconds(1));
    await paused;
    const signingIn = session.signIn(login('bob'));
    await shop.browser.clock.advance(seconds(1));
    await signingIn;
    goOn();
    expect(await asked).toBe('NetworkError');
    expect(shop.browser.network.count('/api')).toBe(1);
  });

  it('says so when a hook has read the body before the session could send it', async () => {
    const shop = createWorld();
    const { session } = await shop.signedIn();
    const api = createKy(session, {
      prefix,
      // Else ky wants a copy for itself, and says the same with a TypeError.
      retry: 0,
      hooks: { beforeRequest: [async ({ request }) => void (await request.text())] },
    });
    const failed = await api.post('orders', { json: { id: 'tea' } }).catch((error: { code: string }) => error.code);
    expect(failed).toBe('HOLDFAST_BODY_CONSUMED');
    expect(shop.browser.network.count('/orders')).toBe(0);
  });

  it('sends a stream once more after a 401, whole', async () => {
    const shop = createWorld();
    const { session } = await shop.signedIn();
    const api = createKy(session, { prefix });
    let refused = false;
    shop.server.interrupt = async (request) => {
      if (!request.url.endsWith('/orders')) return undefined;
      if (refused) return Response.json({ got: await request.text() });
      refused = true;
      return Response.json({}, { status: 401 });
    };
    const body = new Blob(['line by line']).stream();
    const posted = api.post('orders', { body }).json();
    await shop.browser.clock.advance(seconds(2));
    expect(await posted).toEqual({ got: 'line by line' });
  });
});
