import { HoldfastError } from '../foundation/errors.ts';
import type { Entry } from '../platform/database.ts';
import { isFile } from './codec.ts';
import { sweep } from './expiry.ts';
import type { DocumentHost } from './host.ts';

/** Whether storage is full. */
export const isFull = (error: unknown): boolean =>
  (error as { cause?: { name?: unknown } } | null)?.cause?.name === 'QuotaExceededError';

/** Removes what is worth least: first what is over, then what was set aside, which is said. Answers whether that gave room. */
export async function makeRoom(host: DocumentHost): Promise<boolean> {
  if (await sweep(host)) return true;
  const aside = await host.database().transact(['base'], async ({ keys, remove }) => {
    // partition/document/!element…; parts are escaped.
    const found = (await keys('base', '')).filter((key) => /^[^/]*\/[^/]*\/!/.test(key));
    for (const key of found) remove('base', key);
    return found.length;
  });
  if (aside)
    host.reportStorage(
      'durable',
      new HoldfastError('HOLDFAST_DISCARDED', `${aside} stored records that were set aside were removed to make room.`),
    );
  return aside > 0;
}

function sizeOf(value: unknown): number {
  if (typeof value === 'string') return 2 * value.length;
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value !== 'object' || value === null) return 8;
  if (isFile(value)) return Number((value as { readonly size?: unknown }).size);
  return Object.entries(value).reduce((sum, [name, part]) => sum + sizeOf(name) + sizeOf(part), 0);
}

/** What to tell an application whose storage is full: how much waits. */
export const full = (
  document: string,
  waiting: readonly Entry[],
  error: unknown,
  meanwhile = 'They hold as long as this page; free some space, and the next edit or return to this tab stores them.',
): HoldfastError =>
  new HoldfastError(
    'HOLDFAST_STORAGE',
    `Storage is full: ${sizeOf(waiting)} bytes of "${document}" wait for room. ${meanwhile}`,
    { cause: (error as Error).cause },
  );

/** Does it, also where room has to be made first. Answers why there is none, or null when it is done. */
export async function lackOfRoom(host: DocumentHost, work: () => Promise<unknown>): Promise<unknown> {
  for (;;) {
    try {
      await work();
      return null;
    } catch (error) {
      if (!isFull(error)) throw error;
      if (!(await makeRoom(host).catch(() => false))) return error;
    }
  }
}
