import type { DocumentSync } from '../../sync/state.ts';
import type { StoredDocument } from './documents.ts';
import { count, formatBytes, formatDay, formatMoment } from './words.ts';

type Rows = readonly (readonly [name: string, value: string])[];

/** What is said beside the name of a document. */
export function tagsOf({ owner, sealed, afterSignOut }: StoredDocument, sync: DocumentSync | undefined): string[] {
  return [
    ...(sync ? [sync.status] : []),
    ...(owner === 'guest' ? ['guest'] : []),
    sealed ? 'sealed' : 'clear',
    ...(afterSignOut === 'seal' ? ['kept at sign-out'] : []),
  ];
}

/** What is stored of a document, and how far it is on its way to the account. */
export function readDocumentRows(stored: StoredDocument, sync: DocumentSync | undefined, carrier: string): Rows {
  const { folded, wholes, changes, writers, shadow, aside, bytes, revision, begunAt } = stored;
  const parts = [wholes > 0 && count(wholes, 'whole'), changes > 0 && count(changes, 'change')]
    .filter(Boolean)
    .join(', ');
  return [
    ['folded', folded === 0 ? 'nothing' : count(folded, 'record')],
    ['fragments', parts === '' ? 'none' : `${parts}, ${count(writers, 'writer')}`],
    ['size', formatBytes(bytes)],
    ...(begunAt === null ? [] : ([['begun', formatDay(begunAt)]] as const)),
    ...(shadow > 0 ? ([['from an exit', count(shadow, 'fragment')]] as const) : []),
    ...(aside > 0 ? ([['set aside', count(aside, 'record')]] as const) : []),
    ...(sync
      ? ([
          ['revision', revision ?? 'none acknowledged'],
          ['dirty', sync.savedTo === 'device' ? 'yes, to be sent' : 'no'],
          ['carried by', carrier],
        ] as const)
      : []),
    ...(sync && sync.arrivedAt !== null
      ? ([['arrived', `at ${formatMoment(sync.arrivedAt)}, of another device`]] as const)
      : []),
  ];
}
