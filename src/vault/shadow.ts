import { fromBase64, toBase64 } from '../foundation/base64.ts';
import type { Entry } from '../platform/database.ts';
import { isData } from './data.ts';
import type { DocumentHost } from './host.ts';
import { readList, writeList } from './json-record.ts';
import { shadowPrefix } from './keys.ts';
import { boxesOf } from './stored.ts';

/** Characters; a browser counts two bytes for each, so 64 KiB. */
const room = 32_768;

const recordOf = (host: DocumentHost, partition: string): string => `holdfast:${host.name}:shadow:${partition}`;

/** In a record bytes are text, in a list. What is clear stays as it is. */
const toText = ([key, value]: Entry): Entry => {
  const boxes = boxesOf(value);
  const sealed = boxes.every((box) => box instanceof ArrayBuffer);
  return [key, sealed ? boxes.map((box) => toBase64(new Uint8Array(box))) : value];
};
const toBytes = ([key, value]: Entry): Entry => {
  if (!Array.isArray(value) || !value.every((text) => typeof text === 'string')) return [key, value];
  const boxes = value.map((text) => fromBase64(text).buffer);
  return [key, boxes.length > 1 ? boxes : boxes[0]];
};

/** What stands in the shadow is the journal's, of every document of a partition: its keys begin with the document's name. */
export const shadowed = (document: string, entries: readonly Entry[]): Entry[] =>
  entries.map(([key, value]) => [shadowPrefix(document) + key, value]);

const readTexts = (host: DocumentHost, partition: string): Entry[] =>
  readList<Entry>(host.platform.records, recordOf(host, partition));

/** What an exit left behind. */
export const readShadow = (host: DocumentHost, partition: string): Entry[] => readTexts(host, partition).map(toBytes);

/** Replaces the entries that `replaced` names by `entries`, as many as there is room for, newest first. */
export function writeShadow(
  host: DocumentHost,
  partition: string,
  replaced: (key: string) => boolean,
  entries: readonly Entry[] = [],
): void {
  const kept = readTexts(host, partition).filter(([key]) => !replaced(key));
  let left = room;
  const texts = [...entries.map(toText).filter((entry) => isData(entry, true)), ...kept]
    .map((entry) => JSON.stringify(entry))
    .filter(({ length }) => {
      const fits = length < left - 1;
      if (fits) left -= length + 1;
      return fits;
    });
  writeList(host.platform.records, recordOf(host, partition), texts);
}
