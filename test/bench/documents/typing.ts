import type { Opened } from './candidates/candidate.ts';
import { fieldName } from './contents.ts';

/** What the page tells of its typing, as it happens: an edit was typed, or the library said that it is stored. */
export type Telling = readonly [what: 'typed' | 'said', key: string, value: string];

declare global {
  interface Window {
    /** Put there from outside. */
    tell?(telling: string): void;
  }
}

const rate = 10;
const atExit = 190;

/** What is edited when the page hears that it goes: no library hears of a later edit. */
export const exitEdit = (first: number): readonly [key: string, value: string] => [fieldName(atExit), `left ${first}`];

export interface Typing {
  type(): void;
  /** Goes on typing, ten edits a second, and edits once more at the exit. */
  start(): void;
}

/** Types edit after edit, each into a field of its own, so that it can be told afterwards which of them are lost. */
export function createTyping(document: Opened, first: number): Typing {
  let next = first;
  const tell = (...telling: Telling): void => window.tell?.(JSON.stringify(telling));
  const type = (): void => {
    const [key, value] = [fieldName(next % atExit), `edit ${next}`];
    next++;
    document.change(key, value);
    tell('typed', key, value);
    document.saved?.().then(
      () => tell('said', key, value),
      () => undefined,
    );
  };
  return {
    type,
    start() {
      setInterval(type, 1000 / rate);
      addEventListener('pagehide', () => document.change(...exitEdit(first)));
    },
  };
}
