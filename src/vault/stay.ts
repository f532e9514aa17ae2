import { HoldfastError } from '../foundation/errors.ts';
import { within } from '../platform/within.ts';
import type { Kept } from './contents.ts';
import { sweepOnce } from './expiry.ts';
import { fold } from './folding.ts';
import type { DocumentHost, Partition } from './host.ts';
import { untoldRoot } from './keys.ts';
import { openDocument } from './opening.ts';
import { removeOrphans } from './orphans.ts';
import { createOwnEntries } from './own-entries.ts';
import { createPump } from './pump.ts';
import { createReader } from './reader.ts';
import { full } from './room.ts';
import { countAside, setAside } from './set-aside.ts';
import { createStanding, type StayStatus } from './standing.ts';
import { createWriter } from './writer.ts';

/** One tab's stay at one document of one partition: opens, reads, writes, and ends. */
export interface Stay {
  status(): StayStatus;
  /** Which document is stored there, from its first opening until it is wiped or claimed; null while that isn't known. */
  id(): string | null;
  /** Resolves when what is stored has been joined, or storage has not answered in time. */
  ready: Promise<void>;
  /** `element` was edited. It is written in its own microtask, or, while a transaction runs, together with all others when that is done. */
  touch(element: string): void;
  /** Joins what other tabs have stored: what they announced to be under these keys, or everything. Opens, if that failed before. */
  reread(keys?: readonly string[]): Promise<void>;
  /** Lets a guest's document join that waited. */
  claim(): Promise<void>;
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
/** Microtasks that somebody takes who waits for a document in a function that somebody waits for. */
const turns = 8;

/** The same person may go on under another epoch while a document opens, or before it opens anew: what is read and left is of that one. */
const following = (host: DocumentHost, { id, epoch }: Partition): Partition => ({
  id,
  get epoch() {
    const present = host.partition();
    return present?.id === id ? present.epoch : epoch;
  },
});

export function openStay(host: DocumentHost, where: Partition, kept: Kept, edited: Iterable<string>): Stay {
  const partition = following(host, where);
  const standing = createStanding(host, partition, kept);
  const { id, over, again, degrade } = standing;
  const own = createOwnEntries(kept, () => untoldRoot(partition.epoch));
  const writer = createWriter(standing, own, edited);
  const reader = createReader(standing);
  let opening = false;
  let shown = false;

  /** What is stored is known. */
  const show = (): void => {
    if (!shown) kept.opened();
    else kept.changed();
    shown = true;
  };
  /** Joins all that is stored, and puts it in order. */
  const open = async (closed = false): Promise<void> => {
    const { id: named, reading, claimed, waits, lacking } = await again(() => openDocument(host, partition, kept));
    if (over()) return;
    const first = id() === null;
    if (!first && named !== null && named !== id()) return kept.lost();
    kept.adopt(reading.contents);
    if (named === null) {
      // What is stored can be seen, and what is typed holds as long as the page.
      show();
      throw full(kept.document, writer.waiting(), lacking);
    }
    const late = standing.owes();
    standing.owe(lacking !== null);
    standing.settle(named);
    own.settle(named, reading.locker);
    reader.settle(reading.locker);
    standing.await(waits);
    standing.found(reading);
    if (first || late) {
      standing.recover();
      show();
      if (claimed) host.announce(kept.document);
      void writer.write();
    }
    // Whoever waited for it goes on first: to ask the browser for anything takes longer than all of that.
    for (let turn = 0; turn < turns; turn++) await null;
    reading.locker.prepare();
    void sweepOnce(host);
    if (lacking) throw lacking;
    if (reading.newer || over()) return;
    const aside = countAside(reading);
    if (aside) host.reportStorage('durable', setAside(kept.document, aside));
    const same = await again(() => fold(host, partition.id, kept, named, reading, closed));
    if (!same && !over()) kept.lost();
    // Other tabs read it once it stands where they look.
    else if (first && reading.found.some(({ origin }) => origin === 'shadow')) host.announce(kept.document);
    removeOrphans(host).catch(() => {});
  };
  const openNow = async (): Promise<void> => {
    if ((id() !== null && !standing.owes()) || over()) return;
    opening = id() === null;
    await open().catch((error: unknown) => degrade(id() === null ? 'volatile' : 'error', error));
    opening = false;
  };
  // Storage is asked at once: what the page does meanwhile costs nothing.
  const openFirst = createPump(openNow, openNow());

  return {
    status: () => standing.status(writer.busy()),
    id,
    ready: within(host.platform.clock, patience, openFirst(), null).then(() => {
      if (id() === null) degrade('volatile', new HoldfastError('HOLDFAST_STORAGE', `No answer within ${patience} ms.`));
    }),
    touch(element) {
      writer.touch(element);
      // Where storage could not be opened, an edit is a reason to try again.
      if (id() === null) return void openFirst();
      const written = writer.write();
      // Where it was taken, there may be room for the guest's, too.
      if (standing.owes()) void written.then(() => (writer.busy() ? undefined : openFirst()));
    },
    async reread(keys) {
      if (id() === null) {
        // What was stored while it is being opened may have been missed.
        const missed = opening;
        await openFirst();
        return missed && id() !== null ? reader.read(keys) : undefined;
      }
      if (writer.busy()) void writer.write();
      if (!keys && standing.owes()) await openFirst();
      return reader.read(keys);
    },
    async claim() {
      standing.owe(true);
      await openFirst();
    },
    flush: async () => (id() === null ? writer.exit() : writer.write()),
    exit: writer.exit,
    tidy: async () => {
      // What is being folded is from before that, and would stay.
      await openFirst();
      if (id() !== null && !over()) await open(true).catch((error: unknown) => degrade('error', error));
    },
    close: standing.end,
  };
}
