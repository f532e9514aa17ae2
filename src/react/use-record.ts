import { useEffect } from 'react';
import type { DraftSteps } from '../documents/draft/steps.ts';
import type { ReadableStore } from '../foundation/store.ts';
import type { DraftRecord, RecordState } from '../sync/foreign/face.ts';
import { useKept } from './kept.ts';
import { useView } from './use-view.ts';

/** What {@link useRecord} gives: the state and the methods of the record. */
export type RecordView<Steps extends DraftSteps> = RecordState<Steps> &
  Omit<DraftRecord<Steps>, keyof ReadableStore<unknown>>;

/**
 * A record of the server in a draft, as state and methods; its fields are the draft's (`useDraft`, `useField`). Asks the server when a page
 * that shows it is opened, once for each person. Renders at every change of it; with a selector, gives what that picks and renders only when that changes.
 *
 * @example
 * const { status, dirty, conflicts, take, submit } = useRecord(record);
 * const waiting = useRecord(record, (state) => state.conflicts.length);
 */
export function useRecord<Steps extends DraftSteps>(record: DraftRecord<Steps>): RecordView<Steps>;
export function useRecord<Steps extends DraftSteps, Selected>(
  record: DraftRecord<Steps>,
  selector: (state: RecordState<Steps>) => Selected,
): Selected;
export function useRecord<Steps extends DraftSteps>(
  record: DraftRecord<Steps>,
  selector?: (state: RecordState<Steps>) => unknown,
): unknown {
  const isUnread = useView(record, ({ status }) => status === 'unread');
  useEffect(() => {
    // What it throws stands in `problem`, too.
    if (isUnread) record.load().catch(() => {});
  }, [record, isUnread]);
  return useView(useKept(record), selector);
}
