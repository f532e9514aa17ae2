import type { Kind } from '../contents.ts';

/**
 * What is compared: floors, ours, and the peers. A cart isn't sealed unless asked for, and has no texts to merge
 * by letters.
 */
const kindsOf = {
  'raw IndexedDB, a put per change': ['form', 'cart'],
  'floor: a put and its check': ['form', 'cart'],
  'floor: the same, sealed': ['form'],
  holdfast: ['form', 'cart'],
  'holdfast, not sealed': ['form'],
  'zustand/persist, localStorage': ['form', 'cart'],
  'zustand/persist, idb-keyval': ['form', 'cart'],
  'redux-persist, localStorage': ['form', 'cart'],
  Dexie: ['form', 'cart'],
  'y-indexeddb, Y.Map': ['form', 'cart'],
  'y-indexeddb, Y.Text': ['form'],
  'idb-keyval, the whole document': ['form', 'cart'],
} as const satisfies Readonly<Record<string, readonly Kind[]>>;

export type CandidateName = keyof typeof kindsOf;

/** Those that somebody could use. */
export const isLibrary = (name: CandidateName): boolean => !name.startsWith('floor');

export const candidateNames = (kind: Kind): readonly CandidateName[] =>
  (Object.keys(kindsOf) as CandidateName[]).filter((name) => (kindsOf[name] as readonly Kind[]).includes(kind));
