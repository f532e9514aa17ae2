import type { Document } from './document.ts';
import type { Stamp } from './stamp.ts';

/** Names for what is open of a document, until it is closed. */
export function createMarks(
  /** Which document is stored; null while that isn't known. */
  id: () => string | null,
  present: () => { readonly contents: object; readonly closed: Stamp; readonly replica: string },
): Pick<Document, 'mark' | 'key'> {
  let named: readonly [contents: object, closed: Stamp, key: string] | null = null;
  const markOf = (name: string): string => `${name}-${present().closed.slice(0, 13)}`;
  const mark = (): string | null => {
    const stored = id();
    return stored === null ? null : markOf(stored);
  };
  return {
    mark,
    key() {
      const { contents, closed, replica } = present();
      // Once given away it stays, also when storage comes late and names the document otherwise.
      if (named?.[0] !== contents || named[1] !== closed) named = [contents, closed, mark() ?? markOf(replica)];
      return named[2];
    },
  };
}
