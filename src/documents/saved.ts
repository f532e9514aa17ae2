/**
 * How safe what was typed is on this device; the worst wins.
 *
 * - `restoring`: it is not yet known what is stored. Edits are welcome and will be joined.
 * - `saving`: a change is on its way · `saved`: the storage confirmed everything
 * - `volatile`: storage doesn't answer; it holds as long as this page, and is joined when storage comes back
 * - `error`: storage refused, for instance because it is full; the session's `storage` event says why
 */
export type SavedStatus = 'restoring' | 'saving' | 'saved' | 'volatile' | 'error';

/** Proof that a document was handed over. */
export interface Receipt {
  /** The idempotency key it was handed over with. */
  readonly key: string;
  /** When, in milliseconds since 1970. */
  readonly at: number;
}

export const isReceipt = (value: unknown): value is Receipt =>
  typeof (value as Receipt | null)?.key === 'string' && typeof (value as Receipt).at === 'number';
