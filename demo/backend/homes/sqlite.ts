import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Clock, systemClock } from '../clock.ts';
import type { Store } from '../store.ts';

export interface SqliteStore extends Store {
  close(): void;
}

export interface SqliteStoreOptions {
  /** A file, made with its folder when missing; several processes may open the same. @default ':memory:' */
  readonly file?: string;
  readonly clock?: Pick<Clock, 'now'>;
}

/** Each operation is one statement, so SQLite itself makes it atomic, between processes too. */
export function createSqliteStore({ file = ':memory:', clock = systemClock }: SqliteStoreOptions = {}): SqliteStore {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file);
  database.exec(`
    pragma busy_timeout = 5000;
    pragma journal_mode = wal;
    pragma synchronous = normal;
    create table if not exists entries (key text primary key, value text not null, ends_at real) strict, without rowid;
    create index if not exists entries_by_end on entries (ends_at) where ends_at is not null;
  `);

  const statements = {
    get: database.prepare('select value from entries where key = ? and ifnull(ends_at > ?, true)'),
    set: database.prepare(`
      insert into entries values (:key, :next, :endsAt)
      on conflict do update set value = excluded.value, ends_at = excluded.ends_at`),
    create: database.prepare(`
      insert into entries values (:key, :next, :endsAt)
      on conflict do update set value = excluded.value, ends_at = excluded.ends_at where ends_at <= :now`),
    replace: database.prepare(`
      update entries set value = :next, ends_at = :endsAt
      where key = :key and value = :expected and ifnull(ends_at > :now, true)`),
    takeAway: database.prepare(
      'delete from entries where key = :key and value = :expected and ifnull(ends_at > :now, true)',
    ),
    peek: database.prepare(
      'select substr(value, 1, :length) from entries where key = :key and ifnull(ends_at > :now, true)',
    ),
    swap: database.prepare(`
      update entries set value = :next, ends_at = :endsAt
      where key = :key and substr(value, 1, length(:beginning)) = :beginning and ifnull(ends_at > :now, true)`),
    increment: database.prepare(`
      insert into entries values (:key, '1', :endsAt)
      on conflict do update set
        value = iif(ends_at <= :now, '1', cast(cast(value as integer) + 1 as text)),
        ends_at = iif(ends_at <= :now, excluded.ends_at, ends_at)
      returning value`),
    spend: database.prepare(`
      insert into entries values (:key, cast(cast(:now + :every as integer) as text), :endsAt)
      on conflict do update set
        value = cast(cast(max(cast(value as integer), :now) + :every as integer) as text),
        ends_at = :endsAt - :now + max(cast(value as integer), :now)
      where max(cast(value as integer), :now) - :now <= :every * (:burst - 1)
      returning 0`),
    delete: database.prepare('delete from entries where key = ?'),
    sweep: database.prepare('delete from entries where ends_at <= ?'),
  };
  const ending = (now: number, ttl: number | undefined): number | null => (ttl === undefined ? null : now + ttl);
  const textOf = (row: Record<string, unknown> | undefined): string | undefined =>
    row === undefined ? undefined : String(row['value']);

  statements.sweep.run(clock.now());

  return {
    get: async (key) => textOf(statements.get.get(key, clock.now())),

    async set(key, next, { ttl } = {}) {
      const now = clock.now();
      // What has ended is thrown out whenever something with an end comes in: the file does not grow with dead sessions.
      if (ttl !== undefined) statements.sweep.run(now);
      statements.set.run({ key, next, endsAt: ending(now, ttl) });
    },

    async compareAndSet(key, expected, next, { ttl } = {}) {
      const now = clock.now();
      const endsAt = ending(now, ttl);
      if (expected === undefined) {
        if (next === undefined) return textOf(statements.get.get(key, now)) === undefined;
        return statements.create.run({ key, next, endsAt, now }).changes === 1;
      }
      if (next === undefined) return statements.takeAway.run({ key, expected, now }).changes === 1;
      return statements.replace.run({ key, expected, next, endsAt, now }).changes === 1;
    },

    async peek(key, length) {
      return Object.values(statements.peek.get({ key, length, now: clock.now() }) ?? {}).map(String)[0];
    },

    async swap(key, beginning, next, { ttl } = {}) {
      const now = clock.now();
      return statements.swap.run({ key, beginning, next, endsAt: ending(now, ttl), now }).changes === 1;
    },

    async increment(key, { ttl } = {}) {
      const now = clock.now();
      return Number(textOf(statements.increment.get({ key, endsAt: ending(now, ttl), now })));
    },

    async spend(key, { now, every, burst }) {
      const own = clock.now();
      const done = statements.spend.get({ key, now, every, burst, endsAt: own + every });
      if (done) return 0;
      const whole = Number(textOf(statements.get.get(key, own)) ?? 0);
      return Math.max(1, whole - now + every - every * burst);
    },

    async delete(key) {
      statements.delete.run(key);
    },

    close: () => database.close(),
  };
}
