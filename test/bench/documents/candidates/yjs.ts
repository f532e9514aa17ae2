import { IndexeddbPersistence } from 'y-indexeddb';
import { Doc, Map as SharedMap, Text as SharedText } from 'yjs';
import type { Contents, Value } from '../contents.ts';
import type { Candidate } from './candidate.ts';

type Shared = string | SharedText | SharedMap<string | number>;

/** How a value stands in the shared map, and how it is changed there. */
interface Modelling {
  make(value: Value): Shared;
  change(shared: SharedMap<Shared>, key: string, value: Value): void;
}

const lineOf = (value: Value): SharedMap<string | number> =>
  new SharedMap<string | number>(typeof value === 'string' ? [] : Object.entries(value));

/** A text is one value; a line is a map of its own, in which only the quantity changes. */
const byValue: Modelling = {
  make: (value) => (typeof value === 'string' ? value : lineOf(value)),
  change(shared, key, value) {
    const before = shared.get(key);
    if (typeof value === 'string') shared.set(key, value);
    else if (before instanceof SharedMap) before.set('quantity', value.quantity);
  },
};

/** Each field is a text in which letters are inserted. */
const byLetter: Modelling = {
  make: (value) => new SharedText(String(value)),
  change(shared, key, value) {
    const [before, text] = [shared.get(key), String(value)];
    if (!(before instanceof SharedText)) shared.set(key, new SharedText(text));
    else if (text.startsWith(before.toString())) before.insert(before.length, text.slice(before.length));
    else {
      before.delete(0, before.length);
      before.insert(0, text);
    }
  },
};

const shared = ({ make, change }: Modelling): Candidate => ({
  async open(kind) {
    const doc = new Doc();
    await new IndexeddbPersistence(kind, doc).whenSynced;
    const values = doc.getMap<Shared>('values');
    return {
      fill: (contents) =>
        doc.transact(() => {
          for (const [key, value] of Object.entries(contents)) values.set(key, make(value));
        }),
      change: (key, value) => change(values, key, value),
      read: () => JSON.parse(JSON.stringify(values.toJSON())) as Contents,
    };
  },
});

export const yIndexeddb = shared(byValue);
export const yIndexeddbByLetter = shared(byLetter);
