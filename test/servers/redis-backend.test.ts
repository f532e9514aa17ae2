import { afterEach, describe, expect, it } from 'vitest';
import { defaultLimits } from '../../demo/backend/limits.ts';
import { type Redis, readRedis } from '../support/redis.ts';
import { ada, createDevice, type Device, grace } from './backend-device.ts';
import { type BackendProcess, startBackend } from './backend-process.ts';

const program = await readRedis();
if (program.missing)
  process.stdout.write(`skipped: the backend of two processes on one Redis, there is ${program.missing}\n`);
const state = (elements: object): object => ({ holdfast: 1, version: 1, elements });

describe.skipIf(program.missing)('a backend of two processes on one Redis', () => {
  const undo: (() => unknown)[] = [];
  afterEach(async () => {
    while (undo.length > 0) await undo.pop()?.();
  });

  async function open(): Promise<{ redis: Redis; address: string; one: BackendProcess; two: BackendProcess }> {
    // With its file, as a shop would run it: what it has acknowledged is there after a restart.
    const redis = await program.open({ keeps: true });
    undo.push(redis.close);
    const address = `unix://${redis.socket}`;
    const [one, two] = await Promise.all([startBackend(address), startBackend(address)]);
    undo.push(one.kill, two.kill);
    return { redis, address, one, two };
  }
  async function signedIn({ url }: BackendProcess, who = ada): Promise<Device> {
    const device = createDevice();
    expect(await device.signIn(url, who)).toBe(200);
    return device;
  }
  const etagOf = ({ headers }: Response): string => headers.get('etag') ?? '';

  it('is one: who signs in on one is signed in on the other, and finds there what was left here', async () => {
    const { one, two } = await open();
    const device = await signedIn(one);
    const created = await device.put(one.url, 'cart', state({ mug: 1 }));
    const seen = await device.ask(two.url, 'documents/cart');
    expect([await seen.json(), etagOf(seen)]).toEqual([state({ mug: 1 }), etagOf(created)]);
    expect((await device.ask(two.url, 'documents/cart', { headers: { 'if-none-match': etagOf(seen) } })).status).toBe(
      304,
    );
    expect((await device.ask(two.url, 'sign-out', { method: 'POST', body: {} })).status).toBe(204);
    expect((await device.ask(one.url, 'documents/cart')).status).toBe(401);
  });

  it('lets one of many write who saw the same, whichever process they ask', async () => {
    const { one, two } = await open();
    const device = await signedIn(one);
    const race = async (etag: string | null): Promise<string> => {
      const puts = Array.from({ length: 24 }, (_, i) =>
        device.put([one, two][i % 2]?.url ?? '', 'cart', state({ i }), etag),
      );
      const answers = await Promise.all(puts);
      const winner = answers.findIndex(({ ok }) => ok);
      expect(answers.map(({ status }) => status).filter((status) => status !== 412)).toEqual([etag ? 204 : 201]);
      expect(await (await device.ask(one.url, 'documents/cart')).json()).toEqual(state({ i: winner }));
      return etagOf(answers[winner] as Response);
    };
    let etag = await race(null);
    for (let i = 0; i < 8; i++) etag = await race(etag);
  });

  it('tells on one what was written on the other, and only to whose it is', async () => {
    const { one, two } = await open();
    const [phone, laptop, stranger] = [await signedIn(one), await signedIn(two), await signedIn(two, grace)];
    const [mine, theirs] = [await laptop.listen(two.url), await stranger.listen(two.url)];
    const etag = etagOf(await phone.put(one.url, 'cart', state({ mug: 1 })));
    await expect.poll(mine.heard).toContain(`event: poke\ndata: ${JSON.stringify({ id: 'cart', rev: etag })}\n\n`);
    await stranger.put(one.url, 'plan', state({}));
    await expect.poll(theirs.heard).toContain('plan');
    expect(theirs.heard()).not.toContain('cart');
  });

  it('signs out everywhere within two seconds, also who listens to the other process', async () => {
    const { one, two } = await open();
    const [phone, laptop, stranger] = [await signedIn(one), await signedIn(two), await signedIn(two, grace)];
    const [mine, theirs] = [await laptop.listen(two.url), await stranger.listen(two.url)];
    await phone.ask(one.url, 'sign-out', { method: 'POST', body: { everywhere: true } });
    await expect.poll(mine.over, { timeout: 2000 }).toBe(true);
    expect(mine.heard()).toMatch(/event: session\ndata: \{\}\n\n$/);
    expect((await laptop.ask(two.url, 'documents/cart')).status).toBe(401);
    expect([theirs.over(), (await stranger.ask(two.url, 'documents/cart')).status]).toEqual([false, 204]);
  });

  it('counts wrong passwords on both together', async () => {
    const { one, two } = await open();
    const device = createDevice();
    const windowNow = (): number => Math.floor(Date.now() / defaultLimits.attemptWindow);
    const statuses: number[] = [];
    // What is counted begins anew with each window: one that ended in the middle says nothing.
    for (let tries = 0, began = -1; began !== windowNow(); tries++) {
      began = windowNow();
      statuses.length = 0;
      for (let i = 0; i < 11; i++) {
        const { url } = i % 2 ? one : two;
        statuses.push(await device.signIn(url, { email: `nobody-${tries}@example.com`, password: 'wrong' }));
      }
    }
    expect(statuses).toEqual([...Array(10).fill(401), 429]);
  });

  it('loses nothing when Redis is restarted: 503 meanwhile, then everything is there, and asked for anew', async () => {
    const { redis, one, two } = await open();
    const device = await signedIn(one);
    const etag = etagOf(await device.put(one.url, 'cart', state({ mug: 1 })));
    const stream = await device.listen(two.url);
    await redis.stop();
    for (const { url } of [one, two]) {
      const refused = await device.put(url, 'cart', state({ mug: 2 }), etag);
      expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([503, true]);
      expect((await device.ask(url, 'session')).status).toBe(503);
      expect((await device.listen(url)).status).toBe(503);
    }
    await redis.start();
    const put = (): Promise<number> =>
      device.put(one.url, 'cart', state({ mug: 2 }), etag).then(({ status }) => status);
    await expect.poll(put).toBe(204);
    // The stream has not broken. What may have been missed on it is told, once its turn has come.
    await expect.poll(stream.heard, { timeout: 20_000 }).toContain('"id":"cart"');
    await device.put(one.url, 'later', state({}));
    await expect.poll(stream.heard).toContain('"id":"later"');
    expect([stream.over(), one.alive(), two.alive()]).toEqual([false, true, true]);
  });

  it('ends the streams of who is signed in no more, since Redis came back without its file', async () => {
    const { redis, one, two } = await open();
    const device = await signedIn(one);
    const stream = await device.listen(two.url);
    await redis.stop();
    redis.forget();
    await redis.start();
    await expect.poll(stream.over, { timeout: 20_000 }).toBe(true);
    expect(stream.heard()).toContain('event: session');
    await expect.poll(() => device.signIn(two.url, ada)).toBe(200);
  });

  it('goes on when one process is killed and begins anew: sessions, documents and streams', async () => {
    const { address, one, two } = await open();
    const device = await signedIn(one);
    const etag = etagOf(await device.put(one.url, 'cart', state({ mug: 1 })));
    const broken = await device.listen(one.url);
    await one.kill();
    await expect.poll(broken.over).toBe(true);
    expect((await device.put(two.url, 'cart', state({ mug: 2 }), etag)).status).toBe(204);
    const anew = await startBackend(address, Number(new URL(one.url).port));
    undo.push(anew.kill);
    expect(await (await device.ask(anew.url, 'documents/cart')).json()).toEqual(state({ mug: 2 }));
    const stream = await device.listen(anew.url);
    await device.put(two.url, 'draft', state({}));
    await expect.poll(stream.heard).toContain('"id":"draft"');
  });

  it('ends in good order when it is asked to, open streams and all', async () => {
    const { one } = await open();
    const device = await signedIn(one);
    const stream = await device.listen(one.url);
    expect(await one.stop()).toBe(0);
    await expect.poll(stream.over).toBe(true);
  });

  it('keeps in Redis no session for longer than it lives, and no id of one', async () => {
    const { redis, one } = await open();
    const device = await signedIn(one);
    const left = await redis.lifetimes();
    const sessions = Object.entries(left).filter(([key]) => key.startsWith('holdfast:session:'));
    const quarter = 15 * 60_000;
    expect(sessions).toHaveLength(1);
    for (const [, ms] of sessions) expect([ms > quarter - 60_000, ms <= quarter]).toEqual([true, true]);
    const cookie = device.cookie('session');
    expect(cookie).toMatch(/^[\w-]{43}$/);
    expect(JSON.stringify(left)).not.toContain(cookie);
    // A counter of attempts goes with its window; nobody tidies up after it.
    const attempts = Object.entries(left).filter(([key]) => key.startsWith('holdfast:attempts:'));
    expect(attempts.length).toBeGreaterThan(0);
    for (const [, ms] of attempts) expect(ms).toBeGreaterThan(0);
  });
});
