/** Raised when a message changes its meaning. A tab of another release reads the record again instead of guessing. */
const version = 1;

/**
 * Everything one tab says to the others. All of it hints that something changed in storage, where the truth is: losing,
 * repeating or reordering every message changes no outcome. No message carries a credential or a document's content.
 */
export type Message =
  | { readonly type: 'signed-in' | 'ended' | 'extended' | 'refreshed'; readonly epoch: string }
  | { readonly type: 'document'; readonly epoch: string; readonly document: string };

/** What arrived: a message, with the tab that sent it, or that something unknown was said. */
export type Received =
  | { readonly outcome: 'message'; readonly message: Message; readonly from: string }
  | { readonly outcome: 'unknown' };

const types: readonly string[] = ['signed-in', 'ended', 'extended', 'refreshed', 'document'];

export function writeMessage(message: Message, from: string): unknown {
  return { holdfast: version, from, ...message };
}

/** Whatever came through the channel. Never throws, never believes. */
export function parseMessage(raw: unknown): Received {
  const unknown: Received = { outcome: 'unknown' };
  if (typeof raw !== 'object' || raw === null) return unknown;
  const { holdfast, from, type, epoch, document } = raw as Record<string, unknown>;
  if (holdfast !== version || typeof from !== 'string' || typeof type !== 'string' || typeof epoch !== 'string')
    return unknown;
  if (!types.includes(type)) return unknown;
  if (type !== 'document') return { outcome: 'message', from, message: { type: type as 'ended', epoch } };
  return typeof document === 'string' ? { outcome: 'message', from, message: { type, epoch, document } } : unknown;
}
