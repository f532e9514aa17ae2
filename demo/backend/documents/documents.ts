import type { Clock } from '../clock.ts';
import { Refusal } from '../http/refusal.ts';
import type { Limits } from '../limits.ts';
import { createRecords } from '../records.ts';
import type { Store } from '../store.ts';
import { newRev } from './revisions.ts';

export interface Document {
  readonly rev: string;
  /** Absent where the caller knows this revision already. */
  readonly state?: string;
}

/**
 * What people were in the middle of, as each one's own clients left it. The server keeps it and compares revisions; it
 * reads nothing of it and merges nothing.
 *
 * Everything is asked for under the user who asks. So there is no other person's document to refuse: one who tries
 * another's name finds what they have under it themselves.
 */
export interface Documents {
  read(userId: string, id: string, known: readonly string[]): Promise<Document | undefined>;
  /** @returns the new revision; `undefined` when there is such a document already */
  create(userId: string, id: string, state: string): Promise<string | undefined>;
  /** @returns the new revision; `undefined` when another one stands, or none */
  replace(userId: string, id: string, rev: string, state: string): Promise<string | undefined>;
  /** @returns whether this revision stood, and so was taken away */
  remove(userId: string, id: string, rev: string): Promise<boolean>;
  /** All of this user's, when their account goes. End their sessions first: what a device writes meanwhile stays. */
  removeAll(userId: string): Promise<void>;
  /** All that this user has, without what is in it. */
  list(userId: string): Promise<readonly { readonly id: string; readonly rev: string }[]>;
}

const revLength = 22;

/** In ms: so long a name may be there before its document is. */
const entering = 60_000;

type Names = readonly (readonly [id: string, enteredAt: number])[];

export function createDocuments(store: Store, limits: Limits, clock: Pick<Clock, 'now'>): Documents {
  const names = createRecords<Names>(store, 'documents-of');
  // Encoded, so that no user's id and name together read as another's.
  const keyOf = (userId: string, id: string): string => `document:${encodeURIComponent(userId)}:${id}`;
  // The revision stands in front: it can be compared without the state, which may be large.
  const packed = (rev: string, state: string): string => `${rev}\n${state}`;
  // Each write begins it anew: what nobody has touched for so long goes.
  const kept = { ttl: limits.keep };

  const list: Documents['list'] = async (userId) => {
    const all = (await names.read(userId)) ?? [];
    const found = await Promise.all(
      all.map(async ([id]) => ({ id, rev: await store.peek(keyOf(userId, id), revLength) })),
    );
    return found.flatMap(({ id, rev }) => (rev === undefined ? [] : [{ id, rev }]));
  };

  /** Before the document itself: a crash in between leaves a name that nothing is behind, and never one too many. */
  const enter = (userId: string, id: string): Promise<{ next?: Names; isFull?: boolean }> =>
    names.change(userId, (all = []) => {
      const others = all.filter(([name]) => name !== id);
      return others.length < limits.documents ? { next: [...others, [id, clock.now()]] } : { isFull: true };
    });
  /** Names of what was taken away, or has ended, make room. */
  async function tidy(userId: string): Promise<void> {
    const there = new Set((await list(userId)).map(({ id }) => id));
    const isOld = (at: number): boolean => at < clock.now() - entering;
    await names.change(userId, (all = []) => ({ next: all.filter(([id, at]) => there.has(id) || !isOld(at)) }));
  }
  async function makeRoom(userId: string, id: string): Promise<void> {
    if (!(await enter(userId, id)).isFull) return;
    await tidy(userId);
    if (!(await enter(userId, id)).isFull) return;
    throw new Refusal(403, 'too_many_documents', `One account may have ${limits.documents} documents at most.`);
  }

  return {
    async read(userId, id, known) {
      const key = keyOf(userId, id);
      if (known.length > 0) {
        const rev = await store.peek(key, revLength);
        if (rev === undefined || known.includes(rev)) return rev === undefined ? undefined : { rev };
      }
      const value = await store.get(key);
      return value === undefined ? undefined : { rev: value.slice(0, revLength), state: value.slice(revLength + 1) };
    },

    async create(userId, id, state) {
      await makeRoom(userId, id);
      const rev = newRev();
      const created = await store.compareAndSet(keyOf(userId, id), undefined, packed(rev, state), kept);
      return created ? rev : undefined;
    },

    async replace(userId, id, before, state) {
      const rev = newRev();
      const replaced = await store.swap(keyOf(userId, id), packed(before, ''), packed(rev, state), kept);
      return replaced ? rev : undefined;
    },

    async remove(userId, id, rev) {
      const value = await store.get(keyOf(userId, id));
      return value?.startsWith(packed(rev, '')) === true && store.compareAndSet(keyOf(userId, id), value, undefined);
    },

    async removeAll(userId) {
      for (const [id] of (await names.read(userId)) ?? []) await store.delete(keyOf(userId, id));
      await names.remove(userId);
    },

    list,
  };
}
