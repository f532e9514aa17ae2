import { Dexie, type EntityTable } from 'dexie';
import type { Kind, Value } from '../contents.ts';
import { type Candidate, gatherPromises } from './candidate.ts';

interface Row {
  readonly key: string;
  readonly value: Value;
}

type Rows = Dexie & { rows: EntityTable<Row, 'key'> };
const databases = new Map<Kind, Rows>();

/** A row for each field or line. */
export const dexie: Candidate = {
  async prepare(kind) {
    const database = new Dexie(kind) as Rows;
    database.version(1).stores({ rows: 'key' });
    databases.set(kind, database);
    await database.open();
  },
  async open(kind) {
    const database = databases.get(kind);
    if (!database) throw new Error('The database is not open.');
    const contents = new Map((await database.rows.toArray()).map(({ key, value }) => [key, value]));
    const saving = gatherPromises();
    return {
      fill(filled) {
        const rows = Object.entries(filled).map(([key, value]): Row => ({ key, value }));
        for (const { key, value } of rows) contents.set(key, value);
        saving.add(database.rows.bulkPut(rows));
      },
      change(key, value) {
        contents.set(key, value);
        saving.add(database.rows.put({ key, value }));
      },
      saved: saving.all,
      read: () => Object.fromEntries(contents),
    };
  },
};
