import type { ReadableStore } from '../../foundation/store.ts';
import type { Writer } from '../../vault/host.ts';
import { count } from './words.ts';

type Rows = readonly (readonly [name: string, value: string])[];
type View = ReadableStore<object>;

/** What the application made under one name: a draft, a cart or settings, and a server's record that is edited in that. */
export interface OpenDocument {
  readonly name: string;
  readonly document: View | null;
  readonly record: View | null;
}

/** Only a record knows of a server that has another version. */
const isRecord = (view: View): boolean => 'dirty' in view.getState();

/** Everything that writes for the session and shows something, by name. What was made anew by hot reloading is the last of its name. */
export function findOpenDocuments(writers: readonly Writer[]): OpenDocument[] {
  const found = new Map<string, OpenDocument>();
  for (const { name, view } of writers) {
    if (name === undefined || !view) continue;
    const before = found.get(name) ?? { name, document: null, record: null };
    found.set(name, { ...before, [isRecord(view) ? 'record' : 'document']: view });
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

const sizeOf = (value: unknown): number =>
  Array.isArray(value) ? value.length : Object.values(value ?? {}).reduce<number>((sum, part) => sum + sizeOf(part), 0);

const several = (value: unknown, one: string, many?: string): string => {
  const size = sizeOf(value);
  return size === 0 ? 'none' : count(size, one, many);
};

/** What an open document tells of itself; numbers and statuses, never a value. */
export function readOpenRows(state: object): Rows {
  const { saved, savedTo, step, conflicts, itemConflicts, reports, withheld, submitting } = state as Record<
    string,
    unknown
  >;
  const lost = sizeOf(conflicts) + sizeOf(itemConflicts);
  const known = conflicts !== undefined || itemConflicts !== undefined;
  return [
    ...(typeof saved === 'string' ? ([['saved', `${saved}, ${String(savedTo)}`]] as const) : []),
    ...(typeof step === 'string' ? ([['step', step]] as const) : []),
    ...(known
      ? ([['conflicts', lost === 0 ? 'none' : count(lost, 'value that lost', 'values that lost')]] as const)
      : []),
    ...(Array.isArray(reports) ? ([['reports', reports.length === 0 ? 'none' : String(reports.length)]] as const) : []),
    ...(Array.isArray(withheld) && withheld.length > 0 ? ([['withheld', String(withheld.length)]] as const) : []),
    ...(submitting === true ? ([['submitting', 'now']] as const) : []),
  ];
}

/** What a record of a server tells of itself; numbers and statuses, never a value. */
export function readServerRows(state: object): Rows {
  const { status, changed, conflicts, problem } = state as Record<string, unknown>;
  const { outcome } = (problem ?? {}) as { readonly outcome?: unknown };
  return [
    ['record', outcome === undefined ? String(status) : `${String(status)}, ${String(outcome)}`],
    ['edited', several(changed, 'field')],
    ['both edited', several(conflicts, 'field to be settled', 'fields to be settled')],
  ];
}
