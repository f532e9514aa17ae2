import type { Crypto, Keys } from '../platform/crypto.ts';
import { type FileAsked, hasFile, type Packed, unpack } from './codec.ts';
import { createPad, openPadded, type Pad } from './pad.ts';
import {
  type Base,
  boxesOf,
  headOf,
  type KeyKind,
  type Parts,
  packParts,
  partsIn,
  type Stored,
  textOf,
} from './stored.ts';

/**
 * `waiting`: its key is the account's, and isn't here now. `garbage`: no key will ever open it. `gone`: it is a change of what doesn't
 * stand there any more.
 */
export type Opened = Parts | 'waiting' | 'garbage' | 'gone';

/** The keys of one document, and what is done with them. */
export interface Locker {
  /** What is sealed from now on is sealed with this one. */
  by(): KeyKind | null;
  /** The part of a storage key that stands for an element, and says nothing of it. */
  place(element: string): Promise<string>;
  /** As it is stored; without a version what says nothing of itself. */
  seal(packed: Packed, version?: number): Promise<unknown>;
  /** Gets ready to seal at once. */
  prepare(): void;
  /** At once, without files, as much as there is room for. `replica` is the one in whose key it will stand. */
  sealNow(parts: Parts, version: number, replica: string): unknown;
  /** What is in a stored value, sealed or not. `base` is what it is a change of, if it is one. */
  open(stored: Stored, replica: string, base?: Base | null): Promise<Opened>;
  /** The account's keys, as soon as they are here. */
  take(account: Keys | null): void;
}

const isKeys = (value: unknown): value is Keys =>
  typeof value === 'object' && value !== null && 'seal' in value && 'name' in value;

/** The bytes of a `Blob` or `File`. */
const bytesIn = (file: unknown): Promise<ArrayBuffer> =>
  (file as { arrayBuffer(): Promise<ArrayBuffer> }).arrayBuffer();

export function createLocker(crypto: Crypto, device: unknown, account: Keys | null): Locker {
  const rings: Record<KeyKind, Keys | null> = { device: isKeys(device) ? device : null, account };
  const places = new Map<string, Promise<string>>();
  let pad: Pad | null = null;
  let padded: KeyKind | null = null;
  const by = (): KeyKind | null => (rings.account ? 'account' : rings.device && 'device');
  const present = (): readonly [KeyKind, Keys] => {
    const kind = by();
    const keys = kind && rings[kind];
    // Nobody seals without: whoever made the locker has seen to a key.
    if (!keys) throw new TypeError('there is no key to seal with');
    return [kind, keys];
  };
  const renewPad = async (): Promise<void> => {
    const kind = by();
    const next = kind && (await createPad(crypto, rings[kind]?.seal));
    if (next) [pad, padded] = [next, kind];
  };
  const prepare = (): void => void renewPad().catch(() => {});
  const textIn = async ([value, { by, padded, length }]: Stored): Promise<string | null> => {
    const keys = by && rings[by];
    const [main] = boxesOf(value);
    if (!keys) return String(main).slice(length);
    return padded ? openPadded(crypto, keys.seal, main, length) : crypto.open(keys.seal, main, length);
  };

  return {
    by,
    place(element) {
      const [kind, keys] = present();
      const start = element.startsWith('@') ? '@' : '';
      const place = places.get(kind + element) ?? crypto.nameOf(keys.name, element).then((digest) => start + digest);
      places.set(kind + element, place);
      return place;
    },
    async seal({ text, files }, version) {
      const [kind, keys] = present();
      const content = crypto.seal(keys.seal, text, version === undefined ? '' : headOf(version, kind));
      if (!files.length) return content;
      // Together, so that nobody misses it when a file can't be read.
      return Promise.all([content, ...files.map(async (file) => crypto.sealBytes(keys.seal, await bytesIn(file)))]);
    },
    prepare,
    sealNow(parts, version, replica) {
      const present = pad;
      if (!present || !padded) return null;
      for (let fitting = parts.filter(([, part]) => !hasFile(part)); fitting.length; fitting = fitting.slice(0, -1)) {
        const content = present.seal(packParts(fitting, replica).text, headOf(version, padded, true));
        if (!content) continue;
        prepare();
        return content;
      }
      return null;
    },
    async open(stored, replica, base) {
      const all = base ? [stored, base.stored] : [stored];
      const lacking = all.flatMap(([, { by }]) => (by && !rings[by] ? by : []));
      if (lacking.length) return lacking.includes('device') ? 'garbage' : 'waiting';
      const [own = null, before = ''] = await Promise.all(all.map(textIn));
      if (own === null || before === null) return 'garbage';
      const text = base ? base.apply(before, own) : own;
      if (text === null) return 'gone';
      const [value, { by }] = stored;
      const keys = by && rings[by];
      const [, ...files] = boxesOf(value);
      const fileOf = async (...[at, facts]: FileAsked): Promise<unknown> => {
        const bytes = keys && (await crypto.openBytes(keys.seal, files[at]));
        const file = keys ? bytes && crypto.makeFile(bytes, facts) : files[at];
        if (!file) throw new TypeError('a file can not be opened');
        return file;
      };
      try {
        return partsIn(await unpack(textOf(text, replica), crypto.makeDate, fileOf)) ?? 'garbage';
      } catch {
        return 'garbage';
      }
    },
    take(next) {
      if (!next || rings.account) return;
      rings.account = next;
      prepare();
    },
  };
}
