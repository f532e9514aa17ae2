import type { Contents } from '../vault/contents.ts';
import { type Fragment, isRegister, join, newest, parseFragment, storedFragment } from './fragment.ts';
import { coveredTo } from './register.ts';
import type { Stamp } from './stamp.ts';

/** An element and what it holds. */
export type Element = readonly [name: string, fragment: Fragment];

export type Elements = ReadonlyMap<string, Fragment>;

/** Translates what was read, or refuses it. */
export type Accept = (name: string, fragment: Fragment, version: number) => readonly Element[] | null;

/** The element that says when the document was last closed. */
export const closing = '@closed';

/** The latest stamp in all of them. */
export function latest(fragments: Iterable<Fragment>): Stamp {
  let last = '';
  for (const fragment of fragments) {
    const stamp = newest(fragment);
    if (stamp > last) last = stamp;
  }
  return last;
}

export interface ElementsInMemory extends Contents {
  readonly map: Map<string, Fragment>;
  /** Names of what changed since this was last asked, so that nobody has to look at everything again. */
  changes(): ReadonlySet<string>;
  merge(edit: Element): void;
  /** Joins others that observe by the same clock. */
  adopt(others: Elements): void;
}

/** Elements in memory, and the rule that what was closed is gone. */
export function createElements(accept: Accept, observe: (stamp: Stamp) => void): ElementsInMemory {
  const map = new Map<string, Fragment>();
  let changed = new Set<string>();
  /** What is left of it after the last closing. */
  const remaining = (name: string, fragment: Fragment): Fragment | null => {
    if (name === closing || !isRegister(fragment)) return fragment;
    const closed = map.get(closing);
    if (!closed) return fragment;
    return fragment[0] < newest(closed) ? null : coveredTo(fragment, newest(closed));
  };
  const merge = ([name, fragment]: Element): void => {
    observe(newest(fragment));
    const before = map.get(name);
    const after = before ? join(before, fragment) : fragment;
    const kept = after === before ? before : remaining(name, after);
    if (!kept || kept === before) return;
    map.set(name, kept);
    changed.add(name);
    if (name !== closing) return;
    for (const [other, part] of map) {
      const left = remaining(other, part);
      if (left === part) continue;
      if (left) map.set(other, left);
      else map.delete(other);
      changed.add(other);
    }
  };
  return {
    map,
    changes() {
      const seen = changed;
      changed = new Set();
      return seen;
    },
    merge,
    adopt(others) {
      // Mostly nothing is known here yet, and what was joined there needn't be joined again.
      const isFirst = !map.size;
      for (const edit of others) {
        if (!isFirst) merge(edit);
        else {
          map.set(edit[0], edit[1]);
          changed.add(edit[0]);
        }
      }
    },
    all: (name) => storedFragment(map.get(name)),
    absorb(name, value, version) {
      const parsed = parseFragment(value);
      const elements =
        parsed && (name === closing ? isRegister(parsed) && [[name, parsed] as const] : accept(name, parsed, version));
      if (!elements) return null;
      elements.forEach(merge);
      return elements.map(([landed]) => landed);
    },
  };
}
