import { Dexie, type EntityTable } from 'dexie';
import type { Value } from '../contents.ts';
import { type Candidate, gatherPromises } from './candidate.ts';

interface Row {
  readonly key: string;
  readonly value: Value;
}

/** A row for each field or line. */
export const dexie: Candidate = {
  async open(kind) {
    const database = new Dexie(kind) as Dexie & { rows: EntityTable<Row, 'key'> };
    database.version(1).stores({ rows: 'key' });
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
