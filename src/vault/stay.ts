import { HoldfastError } from '../foundation/errors.ts';
import type { Entry } from '../platform/database.ts';
import { within } from '../platform/within.ts';
import type { Kept } from './contents.ts';
import type { DocumentHost, Partition } from './host.ts';
import { identityKey, parseIdentity } from './identity.ts';
import { keyOf, prefixOf } from './keys.ts';
import { type Folded, fold, readEntries, take, untold } from './opening.ts';
import { createPump } from './pump.ts';
import { retry } from './retry.ts';
import { writeShadow } from './shadow.ts';
import { finishWipes } from './wipe.ts';

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

const claimRecord = (host: DocumentHost, document: string): string => `holdfast:${host.name}:claim:${document}`;

/** Notes that a guest's document is to join that of `partition` when it is next opened: at once, or after a crash. */
export const markClaim = (host: DocumentHost, document: string, partition: string): void =>
  void host.platform.records.write(claimRecord(host, document), partition);

export function openStay(host: DocumentHost, partition: Partition, kept: Kept, edited: Iterable<string>): Stay {
  const { clock, records } = host.platform;
  const { document, version, replica } = kept;
  const prefix = prefixOf(partition.id, document);
  const claim = claimRecord(host, document);
  const dirty = new Set(edited);
  const flying = new Set<string>();
  let id: string | null = null;
  let newer = false;
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

  const foldOnce = async (): Promise<Folded> => {
    await finishWipes(host);
    const claiming = records.read(claim) === partition.id;
    const folded = await host
      .database()
      .transact(['journal', 'base'], (transaction) => fold(host, partition, kept, claiming, transaction), {
        strict: claiming,
      });
    if (claiming && !folded.newer) records.write(claim, null);
    if (folded.shadowed.length) writeShadow(host, partition.id, (key) => folded.shadowed.includes(key));
    return folded;
  };
  const foldAll = async (): Promise<void> => {
    let folded: Folded;
    do folded = await retry(clock, foldOnce);
    while (folded.more && !closed);
    if (closed) return;
    const first = id === null;
    if (!first && folded.id !== id) return kept.lost();
    id = folded.id;
    standBack(folded.newer);
    if (folded.aside) discard(`had ${folded.aside} stored records that could not be understood. They were set aside.`);
    if (!first) return;
    recover();
    kept.opened();
    if (folded.claimed || folded.shadowed.length) host.announce(document);
    void write();
  };
  const open = createPump(async () => {
    if (id === null && !closed) await foldAll().catch((error: unknown) => degrade('volatile', error));
  });

  const entries = (names: Iterable<string>): Entry[] =>
    [...names].flatMap((element) => {
      const own = kept.own(element);
      const tag = id ?? untold(partition.epoch);
      return own === undefined ? [] : [[keyOf(prefix, element, replica), [version, tag, own]] as const];
    });
  const put = (strict: boolean): Promise<void> => host.database().put('journal', entries(flying), { strict });

  const write = createPump(async () => {
    if (id === null || newer || closed || !dirty.size) return;
    for (const element of dirty) flying.add(element);
    dirty.clear();
    kept.changed();
    try {
      await retry(clock, async () => closed || put(flying.has('@closed')));
      if (closed) return;
      recover();
      host.announce(document);
    } catch (error) {
      for (const element of flying) dirty.add(element);
      degrade('error', error);
    }
    flying.clear();
    kept.changed();
    // What was edited meanwhile has asked for the next run itself.
  });

  const reread = createPump(async () => {
    if (id === null) return open();
    if (closed) return;
    if (dirty.size) void write();
    try {
      const [journal, base] = await readEntries((store, start) => host.database().range(store, start), prefix);
      if (closed) return;
      const known = base.find(([key]) => key === identityKey(prefix));
      if (parseIdentity(known?.[1])?.[0] !== id) return kept.lost();
      const verdicts = [...base, ...journal].map(take(prefix, id, partition.epoch, version, kept));
      standBack(verdicts.includes('newer'));
      kept.changed();
    } catch (error) {
      degrade('error', error);
    }
  });

  const exit = (): void => {
    const ours = (key: string): boolean => key.startsWith(prefix) && key.endsWith(`/${replica}`);
    const unstored = entries([...dirty, ...flying]);
    if (closed || newer || !unstored.length) return;
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
      newer ? 'error' : (trouble ?? (id === null ? 'restoring' : dirty.size + flying.size ? 'saving' : 'saved')),
    id: () => id,
    ready: within(clock, patience, open(), null).then(() => {
      if (id === null) degrade('volatile', new HoldfastError('HOLDFAST_STORAGE', `No answer within ${patience} ms.`));
    }),
    touch(element) {
      dirty.add(element);
      void write();
    },
    reread,
    flush: async () => (id === null ? exit() : write()),
    exit,
    tidy: async () => {
      if (id !== null && !closed) await foldAll().catch((error: unknown) => degrade('error', error));
    },
    close() {
      closed = true;
    },
  };
}
