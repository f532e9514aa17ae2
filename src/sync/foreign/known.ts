import { type DraftInside, groundElement } from '../../documents/draft/ground.ts';
import { isRegister, type Register } from '../../documents/fragment.ts';
import { contentOf, isSet } from '../../documents/register.ts';
import { unpackVersion, type Version } from './values.ts';

/** What is stored of a record and its edits, as all tabs of this browser have it. */
export interface Known {
  at(element: string): Register | undefined;
  /** The record as it was seen last; null where it never was. */
  version(): Version | null;
  /** The same as it was read last, however it is by now. */
  before(): Version | null;
}

export function createKnown(inside: DraftInside, onBad: () => void): Known {
  let read: { readonly from: unknown; readonly version: Version | null } = { from: undefined, version: null };
  const at = (element: string): Register | undefined => {
    const fragment = inside.document.all().get(element);
    return fragment && isRegister(fragment) ? fragment : undefined;
  };
  return {
    at,
    version() {
      const from = at(groundElement);
      if (from === read.from) return read.version;
      const found = from && isSet(from) ? unpackVersion(contentOf(from), inside) : 'other';
      read = { from, version: found === 'other' ? null : found };
      if (found === null) onBad();
      return read.version;
    },
    before: () => read.version,
  };
}
