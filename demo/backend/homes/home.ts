import type { Clock } from '../clock.ts';
import { createLocalFanout, type Fanout } from '../fanout.ts';
import type { Store } from '../store.ts';

/** Where a backend keeps its state, and how its processes hear of each other. */
export interface Home {
  readonly store: Store;
  readonly fanout: Fanout;
  close(): void;
}

export interface HomeOptions {
  /** Of a Redis, see `RedisHomeOptions`. With it any number of processes on any machines are one backend. */
  readonly redis?: string | undefined;
  /** Of SQLite, where there is no Redis. @default ':memory:' */
  readonly file?: string;
  readonly clock?: Pick<Clock, 'now'>;
}

/** Each home is loaded only where it is wanted: a server with Redis needs no SQLite, and the other way around. */
export async function openHome({ redis, file, clock }: HomeOptions): Promise<Home> {
  if (redis) return (await import('./redis.ts')).createRedisHome({ url: redis });
  const { createSqliteStore } = await import('./sqlite.ts');
  const store = createSqliteStore({ ...(file !== undefined && { file }), ...(clock && { clock }) });
  return { store, fanout: createLocalFanout(), close: store.close };
}
