/** Encrypted bytes and what is needed, besides the key, to read them. */
export interface Sealed {
  readonly iv: Uint8Array;
  readonly bytes: ArrayBuffer;
}

/** Randomness, digests and sealing. Keys can't be exported; they can be stored in the database as they are. */
export interface Crypto {
  /** 128 random bits as text that may stand in a key. */
  randomId(): string;
  /** SHA-256 of a text, as hexadecimal. */
  digest(text: string): Promise<string>;
  /** A new AES-GCM key that no script can export. */
  createKey(): Promise<unknown>;
  seal(key: unknown, text: string): Promise<Sealed>;
  /** The text, or null when key and bytes don't fit. */
  open(key: unknown, sealed: unknown): Promise<string | null>;
}
