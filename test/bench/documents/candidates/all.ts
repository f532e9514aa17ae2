import type { Candidate } from './candidate.ts';
import { dexie } from './dexie.ts';
import { holdfast } from './holdfast.ts';
import { idbKeyval } from './idb-keyval.ts';
import type { CandidateName } from './names.ts';
import { raw, rawChecked, rawSealed } from './raw.ts';
import { reduxPersist } from './redux-persist.ts';
import { yIndexeddb, yIndexeddbByLetter } from './yjs.ts';
import { zustandIdbKeyval, zustandLocalStorage } from './zustand.ts';

export const candidates: Readonly<Record<CandidateName, Candidate>> = {
  'raw IndexedDB, a put per change': raw,
  'floor: a put and its check': rawChecked,
  'floor: the same, sealed': rawSealed,
  holdfast: holdfast(true),
  'holdfast, not sealed': holdfast(false),
  'zustand/persist, localStorage': zustandLocalStorage,
  'zustand/persist, idb-keyval': zustandIdbKeyval,
  'redux-persist, localStorage': reduxPersist,
  Dexie: dexie,
  'y-indexeddb, Y.Map': yIndexeddb,
  'y-indexeddb, Y.Text': yIndexeddbByLetter,
  'idb-keyval, the whole document': idbKeyval,
};
