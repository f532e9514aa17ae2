import { HoldfastError, isHoldfastError } from '../foundation/errors.ts';
import type { Entry } from '../platform/database.ts';
import { within } from '../platform/within.ts';
import { hasFile } from './codec.ts';
import type { Kept } from './contents.ts';
import { fold } from './folding.ts';
import type { DocumentHost, Partition } from './host.ts';
import { identityKey, parseIdentity } from './identity.ts';
import { prefixOf } from './keys.ts';
import { accountKeys, openDocument } from './opening.ts';
import { createOwnEntries } from './own-entries.ts';
import { createPump } from './pump.ts';
import { type OpenedBefore, type Reading, readEntries, takeEntries, untold } from './reading.ts';
import { retry } from './retry.ts';
import { full, isFull, makeRoom } from './room.ts';
import { writeShadow } from './shadow.ts';

/** How well a stay's edits are kept; the worst wins. */
type StayStatus = 'restoring' | 'saving' | 'saved' | 'volatile' | 'error';

/** One tab's stay at one document of one partition: reads, writes, and ends. */
export interface Stay {
  status(): StayStatus;
  /** Which document is stored there, from its first opening until it is wiped or claimed; null while that isn't known. */
  id(): string | null;
  /** Resolves when what is stored has been joined, or storage has not answered in time. */
  ready: Promise<void>;
  /** `element` was edited. It is written in its own microtask, or, while a transaction runs, together with all others when that is done. */
  touch(element: string): void;
  /** Joins what other tabs have stored. Opens, if that failed before. */
  reread(): Promise<void>;
  flush(): Promise<void>;
  /** Writes what isn't stored yet, without waiting for anything. */
  exit(): void;
  /** Removes what nothing is left of. */
  tidy(): Promise<void>;
  /** Nothing is written from here on. */
  close(): void;
}

/** How long storage may take to open before the document can be used without it, in milliseconds. */
const patience = 4000;

export function openStay(host: DocumentHost, partition: Partition, kept: Kept, edited: Iterable<string>): Stay {
  const { clock } = host.platform;
  const again = <T>(work: () => Promise<T>): Promise<T> => retry(clock, work, () => makeRoom(host));
  const { document, version, replica } = kept;
  const prefix = prefixOf(partition.id, document);
  const dirty = new Set(edited);
  const flying = new Set<string>();
  const own = createOwnEntries(kept, prefix, untold(partition.epoch));
  const before: OpenedBefore = new Map();
  /** The last whole reading, with the document's keys. */
  let known: Reading | null = null;
  let id: string | null = null;
  let newer = false;
  let waiting = false;
  let trouble: 'volatile' | 'error' | null = null;
  let closed = false;

  const degrade = (to: 'volatile' | 'error', error: unknown): void => {
    if (closed || trouble === to) return;
    trouble = to;
    host.reportStorage('volatile', error);
    kept.changed();
  };
  const recover = (): void => {
    if (trouble) host.reportStorage('durable');
    trouble = null;
  };
  const discard = (text: string): void =>
    host.reportStorage('durable', new HoldfastError('HOLDFAST_DISCARDED', `"${document}" ${text}`));
  const standBack = (found: boolean): void => {
    if (found && !newer)
      discard('was stored by a newer version of this application and is left as it is. Reload the page.');
    newer = found;
  };

  /** Joins all that is stored, and puts it in order. */
  const open = async (): Promise<void> => {
    const found = await again(() => openDocument(host, partition, kept));
    if (closed) return;
    const first = id === null;
    if (!first && found.id !== id) return kept.lost();
    const { reading } = found;
    [id, known, waiting] = [found.id, reading, reading.waiting];
    own.settle(id, reading.locker);
    standBack(reading.newer);
    kept.adopt(reading.contents);
    if (first) {
      recover();
      kept.opened();
      if (found.claimed || reading.found.some(({ origin }) => origin === 'shadow')) host.announce(document);
      void write();
    }
    if (newer) return;
    const aside = reading.found.filter(({ verdict }) => verdict === 'garbage').length;
    if (aside) discard(`had ${aside} stored records that could not be understood. They were set aside.`);
    const same = await again(() => fold(host, partition.id, kept, found.id, reading));
    if (!same && !closed) kept.lost();
  };
  const openFirst = createPump(async () => {
    if (id === null && !closed)
      await open().catch((error: unknown) => degrade(id === null ? 'volatile' : 'error', error));
  });

  let flown: readonly Entry[] = [];
  const put = async (elements: readonly string[]): Promise<void> => {
    const strict = elements.includes('@closed');
    const sealed = own.of(elements);
    flown = 'then' in sealed ? await sealed : sealed;
    if (!closed) await host.database().put('journal', flown, { strict });
  };
  /** Stores what flies: files apart and last, so that nothing waits for their bytes, or for one that can't be read any more. */
  const putAll = async (): Promise<void> => {
    const withFiles = new Set([...flying].filter((element) => hasFile(kept.own(element))));
    for (const files of [false, true]) {
      const elements = [...flying].filter((element) => withFiles.has(element) === files);
      if (!elements.length || closed) continue;
      await again(() => put(elements)).catch((cause: unknown) => {
        if (!files || isHoldfastError(cause)) throw cause;
        const text = `"${document}" holds a file that can't be read any more. Choose it again.`;
        throw new HoldfastError('HOLDFAST_STORAGE', text, { cause });
      });
      for (const element of elements) flying.delete(element);
      if (!closed) host.announce(document);
    }
  };
  const write = createPump(async () => {
    if (id === null || newer || closed || !dirty.size) return;
    for (const element of dirty) flying.add(element);
    dirty.clear();
    kept.changed();
    try {
      await putAll();
      if (closed) return;
      recover();
    } catch (error) {
      for (const element of flying) dirty.add(element);
      degrade('error', isFull(error) ? full(document, flown, error) : error);
    }
    flying.clear();
    kept.changed();
    // What was edited meanwhile has asked for the next run itself.
  });

  const reread = createPump(async () => {
    if (id === null || !known) return openFirst();
    if (closed) return;
    if (dirty.size) void write();
    try {
      const { locker } = known;
      locker.take(await accountKeys(host, partition, kept));
      const [journal, base] = await readEntries((store, start) => host.database().range(store, start), prefix);
      if (closed) return;
      const identity = base.find(([key]) => key === identityKey(prefix));
      if (parseIdentity(identity?.[1])?.[0] !== id) return kept.lost();
      const document = { prefix, id, epoch: partition.epoch, version };
      const verdicts = await takeEntries([...base, ...journal], document, kept, locker, before);
      if (closed) return;
      // What was folded since is under another key.
      const present = new Set([...base, ...journal].map(([key]) => key));
      for (const key of before.keys()) if (!present.has(key)) before.delete(key);
      waiting = verdicts.includes('waiting');
      standBack(verdicts.includes('newer'));
      kept.changed();
    } catch (error) {
      degrade('error', error);
    }
  });

  const exit = (): void => {
    const ours = (key: string): boolean => key.startsWith(prefix) && key.endsWith(`/${replica}`);
    if (closed || newer || !(dirty.size + flying.size)) return;
    const unstored = own.atOnce([...dirty, ...flying]);
    if (!unstored.length) return;
    writeShadow(host, partition.id, ours, unstored);
    if (id === null) return;
    host
      .database()
      .put('journal', unstored)
      .then(
        () => writeShadow(host, partition.id, ours),
        () => {},
      );
  };

  return {
    status: () =>
      newer
        ? 'error'
        : (trouble ?? (id === null || waiting ? 'restoring' : dirty.size + flying.size ? 'saving' : 'saved')),
    id: () => id,
    ready: within(clock, patience, openFirst(), null).then(() => {
      if (id === null) degrade('volatile', new HoldfastError('HOLDFAST_STORAGE', `No answer within ${patience} ms.`));
    }),
    touch(element) {
      dirty.add(element);
      own.touch(element);
      // Where storage could not be opened, an edit is a reason to try again.
      void (id === null ? openFirst() : write());
    },
    reread,
    flush: async () => (id === null ? exit() : write()),
    exit,
    tidy: async () => {
      if (id !== null && !closed) await open().catch((error: unknown) => degrade('error', error));
    },
    close() {
      closed = true;
    },
  };
}
