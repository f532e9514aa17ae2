import type { Stood } from '../items/history.ts';
import type { Stamp } from '../stamp.ts';

/** One edit of one field, and what it was done to. */
export interface Change {
  readonly path: string;
  readonly before: Stood;
  readonly after: Stood;
  /** The edit that stood there before; nothing is ''. */
  base: Stamp;
  stamp: Stamp;
}

interface Step {
  readonly changes: Change[];
  readonly group: object | null;
  at: number;
}

/** An edit that takes one back, or does it again. */
export interface Repeat {
  readonly path: string;
  readonly value: Stood;
  readonly stamp: Stamp;
}

/** The own edits of this tab, to take back and to do again. In memory only. */
export interface History {
  /** Notes an edit. Those of one group are one step; without a group, those of one field within a second are. */
  record(change: Change, group: object | null): void;
  /** What is to be written to take the last step back that still stands. */
  undo(): readonly Repeat[];
  redo(): readonly Repeat[];
  canUndo(): boolean;
  canRedo(): boolean;
  /** The edit `from` of a field stands in it again as `to`. */
  rename(path: string, from: Stamp, to: Stamp): void;
  clear(): void;
}

/** How many steps are kept. */
const most = 100;
/** Milliseconds. */
const pause = 1000;

/**
 * `present` tells which edit stands in a field. A step is taken back only where its own still stands: what others wrote since
 * stays. Taking back is an edit too, so whoever refers to the one that stands again by it is told its new stamp.
 */
export function createHistory(
  present: (path: string) => Stamp,
  tick: (path: string) => Stamp,
  now: () => number,
): History {
  let undos: Step[] = [];
  let redos: Step[] = [];

  /** The changes of each path, gathered when they are asked for: a step may be about thousands. */
  let byPath: Map<string, Change[]> | null = null;

  const changesOf = (path: string): readonly Change[] => {
    if (!byPath) {
      byPath = new Map();
      for (const change of [...undos, ...redos].flatMap(({ changes }) => changes)) {
        const found = byPath.get(change.path);
        if (found) found.push(change);
        else byPath.set(change.path, [change]);
      }
    }
    return byPath.get(path) ?? [];
  };
  const rename = (path: string, from: Stamp, to: Stamp): void => {
    for (const change of changesOf(path)) {
      if (change.base === from) change.base = to;
      if (change.stamp === from) change.stamp = to;
    }
  };
  const stands = (end: 'base' | 'stamp') => (change: Change) => present(change.path) === change[end];
  /** The last edit is the likeliest to stand. */
  const can = (steps: readonly Step[], end: 'base' | 'stamp'): boolean =>
    steps.findLast(({ changes }) => changes.findLast(stands(end))) !== undefined;

  /** Goes from one end of each change to the other. */
  const go = (from: Step[], to: Step[], here: 'base' | 'stamp', there: 'base' | 'stamp'): readonly Repeat[] => {
    for (let step = from.pop(); step; step = from.pop()) {
      to.push(step);
      const repeats = step.changes.filter(stands(here)).map((change) => {
        const stamp = tick(change.path);
        rename(change.path, change[there], stamp);
        return { path: change.path, value: there === 'base' ? change.before : change.after, stamp };
      });
      if (repeats.length) return repeats;
      to.pop();
    }
    return [];
  };

  return {
    record(change, group) {
      const top = undos.at(-1);
      const last = top?.changes.at(-1);
      const recent = !group && last?.path === change.path && now() - (top?.at ?? 0) < pause;
      redos = [];
      byPath = null;
      if (!top || !last || top.group !== group || (!group && !recent)) {
        undos.push({ changes: [change], group, at: now() });
        if (undos.length > most) undos.shift();
        return;
      }
      top.at = now();
      // Where somebody else's edit came between, that is what taking back leads to.
      if (last.path === change.path && last.stamp === change.base) {
        top.changes.pop();
        top.changes.push({ ...change, before: last.before, base: last.base });
      } else top.changes.push(change);
    },
    undo: () => go(undos, redos, 'stamp', 'base'),
    redo: () => go(redos, undos, 'base', 'stamp'),
    canUndo: () => can(undos, 'stamp'),
    canRedo: () => can(redos, 'base'),
    rename,
    clear() {
      undos = [];
      redos = [];
      byPath = null;
    },
  };
}
