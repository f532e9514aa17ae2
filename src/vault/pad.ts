import { type Bytes, bytesOf, concat } from '../foundation/bytes.ts';
import type { Crypto, Sealed } from '../platform/crypto.ts';

/**
 * Seals at once, where nothing can be waited for: random bytes that were encrypted beforehand, each of which covers one byte once.
 * It hides; that nothing was changed it doesn't prove.
 */
export interface Pad {
  /** `null` when there is no room for it any more. */
  seal(text: string, head?: string): Sealed | null;
}

const padLength = 4096;
/** A pad as it is stored: with its iv of 12 bytes, and a tag of 16. */
const padSealed = 12 + padLength + 16;

/** `bytes` under the pad from `at` on; under the same part of it again they are what they were. */
function cover(bytes: Bytes, pad: Bytes, at: number): Bytes {
  return bytes.map((byte, index) => byte ^ (pad[at + index] ?? 0));
}

export async function createPad({ random, encode, sealBytes }: Crypto, key: unknown): Promise<Pad> {
  const pad = random(padLength);
  const encrypted = new Uint8Array(await sealBytes(key, pad));
  let used = 0;
  return {
    seal(text, head = '') {
      const clear = encode(text);
      const at = used;
      if (at + clear.length > padLength) return null;
      used += clear.length;
      return concat(encode(head), encrypted, new Uint8Array([at >> 8, at & 255]), cover(clear, pad, at));
    },
  };
}

/** The text behind a head of so many signs that a pad has sealed, or null when key and bytes don't fit. */
export async function openPadded(
  { decode, openBytes }: Crypto,
  key: unknown,
  sealed: unknown,
  head = 0,
): Promise<string | null> {
  const all = bytesOf(sealed).subarray(head);
  const pad = await openBytes(key, all.slice(0, padSealed).buffer);
  const [high = 0, low = 0] = all.subarray(padSealed);
  return pad && decode(cover(all.subarray(padSealed + 2), new Uint8Array(pad), high * 256 + low));
}
