import type { Bytes } from '../foundation/bytes.ts';

/**
 * Encrypted bytes in one piece: what stands before them in clear (`head`, which can't be changed unnoticed), what was random for them
 * alone, and they themselves.
 */
export type Sealed = ArrayBuffer;

/** One key to seal with, and one to name with. */
export interface Keys {
  readonly seal: unknown;
  readonly name: unknown;
}

/** What is to be known of a file besides its bytes. A `Blob` has no name. */
export interface FileFacts {
  readonly type: string;
  readonly name?: string;
  readonly lastModified?: number;
}

/** Randomness, digests and sealing. Keys can't be exported; they can be stored in the database as they are. */
export interface Crypto {
  /** 128 random bits as text that may stand in a key. */
  randomId(): string;
  /** SHA-256 of a text, as hexadecimal. */
  digest(text: string): Promise<string>;
  /** A new AES-GCM key that no script can export. */
  createKey(): Promise<unknown>;
  /** New keys, or those that always come of the same `secret` for the same `purpose` (HKDF-SHA-256). No script can export them. */
  createKeys(secret?: string, purpose?: string): Promise<Keys>;
  /** 128 bits of HMAC-SHA-256 as hexadecimal: the same for the same text, and telling nothing of it without the key. */
  nameOf(key: unknown, text: string): Promise<string>;
  /** `head` is ASCII. */
  seal(key: unknown, text: string, head?: string): Promise<Sealed>;
  /** The text behind a head of so many signs, or null when key and bytes don't fit. */
  open(key: unknown, sealed: unknown, head?: number): Promise<string | null>;
  sealBytes(key: unknown, bytes: Bytes | ArrayBuffer): Promise<Sealed>;
  /** Null when key and bytes don't fit. */
  openBytes(key: unknown, sealed: unknown): Promise<ArrayBuffer | null>;
  random(length: number): Bytes;
  /** A text as UTF-8, and back. */
  encode(text: string): Bytes;
  decode(bytes: Bytes | ArrayBuffer): string;
  /** A `File`, or a `Blob` where it has no name. */
  makeFile(bytes: ArrayBuffer, facts: FileFacts): unknown;
  /** A `Date`, for a sealed value that held one. */
  makeDate(moment: number): unknown;
}
