import { isPlain, type Packed, pack } from './codec.ts';

/**
 * Whose key a value is sealed with. `device` stands in the database, so that it opens for every script of this origin, in this
 * browser. `account` comes from the server with the sign-in and goes with the session.
 */
export type KeyKind = 'device' | 'account';

/** Elements and their fragments, as they came out of one stored value. */
export type Parts = readonly (readonly [element: string, fragment: unknown])[];

/**
 * What a stored value says of itself before its content. Clear it is one text, sealed it is bytes, and behind either, in a list, stand
 * files. Both begin with the version in figures; after it a sign says who sealed it, or the content follows: a bracket, or with earlier
 * builds the capital letter of a change. A change says nothing of itself: it is as its whole is.
 */
export interface Head {
  readonly version: number;
  readonly by: KeyKind | null;
  /** Sealed at once, under a pad. */
  readonly padded: boolean;
  readonly length: number;
}

const signs = { d: ['device', false], a: ['account', false], D: ['device', true], A: ['account', true] } as const;
type Sign = keyof typeof signs;

/** What values that are sealed so begin with. */
export const headOf = (version: number, by: KeyKind, padded = false): string =>
  version + (padded ? by.charAt(0).toUpperCase() : by.charAt(0));

/** The text or the bytes of a stored value, and its files. */
export const boxesOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** Null where it is nothing of ours. */
export function readHead(value: unknown): Head | null {
  const main: unknown = Array.isArray(value) ? value[0] : value;
  const isSealed = main instanceof ArrayBuffer;
  if (!isSealed && typeof main !== 'string') return null;
  const start = isSealed ? String.fromCharCode(...new Uint8Array(main.slice(0, 16))) : main.slice(0, 16);
  const [figures = '', sign] = /^\d+(.)/.exec(start) ?? [];
  if (!sign || !(isSealed ? sign in signs : /[[A-Z]/.test(sign))) return null;
  const [by, padded] = isSealed ? signs[sign as Sign] : [null, false];
  return { version: Number.parseInt(figures, 10), by, padded, length: figures.length - (isSealed ? 0 : 1) };
}

/*
 * What repeats itself in every value is shortened to signs that JSON never leaves in a text: the replica that wrote it to a tab, and
 * what surrounds the milliseconds of a stamp to a line's end. Where no key names a replica, the first stamp does, and stays whole.
 */
function replace(text: string, replica: string, work: (text: string, replica: string) => string): string {
  if (replica) return work(text, replica);
  const [stamp, named] = /"[0-9a-z]{13}([\w-]{22})"/.exec(text) ?? [];
  if (!stamp || !named) return text;
  const at = text.indexOf(stamp);
  return work(text.slice(0, at), named) + stamp + work(text.slice(at + stamp.length), named);
}
const shorten = (text: string, replica: string): string =>
  replace(text, replica, (part, named) => part.replaceAll(named, '\t')).replace(/"0([0-9a-z]{8})0000/g, '\n$1');
const lengthen = (text: string, replica: string): string =>
  replace(text.replace(/\n(.{8})/g, '"0$010000'), replica, (part, named) => part.replaceAll('\t', named));

/** Parts as text, and the files in them. `replica` is the one in whose key it will stand, if any. */
export function packParts(parts: Parts, replica = ''): Packed {
  const { text, files } = pack(parts.flat());
  return { text: shorten(text, replica), files };
}

/** The JSON of parts. */
export const textOf = (packed: string, replica: string): string => lengthen(packed, replica);

/** The parts in what was read, or null. */
export function partsIn(read: unknown): Parts | null {
  if (!Array.isArray(read) || read.length % 2) return null;
  const parts: [string, unknown][] = [];
  for (let at = 0; at < read.length; at += 2) {
    if (typeof read[at] !== 'string') return null;
    parts.push([read[at], read[at + 1]]);
  }
  return parts;
}

/** How parts are stored where nothing is sealed. */
export const clearValue = ({ text, files }: Packed, version: number): unknown =>
  files.length ? [version + text, ...files] : version + text;

/** A stored value, and what it says of itself. */
export type Stored = readonly [value: unknown, head: Head];

/** What a change is of. */
export interface Base {
  /** Where it stands. */
  readonly key: string;
  readonly stored: Stored;
  /** The text that became of its text; null where the change is of another one, empty where it makes no sense. */
  apply(before: string, change: string): string | null;
}

/**
 * What is in a clear value, at once; `undefined` where there is more to be done than to parse it. `base` is what it is a change of, if
 * it is one, and `gone` where that is another one by now.
 */
export function readClear(
  [value, { length }]: Stored,
  replica: string,
  base?: Base | null,
): Parts | null | 'gone' | undefined {
  const [whole, head] = base?.stored ?? [];
  if (typeof value !== 'string' || (base && typeof whole !== 'string')) return undefined;
  const own = value.slice(length);
  const packed = base ? base.apply(String(whole).slice(head?.length), own) : own;
  if (packed === null) return 'gone';
  const text = textOf(packed, replica);
  if (!isPlain(text)) return undefined;
  try {
    return partsIn(JSON.parse(text));
  } catch {
    return null;
  }
}
