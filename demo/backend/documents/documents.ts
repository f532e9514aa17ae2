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
  /** All that this user has, without what is in it. */
  list(userId: string): Promise<readonly { readonly id: string; readonly rev: string }[]>;
}

const revLength = 22;

export function createDocuments(store: Store, limits: Limits): Documents {
  const names = createRecords<readonly string[]>(store, 'documents-of');
  // Encoded, so that no user's id and name together read as another's.
  const keyOf = (userId: string, id: string): string => `document:${encodeURIComponent(userId)}:${id}`;
  // The revision stands in front: it can be compared without the state, which may be large.
  const packed = (rev: string, state: string): string => `${rev}\n${state}`;

  /** Before the document itself: a crash in between leaves a name that nothing is behind, and never one too many. */
  async function enter(userId: string, id: string): Promise<void> {
    const { isFull } = await names.change<{ next?: readonly string[]; isFull?: boolean }>(userId, (all = []) => {
      if (all.includes(id)) return {};
      return all.length < limits.documents ? { next: [...all, id] } : { isFull: true };
    });
    if (isFull) {
      throw new Refusal(403, 'too_many_documents', `One account may have ${limits.documents} documents at most.`);
    }
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
      await enter(userId, id);
      const rev = newRev();
      const created = await store.compareAndSet(keyOf(userId, id), undefined, packed(rev, state));
      return created ? rev : undefined;
    },

    async replace(userId, id, before, state) {
      const rev = newRev();
      const replaced = await store.swap(keyOf(userId, id), packed(before, ''), packed(rev, state));
      return replaced ? rev : undefined;
    },

    async list(userId) {
      const all = (await names.read(userId)) ?? [];
      const found = await Promise.all(
        all.map(async (id) => ({ id, rev: await store.peek(keyOf(userId, id), revLength) })),
      );
      return found.flatMap(({ id, rev }) => (rev === undefined ? [] : [{ id, rev }]));
    },
  };
}
