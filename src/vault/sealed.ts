import type { Crypto, Keys, Pad, Sealed } from '../platform/crypto.ts';
import { hasFile, pack, unpack } from './codec.ts';

/**
 * Whose key a value is sealed with. `device` stands in the database, so that it opens for every script of this origin, in this
 * browser. `account` comes from the server with the sign-in and goes with the session.
 */
export type KeyKind = 'device' | 'account';

/** What stands in place of a fragment: who sealed it, the elements in it by their names, and files. */
export type SealedParts = readonly [by: KeyKind, content: Sealed, ...files: Sealed[]];

/** Elements and their fragments, as they came out of one stored value. */
export type Parts = readonly (readonly [element: string, fragment: unknown])[];
/** `waiting`: its key is the account's, and isn't here now. `garbage`: no key will ever open it. */
export type Opened = Parts | 'waiting' | 'garbage';

export function readSealed([, , by, ...boxes]: readonly unknown[]): SealedParts | null {
  return typeof by === 'string' ? ([by, ...boxes] as [KeyKind, Sealed, ...Sealed[]]) : null;
}

/** The keys of one document, and what is done with them. */
export interface Locker {
  /** What is sealed from now on is sealed with this one. */
  by(): KeyKind | null;
  /** The part of a storage key that stands for an element, and says nothing of it. */
  place(element: string): Promise<string>;
  seal(parts: Parts): Promise<SealedParts>;
  /** At once, without files, as much as there is room for. */
  sealNow(parts: Parts): SealedParts | null;
  open(sealed: SealedParts): Promise<Opened>;
  /** The account's keys, as soon as they are here. */
  take(account: Keys | null): void;
}

const isKeys = (value: unknown): value is Keys =>
  typeof value === 'object' && value !== null && 'seal' in value && 'name' in value;

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
  const prepare = async (): Promise<void> => {
    const kind = by();
    const next = kind && (await crypto.createPad(rings[kind]?.seal));
    if (next) [pad, padded] = [next, kind];
  };
  const renewPad = (): void => void prepare().catch(() => {});

  if (by()) renewPad();
  return {
    by,
    place(element) {
      const [kind, keys] = present();
      const start = element.startsWith('@') ? '@' : '';
      const place = places.get(kind + element) ?? crypto.nameOf(keys.name, element).then((digest) => start + digest);
      places.set(kind + element, place);
      return place;
    },
    async seal(parts) {
      const [kind, keys] = present();
      const { text, files } = pack(parts);
      // Together, so that nobody misses it when a file can't be read.
      const bytes = files.map((file) => crypto.sealFile(keys.seal, file));
      const [content, ...boxes] = await Promise.all([crypto.seal(keys.seal, text), ...bytes]);
      return [kind, content, ...boxes];
    },
    sealNow(parts) {
      const present = pad;
      if (!present || !padded) return null;
      for (let fitting = parts.filter(([, part]) => !hasFile(part)); fitting.length; fitting = fitting.slice(0, -1)) {
        const content = present.seal(pack(fitting).text);
        if (!content) continue;
        renewPad();
        return [padded, content];
      }
      return null;
    },
    async open([kind, content, ...files]) {
      const keys = rings[kind];
      if (!keys) return kind === 'account' ? 'waiting' : 'garbage';
      const text = await crypto.open(keys.seal, content);
      try {
        const parts = await unpack(text ?? '', crypto.makeDate, async (at, facts) => {
          const file = await crypto.openFile(keys.seal, files[at], facts);
          if (!file) throw new TypeError('a file can not be opened');
          return file;
        });
        return Array.isArray(parts) && parts.every(isPart) ? parts : 'garbage';
      } catch {
        return 'garbage';
      }
    },
    take(next) {
      if (!next || rings.account) return;
      rings.account = next;
      renewPad();
    },
  };
}

const isPart = (value: unknown): value is Parts[number] => Array.isArray(value) && typeof value[0] === 'string';
