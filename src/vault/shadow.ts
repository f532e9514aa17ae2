import type { Entry } from '../platform/database.ts';
import type { DocumentHost } from './host.ts';

/** Characters; a browser counts two bytes for each, so 64 KiB. */
const room = 32_768;

const recordOf = (host: DocumentHost, partition: string): string => `holdfast:${host.name}:shadow:${partition}`;

/** Whether JSON carries it unchanged. */
function isJson(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (
    typeof value !== 'object' ||
    (!Array.isArray(value) && Object.prototype.toString.call(value) !== '[object Object]')
  )
    return false;
  return Object.values(value).every(isJson);
}

const isEntry = (value: unknown): value is Entry =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === 'string';

/** What an exit left behind: entries as they would stand in the journal. A record that can't be read is an empty one. */
export function readShadow(host: DocumentHost, partition: string): Entry[] {
  try {
    const found: unknown = JSON.parse(host.platform.records.read(recordOf(host, partition)) ?? '[]');
    return Array.isArray(found) ? found.filter(isEntry) : [];
  } catch {
    return [];
  }
}

/** Replaces the entries that `replaced` names by `entries`, as many as there is room for, newest first. */
export function writeShadow(
  host: DocumentHost,
  partition: string,
  replaced: (key: string) => boolean,
  entries: readonly Entry[] = [],
): void {
  const kept = readShadow(host, partition).filter(([key]) => !replaced(key));
  const texts: string[] = [];
  let left = room;
  for (const entry of [...entries.filter(isJson), ...kept]) {
    const text = JSON.stringify(entry);
    left -= text.length + 1;
    if (left > 0) texts.push(text);
  }
  const record = recordOf(host, partition);
  const text = texts.length ? `[${texts.join()}]` : null;
  if (text !== null || host.platform.records.read(record) !== null) host.platform.records.write(record, text);
}
