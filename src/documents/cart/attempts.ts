import { demandUse } from '../demand.ts';
import type { Document } from '../document.ts';
import type { Element } from '../elements.ts';
import { undoEdits, type Written } from './undo.ts';

/** Edits that can be taken back for as long as somebody else has to agree. */
export interface Attempts {
  /** Writes, and remembers it if an attempt is being made. */
  write(...edits: Element[]): void;
  /** Whether an attempt under way, which may still be taken back, has written into an element. */
  isTried(name: string): boolean;
  attempt<Done, Result>(change: () => Done, send: (done: Done) => Promise<Result>): Promise<Result>;
}

export function createAttempts(document: Document): Attempts {
  let recording: Written[] | null = null;
  const pending = new Set<readonly Written[]>();

  const record = <Done>(written: Written[], change: () => Done): Done => {
    const outer = recording;
    recording = written;
    try {
      return change();
    } finally {
      recording = outer;
    }
  };
  const undo = (replica: string, written: readonly Written[]): void => {
    // Under another stay somebody else's cart may be open, or the guest's has joined the account: there it isn't known as ours.
    if (!written.length || document.replica() !== replica) return;
    const by = { replica, own: document.own, tick: document.tick };
    document.write(...undoEdits(written, document.all(), by));
  };
  return {
    write(...edits) {
      const all = document.all();
      recording?.push(...edits.map(([name, fragment]) => ({ name, fragment, before: all.get(name) })));
      document.write(...edits);
    },
    isTried: (name) => [...pending].some((written) => written.some((each) => each.name === name)),
    async attempt(change, send) {
      const written: Written[] = [];
      pending.add(written);
      const replica = document.replica();
      try {
        const done = record(written, change);
        const isLate = typeof (done as { then?: unknown } | null | undefined)?.then === 'function';
        demandUse(!isLate, 'The change of an attempt must be synchronous: ask the server in `send`.');
        return await send(done);
      } catch (failure) {
        undo(replica, written);
        throw failure;
      } finally {
        pending.delete(written);
      }
    },
  };
}
