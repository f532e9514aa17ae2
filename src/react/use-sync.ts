import { useStore } from 'zustand';
import type { SyncState } from '../sync/state.ts';
import { useSessionContext } from './context.ts';

const whole = (state: SyncState): unknown => state;

/**
 * How far documents are on their way to the account: status, how many wait, and each by name. With a selector, gives what that picks and
 * renders only when that changes. Where a session has no `sync`, the status is `off`.
 *
 * @example
 * const { status, pending } = useSync();
 * const isWaiting = useSync((state) => state.pending > 0);
 * @throws HOLDFAST_CONFIG outside a `SessionProvider`
 */
export function useSync(): SyncState;
export function useSync<Selected>(selector: (state: SyncState) => Selected): Selected;
export function useSync(selector: (state: SyncState) => unknown = whole): unknown {
  return useStore(useSessionContext<unknown>().sync, selector);
}
