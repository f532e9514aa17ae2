import { createClient, ErrorReply } from 'redis';
import { createListeners, type Fanout } from '../fanout.ts';
import { type Store, StoreAway } from '../store.ts';
import { scripts } from './redis-scripts.ts';

export interface RedisHomeOptions {
  /** Like `redis://user:password@host:6379/0`, `rediss://…` for TLS, or `unix:///path/to/socket`. */
  readonly url: string;
  /** Stands before each key and channel, so that others may use the same Redis. @default 'holdfast:' */
  readonly prefix?: string;
  /** How long a command may take before it counts as failed, in ms. @default 2 seconds */
  readonly patience?: number;
}

export interface RedisHome {
  readonly store: Store;
  readonly fanout: Fanout;
  close(): void;
}

/** Refusals that say something of the moment, not of the command: Redis is starting, full, busy or not the one to write to. */
const passing = /^(?:LOADING|READONLY|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|BUSY|OOM|MISCONF|NOREPLICAS)\b/;

/** Many processes lose Redis in the same moment. They come back one by one, none later than after a second or so. */
const reconnectStrategy = (attempt: number): number => Math.random() * Math.min(1000, 50 * 2 ** attempt) + 10;

/**
 * The state of a backend on many machines. `redis` rather than `ioredis`, as it is the client that Redis itself keeps and
 * names for new work.
 *
 * Nothing waits for a Redis that is away: a command fails at once with `StoreAway`, since whoever asked can ask again,
 * and a queue of requests would be run long after their callers have gone. None is sent twice either.
 */
export function createRedisHome({ url, prefix = 'holdfast:', patience = 2000 }: RedisHomeOptions): RedisHome {
  const open = () => {
    const client = createClient({
      url,
      scripts,
      keyPrefix: prefix,
      disableOfflineQueue: true,
      maintNotifications: 'disabled',
      pingInterval: 10_000,
      socket: { connectTimeout: patience, reconnectStrategy },
    });
    // Said once for each time it goes, not once for each attempt to come back. Without a listener the process would end.
    let isAway = false;
    client.on('ready', () => {
      isAway = false;
    });
    client.on('error', ({ message }: Error) => {
      if (!isAway) console.error(`Redis is away: ${message}`);
      isAway = true;
    });
    // It goes on trying by itself; whether it is there is asked by each command.
    client.connect().catch(() => undefined);
    return client;
  };

  async function ask<Reply>(command: Promise<Reply>): Promise<Reply> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`Redis took longer than ${patience} ms`)), patience);
    });
    try {
      return await Promise.race([command, late]);
    } catch (cause) {
      if (cause instanceof ErrorReply && !passing.test(cause.message)) throw cause;
      throw new StoreAway('Redis can’t be asked just now.', { cause });
    } finally {
      clearTimeout(timer);
    }
  }

  const commands = open();
  // A connection that listens can do nothing else.
  const ears = open();
  const listeners = createListeners();
  ears.on('ready', () => {
    // It has subscribed again by now to all that it was subscribed to; what was said meanwhile nobody knows.
    for (const channel of listeners.channels()) listeners.tell(channel, undefined);
  });
  const hear = (message: string, channel: string): void => listeners.tell(channel, message);

  /**
   * Makes Redis tell us what somebody here listens to, and nothing else. One step after the other on each channel: a client
   * that is told to go and to come at once has been seen to go.
   */
  const turns = new Map<string, Promise<void>>();
  function attend(channel: string): Promise<void> {
    const turn = (turns.get(channel) ?? Promise.resolve())
      .catch(() => undefined)
      .then(() => (listeners.has(channel) ? ears.subscribe(channel, hear) : ears.unsubscribe(channel, hear)))
      .finally(() => {
        if (turns.get(channel) === turn) turns.delete(channel);
      });
    turns.set(channel, turn);
    return turn;
  }

  // Whole milliseconds, and at least one: Redis refuses what is over before it begins.
  const whole = (ttl: number): number => Math.max(1, Math.ceil(ttl));
  const px = (ttl: number | undefined): string => (ttl === undefined ? '' : String(whole(ttl)));
  const expiring = (ttl: number | undefined) =>
    ttl === undefined ? {} : { expiration: { type: 'PX' as const, value: whole(ttl) } };

  const store: Store = {
    get: async (key) => (await ask(commands.get(key))) ?? undefined,

    async set(key, value, { ttl } = {}) {
      await ask(commands.set(key, value, expiring(ttl)));
    },

    async compareAndSet(key, expected, next, { ttl } = {}) {
      if (expected !== undefined) {
        const done =
          next === undefined ? commands.takeAway(key, expected) : commands.replace(key, expected, next, px(ttl));
        return (await ask(done)) === 1;
      }
      if (next === undefined) return (await ask(commands.exists(key))) === 0;
      return (await ask(commands.set(key, next, { condition: 'NX', ...expiring(ttl) }))) === 'OK';
    },

    peek: async (key, length) => (await ask(commands.getRange(key, 0, length - 1))) || undefined,
    swap: async (key, beginning, next, { ttl } = {}) => (await ask(commands.swap(key, beginning, next, px(ttl)))) === 1,
    increment: (key, { ttl } = {}) => ask(commands.count(key, px(ttl))),

    spend: (key, { now, every, burst }) => ask(commands.spend(key, String(now), String(every), String(burst))),

    async delete(key) {
      await ask(commands.del(key));
    },
  };

  const fanout: Fanout = {
    async publish(channel, message) {
      await ask(commands.publish(prefix + channel, message)).catch(() => undefined);
    },

    async subscribe(channel, listener) {
      const full = prefix + channel;
      listeners.add(full, listener);
      const stop = (): void => {
        // Said or not, Redis forgets a listener whose connection is gone.
        if (listeners.remove(full, listener)) attend(full).catch(() => undefined);
      };
      try {
        await ask(attend(full));
        return stop;
      } catch (failure) {
        stop();
        throw failure;
      }
    },
  };

  return {
    store,
    fanout,
    close() {
      commands.destroy();
      ears.destroy();
    },
  };
}
