import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Clock, systemClock } from '../../demo/backend/clock.ts';
import { createIndexedDbStore } from '../../demo/backend/homes/indexeddb.ts';
import { createSqliteStore, type SqliteStore } from '../../demo/backend/homes/sqlite.ts';
import { storeContract, withClock } from './store-contract.ts';

describe('a store in SQLite, in memory', () => {
  storeContract(withClock((clock) => createSqliteStore({ clock })));
});

describe('a store in an SQLite file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-store-'));
  const opened: SqliteStore[] = [];
  function open(file: string, clock: Pick<Clock, 'now'> = systemClock): SqliteStore {
    const store = createSqliteStore({ file: join(folder, file), clock });
    opened.push(store);
    return store;
  }
  afterAll(() => {
    for (const store of opened) store.close();
    rmSync(folder, { recursive: true });
  });

  storeContract(withClock((clock) => open(`${randomUUID()}/state.sqlite`, clock)));

  it('is there again after a restart', async () => {
    const before = createSqliteStore({ file: join(folder, 'restart.sqlite') });
    await before.set('session', 'alive');
    before.close();
    expect(await open('restart.sqlite').get('session')).toBe('alive');
  });

  it('is one store for two who opened it: one of them wins', async () => {
    const [one, two] = [open('shared.sqlite'), open('shared.sqlite')];
    await one.set('a', 'start');
    const won = await Promise.all([one.compareAndSet('a', 'start', 'one'), two.compareAndSet('a', 'start', 'two')]);
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await two.get('a')).toBe(await one.get('a'));
  });
});

describe('a store in a simulated IndexedDB', () => {
  storeContract(withClock((clock) => createIndexedDbStore({ name: randomUUID(), clock })));
});
