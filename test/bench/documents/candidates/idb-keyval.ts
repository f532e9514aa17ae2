import { get, set } from 'idb-keyval';
import type { Contents } from '../contents.ts';
import { type Candidate, gatherPromises } from './candidate.ts';

/** The whole document under one key, at every change. */
export const idbKeyval: Candidate = {
  prepare: () => get('nothing'),
  async open(kind) {
    let contents = (await get<Contents>(kind)) ?? {};
    const saving = gatherPromises();
    const keep = (next: Contents): void => {
      contents = next;
      saving.add(set(kind, contents));
    };
    return {
      fill: keep,
      change: (key, value) => keep({ ...contents, [key]: value }),
      saved: saving.all,
      read: () => contents,
    };
  },
};
