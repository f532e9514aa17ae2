import type { Entry } from '../platform/database.ts';
import { isData } from './data.ts';
import type { DocumentHost } from './host.ts';
import { readList, writeList } from './json-record.ts';

/** Characters; a browser counts two bytes for each, so 64 KiB. */
const room = 32_768;

const recordOf = (host: DocumentHost, partition: string): string => `holdfast:${host.name}:shadow:${partition}`;

/** What an exit left behind: entries as they would stand in the journal. */
export const readShadow = (host: DocumentHost, partition: string): Entry[] =>
  readList<Entry>(host.platform.records, recordOf(host, partition));

/** Replaces the entries that `replaced` names by `entries`, as many as there is room for, newest first. */
export function writeShadow(
  host: DocumentHost,
  partition: string,
  replaced: (key: string) => boolean,
  entries: readonly Entry[] = [],
): void {
  const kept = readShadow(host, partition).filter(([key]) => !replaced(key));
  let left = room;
  const texts = [...entries.filter((entry) => isData(entry, true)), ...kept]
    .map((entry) => JSON.stringify(entry))
    .filter(({ length }) => {
      const fits = length < left - 1;
      if (fits) left -= length + 1;
      return fits;
    });
  writeList(host.platform.records, recordOf(host, partition), texts);
}
