import { type Bytes, bytesOf, concat } from '../foundation/bytes.ts';
import type { Crypto, Sealed } from './crypto.ts';

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
export interface WebCryptoParts extends Pick<Crypto, 'random' | 'encode' | 'decode' | 'makeFile' | 'makeDate'> {
  subtle(): unknown;
}

const aes = { name: 'AES-GCM', length: 256 };
const hmac = { name: 'HMAC', hash: 'SHA-256', length: 256 };
const [sealing, naming] = [['encrypt', 'decrypt'], ['sign']];

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

const ivLength = 12;

export function createWebCrypto({ subtle: ask, ...parts }: WebCryptoParts): Crypto {
  const { random, encode, decode } = parts;
  const subtle = (): Subtle => ask() as Subtle;
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

  return {
    ...parts,
    // Not `randomUUID`: it is missing outside secure contexts.
    randomId: () => hex(random(16)),
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
    sealBytes: encrypt,
    openBytes: async (key, sealed) => decrypt(key, bytesOf(sealed)),
  };
}
