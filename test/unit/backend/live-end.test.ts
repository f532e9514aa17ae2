import { describe, expect, it } from 'vitest';
import { createListeners, createLocalFanout, type Fanout } from '../../../demo/backend/fanout.ts';
import { createSqliteStore } from '../../../demo/backend/homes/sqlite.ts';
import { createEverywhere } from '../../../demo/backend/identity/everywhere.ts';
import { createNewsDesk } from '../../../demo/backend/news.ts';
import { ada, createBackend, grace, hour, minute } from './client.ts';
import { devices, listen, live } from './listening.ts';

describe('the end of a session', () => {
  const ended = 'event: session\ndata: {}\n\n';

  it('ends its stream and no other: signed out here, the other device stays', async () => {
    const { browsers, streams } = await devices(2);
    await browsers[0]?.post('/api/sign-out');
    await expect.poll(() => streams[0]?.over()).toBe(true);
    expect(streams[0]?.heard()).toBe(`retry: 2000\n\n${ended}`);
    expect([streams[1]?.over(), streams[1]?.heard()]).toEqual([false, 'retry: 2000\n\n']);
  });

  it('everywhere ends all of them, and nobody else’s', async () => {
    const { backend, browsers, streams } = await devices(3);
    const stranger = backend.newBrowser();
    await stranger.signIn(grace);
    const theirs = await listen(stranger);
    await browsers[0]?.post('/api/sign-out', { everywhere: true });
    for (const stream of streams) await expect.poll(stream.over).toBe(true);
    for (const { heard } of streams) expect(heard()).toContain(ended);
    expect(theirs.over()).toBe(false);
  });

  it('everywhere is told to all devices also where no session of this one ends with it', async () => {
    const store = createSqliteStore();
    const told: string[] = [];
    const fanout = createLocalFanout();
    const news = createNewsDesk(fanout);
    await news.listen('u-ada', (heard) => told.push(heard?.about ?? 'doubt'));
    await createEverywhere(store, news).signOut('u-ada');
    expect(told).toEqual(['end']);
    await fanout.publish('news:u-ada', '{"about":"what a newer process says"}');
    expect(told).toEqual(['end', 'doubt']);
  });

  it('for idleness ends it at that moment, which touching puts off', async () => {
    const { backend, browsers, streams } = await devices(2);
    backend.sleep(10 * minute);
    await browsers[0]?.post('/api/session/touch');
    backend.sleep(5 * minute - 1);
    expect(streams.map(({ over }) => over())).toEqual([false, false]);
    backend.sleep(1);
    await expect.poll(() => streams.map(({ over }) => over())).toEqual([false, true]);
    backend.sleep(10 * minute);
    await expect.poll(() => streams[0]?.over()).toBe(true);
    expect(backend.clock.waiting()).toBe(0);
  });

  it('by its lifetime ends it however busy it was', async () => {
    const { backend, browsers, streams } = await devices(1);
    for (let i = 0; i < 71; i++) {
      backend.sleep(10 * minute);
      await browsers[0]?.post('/api/session/touch');
      await Promise.resolve();
    }
    expect(streams[0]?.over()).toBe(false);
    backend.sleep(10 * minute);
    await expect.poll(() => streams[0]?.over()).toBe(true);
  });

  it('of tokens ends it when they are revoked, stolen or over, and not when they are refreshed', async () => {
    const backend = createBackend();
    const browser = backend.newBrowser();
    const token = async (given: object): Promise<Readonly<Record<string, unknown>>> =>
      (await browser.post('/api/token', given)).body;
    const begin = async () => {
      const pair = await token({ grant_type: 'password', ...ada });
      const stream = await listen(backend.newBrowser(), { authorization: `Bearer ${pair['access_token']}` });
      return { pair, stream };
    };
    const [revoked, stolen, aged] = [await begin(), await begin(), await begin()];
    const refresh = { grant_type: 'refresh_token', refresh_token: stolen.pair['refresh_token'] };
    await token(refresh);
    // The access token is over by now, and the sign-in that it came from is not.
    backend.sleep(6 * minute);
    expect([revoked, stolen, aged].map(({ stream }) => stream.over())).toEqual([false, false, false]);
    await browser.post('/api/token/revoke', { token: revoked.pair['refresh_token'] });
    await expect.poll(revoked.stream.over).toBe(true);
    expect(await token(refresh)).toMatchObject({ error: 'invalid_grant' });
    await expect.poll(stolen.stream.over).toBe(true);
    expect(aged.stream.over()).toBe(false);
    backend.sleep(12 * hour);
    await expect.poll(aged.stream.over).toBe(true);
  });

  it('between the first look and the first listening is not missed', async () => {
    const listeners = createListeners();
    let before = async (): Promise<void> => {};
    const fanout: Fanout = {
      publish: async (channel, message) => listeners.tell(channel, message),
      async subscribe(channel, listener) {
        await before();
        listeners.add(channel, listener);
        return () => void listeners.remove(channel, listener);
      },
    };
    const { backend, browsers, streams } = await devices(1, { fanout });
    await streams[0]?.leave();
    before = async () => void (await browsers[0]?.post('/api/sign-out', { everywhere: true }));
    const copy = backend.newBrowser();
    for (const [name, value] of browsers[0]?.cookies ?? []) copy.cookies.set(name, value);
    expect((await copy.listen(live)).status).toBe(401);
    expect([backend.clock.waiting(), listeners.channels()]).toEqual([0, []]);
  });
});
