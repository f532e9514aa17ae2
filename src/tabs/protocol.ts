/** Raised when a message changes its meaning. A tab of another release reads the record again instead of guessing. */
const version = 1;

/**
 * Everything one tab says to the others. All of it hints that something changed in storage, where the truth is: losing,
 * repeating or reordering every message changes no outcome. No message carries a credential or a document's content.
 */
export type Message =
  | { readonly type: 'signed-in' | 'ended' | 'extended' | 'refreshed'; readonly epoch: string }
  | {
      readonly type: 'document';
      readonly epoch: string;
      readonly document: string;
      /** Those that were put, which name nothing. Without them, anything of it may have changed. */
      readonly keys?: readonly string[];
    }
  /** The account may have a newer one, or any ('') may be newer. */
  /** Somebody looks at it in a tab that does nothing about it. */
  /** It is to go on where it was stopped. */
  | { readonly type: 'poked' | 'looked' | 'retried'; readonly epoch: string; readonly document: string }
  /** The tab that carries it to the account has come so far. */
  | {
      readonly type: 'synced';
      readonly epoch: string;
      readonly document: string;
      readonly status: Progress;
      /** Another device's edits are about to be announced. */
      readonly arrivedAt?: number;
    };

const progress = ['idle', 'pushing', 'offline', 'paused', 'stopped'] as const;
export type Progress = (typeof progress)[number];

const types: readonly unknown[] = [
  'signed-in',
  'ended',
  'extended',
  'refreshed',
  'document',
  'poked',
  'looked',
  'retried',
  'synced',
];
const ofDocuments: readonly unknown[] = ['document', 'poked', 'looked', 'retried', 'synced'];

export function writeMessage(message: Message, from: string): unknown {
  return { holdfast: version, from, ...message };
}

/** Whatever came through the channel, with the tab that sent it; `null` when something unknown was said. Never throws, never believes. */
export function parseMessage(raw: unknown): (Message & { readonly from: string }) | null {
  const {
    holdfast,
    from,
    type,
    epoch,
    document,
    keys = [],
    status,
    arrivedAt = 0,
  } = (raw ?? {}) as Record<string, unknown>;
  const texts = [from, epoch, ofDocuments.includes(type) ? document : ''];
  const known = holdfast === version && types.includes(type) && texts.every((text) => typeof text === 'string');
  const isTold = type !== 'synced' || progress.some((each) => each === status);
  return known &&
    isTold &&
    Number.isFinite(arrivedAt) &&
    Array.isArray(keys) &&
    keys.every((key) => typeof key === 'string')
    ? (raw as Message & { from: string })
    : null;
}
