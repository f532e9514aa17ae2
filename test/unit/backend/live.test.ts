import { describe, expect, it, vi } from 'vitest';
import { createEventStream } from '../../../demo/backend/documents/event-stream.ts';
import { createListeners, type Fanout } from '../../../demo/backend/fanout.ts';
import { StoreAway } from '../../../demo/backend/store.ts';
import { type BackendOptions, grace, second } from './client.ts';
import { creating, devices, listen, live, state } from './listening.ts';

describe('a stream', () => {
  it('tells each device which document to ask for, and nothing of what is in it', async () => {
    const { browsers, streams } = await devices(2);
    const etag = (await browsers[0]?.put('/api/documents/cart', state, creating))?.headers.get('etag') ?? '';
    const poke = `event: poke\ndata: ${JSON.stringify({ id: 'cart', rev: etag })}\n\n`;
    for (const { status, headers, heard } of streams) {
      await expect.poll(heard).toBe(`retry: 2000\n\n${poke}`);
      expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
        200,
        'text/event-stream',
        'no-store',
      ]);
      expect(heard()).not.toMatch(/gold|secret/);
    }
  });

  it('tells nobody else, and nothing of what was refused', async () => {
    const { backend, browsers, streams } = await devices(1);
    const stranger = backend.newBrowser();
    await stranger.signIn(grace);
    const theirs = await listen(stranger);
    await browsers[0]?.put('/api/documents/mine', state, creating);
    await browsers[0]?.put('/api/documents/mine', state, creating);
    await stranger.put('/api/documents/theirs', state, creating);
    await expect.poll(theirs.heard).toMatch(/poke/);
    expect(theirs.heard()).not.toMatch(/mine/);
    expect(streams[0]?.heard().match(/poke/g)).toHaveLength(1);
  });

  it('is not for who is not signed in', async () => {
    const { backend } = await devices(1);
    expect((await listen(backend.newBrowser())).status).toBe(401);
    expect((await listen(backend.newBrowser(), { authorization: 'Bearer made-up' })).status).toBe(401);
  });

  it('is never silent for long', async () => {
    const { backend, streams } = await devices(1);
    for (let i = 0; i < 5; i++) backend.sleep(20 * second);
    await expect.poll(() => streams[0]?.heard()).toBe(`retry: 2000\n\n${':\n\n'.repeat(5)}`);
  });

  it('is to come back the later, the more a process holds', async () => {
    const { backend, streams } = await devices(6, { limits: { returns: 2 } });
    const saying = (text: string): typeof streams => streams.filter(({ heard }) => heard() === text);
    // In any order: each looks first who asks.
    await expect.poll(() => saying('retry: 2000\n\n')).toHaveLength(4);
    await expect.poll(() => saying('retry: 3000\n\n')).toHaveLength(2);
    const [early, late] = [saying('retry: 2000\n\n'), saying('retry: 3000\n\n')];
    const [first] = early;
    backend.sleep(20 * second);
    await expect.poll(() => first?.heard()).toBe('retry: 2000\n\nretry: 3000\n\n');
    for (const one of [...late, early[1]]) await one?.leave();
    backend.sleep(20 * second);
    await expect.poll(() => first?.heard()).toMatch(/retry: 2000\n\n$/);
    backend.sleep(20 * second);
    await expect.poll(() => first?.heard()).toMatch(/retry: 2000\n\n:\n\n$/);
  });

  it('leaves nothing behind when its listener goes', async () => {
    const { backend, browsers, streams } = await devices(1, { limits: { streams: 1 } });
    expect((await browsers[0]?.listen(live))?.status).toBe(429);
    expect(backend.clock.waiting()).toBe(2);
    await streams[0]?.leave();
    expect(backend.clock.waiting()).toBe(0);
    expect((await browsers[0]?.listen(live))?.status).toBe(200);
  });

  it('opens none for HEAD, since nobody would close it', async () => {
    const { backend, browsers, streams } = await devices(1);
    await streams[0]?.leave();
    const cookie = [...(browsers[0]?.cookies ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
    expect((await backend.request(live, { method: 'HEAD', headers: { cookie } })).status).toBe(405);
    expect(backend.clock.waiting()).toBe(0);
  });

  it('is given up when nobody reads it, before it fills the memory', async () => {
    let closed = 0;
    const { body, send } = createEventStream(2000, () => {
      closed += 1;
    });
    for (let i = 0; i < 10_000; i++) send('poke', { id: 'cart', rev: '"revision"' });
    expect(closed).toBe(1);
    const { length } = await new Response(body).text();
    expect([length > 60_000, length < 70_000]).toEqual([true, true]);
  });
});

describe('doubt, after messages may have been missed', () => {
  async function doubtful(limits: BackendOptions['limits'] = {}) {
    const listeners = createListeners();
    let away = false;
    const fanout: Fanout = {
      publish: async (channel, message) => (away ? undefined : listeners.tell(channel, message)),
      async subscribe(channel, listener) {
        if (away) throw new StoreAway('away');
        listeners.add(channel, listener);
        return () => void listeners.remove(channel, listener);
      },
    };
    const parts = await devices(2, {
      limits,
      fanout,
      wrap: (store) => ({
        ...store,
        get: (key) => (away ? Promise.reject(new StoreAway('away')) : store.get(key)),
      }),
    });
    return {
      ...parts,
      setAway: (now: boolean) => {
        away = now;
      },
      doubt: () => {
        for (const channel of listeners.channels()) listeners.tell(channel, undefined);
      },
    };
  }

  it('is a poke for every document, a little later for some than for others', async () => {
    const { backend, browsers, streams, setAway, doubt } = await doubtful();
    await browsers[0]?.put('/api/documents/cart', state, creating);
    await browsers[0]?.put('/api/documents/draft', state, creating);
    setAway(true);
    expect((await browsers[1]?.listen(live))?.status).toBe(503);
    setAway(false);
    doubt();
    // Two streams, and each waits for its heartbeat, its end and its turn.
    backend.sleep(0);
    expect(backend.clock.waiting()).toBe(6);
    expect(streams[0]?.heard().match(/poke/g)).toHaveLength(2);
    backend.sleep(5 * second);
    for (const { heard, over } of streams) {
      await expect.poll(() => heard().match(/"id":"(cart|draft)"/g)).toHaveLength(4);
      expect(over()).toBe(false);
    }
  });

  it('is spread the longer, the more streams a process holds', async () => {
    const { backend, browsers, streams, doubt } = await doubtful({ returns: 0.1 });
    await browsers[0]?.put('/api/documents/cart', state, creating);
    const last = vi.spyOn(Math, 'random').mockReturnValue(0.9);
    doubt();
    last.mockRestore();
    const told = (): (number | undefined)[] => streams.map(({ heard }) => heard().match(/poke/g)?.length);
    backend.sleep(17 * second);
    await new Promise((done) => setImmediate(done));
    expect(told()).toEqual([1, 1]);
    backend.sleep(2 * second);
    await expect.poll(told).toEqual([2, 2]);
  });

  it('ends the streams of sessions that ended meanwhile, as soon as that can be asked', async () => {
    const { backend, streams, setAway, doubt } = await doubtful();
    // On another process, whose word never came.
    await backend.store.increment('signed-out-everywhere:u-ada');
    setAway(true);
    doubt();
    backend.sleep(5 * second);
    await Promise.resolve();
    expect(streams.map(({ over }) => over())).toEqual([false, false]);
    setAway(false);
    for (let i = 0; i < 5; i++) {
      await new Promise((done) => setImmediate(done));
      backend.sleep(2 * second);
    }
    for (const { over } of streams) await expect.poll(over).toBe(true);
  });
});
