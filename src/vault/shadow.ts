import type { Entry } from '../platform/database.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { isData } from './data.ts';
import type { DocumentHost } from './host.ts';
import { readList, writeList } from './json-record.ts';
import { readSealed } from './sealed.ts';

/** Characters; a browser counts two bytes for each, so 64 KiB. */
const room = 32_768;

const recordOf = (host: DocumentHost, partition: string): string => `holdfast:${host.name}:shadow:${partition}`;

type Turn = (part: unknown) => unknown;
const toText: Turn = (part) =>
  part instanceof ArrayBuffer ? toBase64(new Uint8Array(part)) : part instanceof Uint8Array ? toBase64(part) : part;
const toBytes: Turn = (part) => (typeof part === 'string' ? fromBase64(part).buffer : part);

/** The entry with the bytes of what is sealed turned into text, or back. What is clear stays as it is. */
const turned = ([key, value]: Entry, turn: Turn): Entry => {
  const sealed = Array.isArray(value) && readSealed(value);
  if (!sealed) return [key, value];
  const [by, ...boxes] = sealed;
  const texts = boxes.map((box) =>
    Object.fromEntries(Object.entries(box ?? {}).map(([name, part]) => [name, turn(part)])),
  );
  return [key, [...(value as unknown[]).slice(0, 2), by, ...texts]];
};

const readTexts = (host: DocumentHost, partition: string): Entry[] =>
  readList<Entry>(host.platform.records, recordOf(host, partition));

/** What an exit left behind: entries as they would stand in the journal. */
export const readShadow = (host: DocumentHost, partition: string): Entry[] =>
  readTexts(host, partition).map((entry) => turned(entry, toBytes));

/** Replaces the entries that `replaced` names by `entries`, as many as there is room for, newest first. */
export function writeShadow(
  host: DocumentHost,
  partition: string,
  replaced: (key: string) => boolean,
  entries: readonly Entry[] = [],
): void {
  const kept = readTexts(host, partition).filter(([key]) => !replaced(key));
  let left = room;
  const texts = [...entries.map((entry) => turned(entry, toText)).filter((entry) => isData(entry, true)), ...kept]
    .map((entry) => JSON.stringify(entry))
    .filter(({ length }) => {
      const fits = length < left - 1;
      if (fits) left -= length + 1;
      return fits;
    });
  writeList(host.platform.records, recordOf(host, partition), texts);
}
