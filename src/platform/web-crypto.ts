import { toBase64 } from '../foundation/base64.ts';
import type { Crypto, FileFacts, Sealed } from './crypto.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** As much of the browser's `SubtleCrypto` as is used. */
interface Subtle {
  digest(algorithm: string, bytes: Bytes): Promise<ArrayBuffer>;
  generateKey(algorithm: object, extractable: boolean, uses: string[]): Promise<unknown>;
  importKey(format: 'raw', bytes: Bytes, algorithm: string, extractable: boolean, uses: string[]): Promise<unknown>;
  deriveKey(how: object, from: unknown, algorithm: object, extractable: boolean, uses: string[]): Promise<unknown>;
  sign(algorithm: string, key: unknown, bytes: Bytes): Promise<ArrayBuffer>;
  encrypt(algorithm: object, key: unknown, bytes: Bytes | ArrayBuffer): Promise<ArrayBuffer>;
  decrypt(algorithm: object, key: unknown, bytes: Bytes | ArrayBuffer): Promise<ArrayBuffer>;
}

/** What is taken of the machine; asked for when something is called. */
export interface WebCryptoParts {
  subtle(): unknown;
  random(length: number): Bytes;
  encode(text: string): Bytes;
  decode(bytes: ArrayBuffer | Bytes): string;
  makeFile(bytes: ArrayBuffer, facts: FileFacts): unknown;
  makeDate(moment: number): unknown;
}

const aes = { name: 'AES-GCM', length: 256 };
const hmac = { name: 'HMAC', hash: 'SHA-256', length: 256 };
const [sealing, naming] = [['encrypt', 'decrypt'], ['sign']];
const padLength = 4096;

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

const ivLength = 12;
/** A pad as it is stored: with its iv, and a tag of 16 bytes. */
const padSealed = ivLength + padLength + 16;

/** `bytes` under the pad from `at` on; under the same part of it again they are what they were. */
function cover(bytes: Bytes, pad: Bytes, at: number): Bytes {
  return bytes.map((byte, index) => byte ^ (pad[at + index] ?? 0));
}

function concat(...parts: readonly Bytes[]): ArrayBuffer {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all.buffer;
}

export function createWebCrypto({ random, encode, decode, makeFile, makeDate, ...parts }: WebCryptoParts): Crypto {
  const subtle = (): Subtle => parts.subtle() as Subtle;
  const how = (iv: Bytes, additionalData: Bytes): object => ({ name: aes.name, iv, additionalData });
  const encrypt = async (key: unknown, data: Bytes | ArrayBuffer, head = ''): Promise<Sealed> => {
    const [iv, before] = [random(ivLength), encode(head)];
    return concat(before, iv, new Uint8Array(await subtle().encrypt(how(iv, before), key, data)));
  };
  const decrypt = async (key: unknown, sealed: Bytes, head = sealed.subarray(0, 0)): Promise<ArrayBuffer | null> => {
    try {
      return await subtle().decrypt(how(sealed.subarray(0, ivLength), head), key, sealed.subarray(ivLength));
    } catch {
      return null;
    }
  };
  const bytesOf = (sealed: unknown): Bytes =>
    sealed instanceof ArrayBuffer ? new Uint8Array(sealed) : new Uint8Array(0);

  return {
    // Not `randomUUID`: it is missing outside secure contexts.
    randomId: () => hex(random(16)),
    randomTag: () => toBase64(random(16)),
    digest: async (text) => hex(new Uint8Array(await subtle().digest('SHA-256', encode(text)))),
    createKey: async () => subtle().generateKey(aes, false, sealing),
    async createKeys(secret, purpose = '') {
      const make: (kind: object, uses: string[], info: string) => Promise<unknown> =
        secret === undefined
          ? (kind, uses) => subtle().generateKey(kind, false, uses)
          : async (kind, uses, info) => {
              const from = await subtle().importKey('raw', encode(secret), 'HKDF', false, ['deriveKey']);
              const how = { name: 'HKDF', hash: 'SHA-256', salt: encode(purpose), info: encode(info) };
              return subtle().deriveKey(how, from, kind, false, uses);
            };
      const [seal, name] = await Promise.all([make(aes, sealing, 'seal'), make(hmac, naming, 'name')]);
      return { seal, name };
    },
    nameOf: async (key, text) => hex(new Uint8Array(await subtle().sign('HMAC', key, encode(text)), 0, 16)),
    seal: (key, text, head) => encrypt(key, encode(text), head),
    async open(key, sealed, head = 0) {
      const all = bytesOf(sealed);
      const bytes = await decrypt(key, all.subarray(head), all.subarray(0, head));
      return bytes && decode(bytes);
    },
    async openPadded(key, sealed, head = 0) {
      const all = bytesOf(sealed).subarray(head);
      const pad = await decrypt(key, all.subarray(0, padSealed));
      const [high = 0, low = 0] = all.subarray(padSealed);
      return pad && decode(cover(all.subarray(padSealed + 2), new Uint8Array(pad), high * 256 + low));
    },
    sealFile: async (key, file) => encrypt(key, await (file as { arrayBuffer(): Promise<ArrayBuffer> }).arrayBuffer()),
    async openFile(key, sealed, facts) {
      const bytes = await decrypt(key, bytesOf(sealed));
      return bytes && makeFile(bytes, facts);
    },
    async createPad(key) {
      const pad = random(padLength);
      const encrypted = new Uint8Array(await encrypt(key, pad));
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
    },
    makeDate,
  };
}
