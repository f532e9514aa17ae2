import type { Keys } from '../platform/crypto.ts';
import { claimGuest } from './claiming.ts';
import type { Kept } from './contents.ts';
import { sweep, sweepOnce } from './expiry.ts';
import type { AfterEnd, DocumentHost, Partition } from './host.ts';
import { settle } from './naming.ts';
import { type Reading, readDocument } from './reading.ts';
import { lackOfRoom } from './room.ts';
import { finishWipes, markWipe, owesWipes } from './wipe.ts';

/** A document that is open: which one it is, and what is stored of it. */
export interface Opened {
  /** Null where there is no room to name it. */
  readonly id: string | null;
  readonly reading: Reading;
  /** Whether a guest's document joined. */
  readonly claimed: boolean;
  /** A guest's document is to join, as soon as it is known what the account has. */
  readonly waits: boolean;
  /** Why there is no room for what was to be stored before anything else: its name and its key, or what the guest's document brings. */
  readonly lacking: unknown;
}

const claimRecord = (host: DocumentHost, document: string): string => `holdfast:${host.name}:claim:${document}`;

/** Notes that a guest's document is to join that of `partition` when it is next opened: at once, or after a crash. */
export const markClaim = (host: DocumentHost, document: string, partition: string): void =>
  void host.platform.records.write(claimRecord(host, document), partition);

/** Whether one still is to join that of `partition`. */
export const isClaiming = (host: DocumentHost, document: string, partition: string): boolean =>
  host.platform.records.read(claimRecord(host, document)) === partition;

/**
 * Notes that somebody signs out, and what that takes away. A guest's document that still waits to join theirs goes with it: it was shown
 * to them as theirs, so it isn't left to the next guest. What is sealed at a sign-out is kept for them, so that waits on.
 */
export function markLeaving(host: DocumentHost, document: string, partition: string, afterSignOut: AfterEnd): void {
  const record = claimRecord(host, document);
  markWipe(host, partition);
  if (afterSignOut === 'seal' || host.platform.records.read(record) !== partition) return;
  markWipe(host, 'guest', document);
  host.platform.records.write(record, null);
}

/** The account's keys for what is sealed in `partition`. */
export const accountKeys = async (host: DocumentHost, partition: Partition, kept: Kept): Promise<Keys | null> =>
  kept.seals && partition.id !== 'guest' && host.partition()?.id === partition.id ? host.accountKeys() : null;

/** Reads a document, names it and gives it a key where that is still to be done, and lets a guest's join it. */
export async function openDocument(host: DocumentHost, partition: Partition, kept: Kept): Promise<Opened> {
  const { records, tabRecords } = host.platform;
  const hint = `holdfast:${host.name}:id:${kept.document}`;
  const record = claimRecord(host, kept.document);
  let account: Promise<Keys | null> | undefined;
  const ask = (): Promise<Keys | null> => (account ??= accountKeys(host, partition, kept));
  let claimed = false;
  if (owesWipes(host)) await finishWipes(host);
  for (let first = true; ; first = false) {
    const [epoch, named] = (tabRecords.read(hint) ?? '').split('/');
    const guess = named && epoch === partition.epoch ? named : null;
    const reading = await readDocument(host, partition, kept.document, kept.version, kept.fresh(), ask, guess);
    // What is over is not opened, and what is typed meanwhile stands.
    if (first && reading.over) await sweep(host).catch(() => {});
    // The account's keys may have been looked for before another tab kept them.
    if (reading.waiting) account = undefined;
    if (first && (reading.over || reading.waiting)) continue;
    const { id, identity, keyed } = reading;
    // It names nobody, and somebody else's stay takes no notice of it.
    if (id !== null && id !== guess) tabRecords.write(hint, `${partition.epoch}/${id}`);
    const opened = { id, reading, claimed, waits: false, lacking: null };
    if (reading.newer && id !== null) return opened;
    if (id === null || identity?.[0] !== kept.afterSignOut || (kept.seals && !keyed)) {
      const lacking = await lackOfRoom(host, () => settle(host, kept, reading));
      if (lacking) return { ...opened, id: null, lacking };
      continue;
    }
    if (records.read(record) !== partition.id) return opened;
    if (kept.waits()) return { ...opened, waits: true };
    // A guest's that is over joins nothing.
    await sweepOnce(host);
    const lacking = await lackOfRoom(host, async () => {
      claimed = (await claimGuest(host, kept, id, reading)) || claimed;
    });
    // It stays noted, and what both come to is shown: it is stored when there is room.
    if (lacking) return { ...opened, lacking };
    records.write(record, null);
  }
}
