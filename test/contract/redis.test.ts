import { randomUUID } from 'node:crypto';
import { createClient } from 'redis';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createRedisHome, type RedisHome } from '../../demo/backend/homes/redis.ts';
import { StoreAway } from '../../demo/backend/store.ts';
import { type Redis, readRedis } from '../support/redis.ts';
import { storeContract } from './store-contract.ts';

const program = await readRedis();
if (program.missing) process.stdout.write(`skipped: the contract of a store in Redis, there is ${program.missing}\n`);
const minute = 60_000;

describe.skipIf(program.missing)('a store in Redis', () => {
  let redis: Redis;
  const opened: RedisHome[] = [];
  const urlOf = ({ socket }: Redis): string => `unix://${socket}`;

  function open(prefix = `${randomUUID()}:`, patience = 2000): RedisHome {
    const home = createRedisHome({ url: urlOf(redis), prefix, patience });
    opened.push(home);
    return home;
  }
  /** Redis may still be starting, or coming back. */
  const answering = (home: RedisHome): Promise<void> =>
    expect.poll(() => home.store.get('nothing').then(String, String), { timeout: 10_000 }).toBe('undefined');

  beforeAll(async () => {
    redis = await program.open();
  });
  afterEach(() => {
    for (const home of opened.splice(0)) home.close();
  });
  afterAll(() => redis.close());

  /** Redis has a clock of its own. To bring the end of every key nearer is to turn it. */
  async function sleep(prefix: string, ms: number): Promise<void> {
    const client = await createClient({ url: urlOf(redis) }).connect();
    for (const key of await client.keys(`${prefix}*`)) {
      const left = await client.pTTL(key);
      if (left >= 0) await client.pExpire(key, left - ms);
    }
    client.destroy();
  }

  storeContract(async () => {
    const prefix = `${randomUUID()}:`;
    const home = open(prefix);
    await answering(home);
    return { store: home.store, sleep: (ms) => sleep(prefix, ms) };
  }, minute);

  it('is one store for two who opened it: one of them wins, and each hears the other', async () => {
    const [one, two] = [open('shared:'), open('shared:')];
    await Promise.all([answering(one), answering(two)]);
    const won = await Promise.all([one, two].map(({ store }, i) => store.compareAndSet('a', undefined, `${i}`)));
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await two.store.get('a')).toBe(await one.store.get('a'));

    const heard: unknown[] = [];
    const stop = await two.fanout.subscribe('news', (message) => heard.push(message));
    await one.fanout.publish('others', 'not for you');
    await one.fanout.publish('news', 'for you');
    await expect.poll(() => heard).toEqual(['for you']);
    stop();
    // Who comes in the moment in which the last one goes is heard too.
    const later: unknown[] = [];
    const again = await two.fanout.subscribe('news', (message) => later.push(message));
    await one.fanout.publish('news', 'in time');
    await expect.poll(() => later).toEqual(['in time']);
    expect(heard).toEqual(['for you']);
    again();
  });

  it('leaves the keys of others alone', async () => {
    const [one, two] = [open('one:'), open('two:')];
    await Promise.all([answering(one), answering(two)]);
    await one.store.set('a', 'x');
    expect(await two.store.get('a')).toBeUndefined();
  });

  it('says at once that it is away, and is there again with all its ears when Redis is', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    const home = open();
    await answering(home);
    const heard: unknown[] = [];
    await home.fanout.subscribe('news', (message) => heard.push(message));
    await redis.stop();
    await expect.poll(() => home.store.get('a').catch((failure) => failure)).toBeInstanceOf(StoreAway);
    await expect(home.store.increment('n')).rejects.toThrow(StoreAway);
    await home.fanout.publish('news', 'nobody hears it, and nobody is refused');
    await redis.start();
    await answering(home);
    // What was said meanwhile nobody knows: that is what is heard.
    await expect.poll(() => heard, { timeout: 10_000 }).toEqual([undefined]);
    await home.fanout.publish('news', 'back');
    await expect.poll(() => heard).toEqual([undefined, 'back']);
    // Once for each of two connections, however often they tried.
    expect(said).toHaveBeenCalledTimes(2);
    said.mockRestore();
  });

  it('does not wait for a Redis that hangs', async () => {
    const home = open(undefined, 200);
    await answering(home);
    redis.freeze();
    try {
      await expect(home.store.get('a')).rejects.toThrow(StoreAway);
    } finally {
      redis.thaw();
    }
    await answering(home);
  });
});
