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

/** `bytes` under the pad from `at` on; under the same part of it again they are what they were. */
function cover(bytes: Bytes, pad: Bytes, at: number): Bytes {
  return bytes.map((byte, index) => byte ^ (pad[at + index] ?? 0));
}

export function createWebCrypto({ random, encode, decode, makeFile, makeDate, ...parts }: WebCryptoParts): Crypto {
  const subtle = (): Subtle => parts.subtle() as Subtle;
  const encrypt = async (key: unknown, data: Bytes | ArrayBuffer): Promise<Sealed> => {
    const iv = random(12);
    return { iv, bytes: await subtle().encrypt({ name: aes.name, iv }, key, data) };
  };
  const decrypt = async (key: unknown, sealed: unknown): Promise<ArrayBuffer | Bytes | null> => {
    try {
      const { iv, bytes, pad, at = 0 } = sealed as Sealed;
      const found = await subtle().decrypt({ name: aes.name, iv }, key, pad ?? bytes);
      return pad ? cover(new Uint8Array(bytes), new Uint8Array(found), at) : found;
    } catch {
      return null;
    }
  };

  return {
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
    seal: (key, text) => encrypt(key, encode(text)),
    async open(key, sealed) {
      const bytes = await decrypt(key, sealed);
      return bytes && decode(bytes);
    },
    sealFile: async (key, file) => encrypt(key, await (file as { arrayBuffer(): Promise<ArrayBuffer> }).arrayBuffer()),
    async openFile(key, sealed, facts) {
      const bytes = await decrypt(key, sealed);
      return bytes && makeFile(bytes as ArrayBuffer, facts);
    },
    async createPad(key) {
      const pad = random(padLength);
      const { iv, bytes } = await encrypt(key, pad);
      let used = 0;
      return {
        seal(text) {
          const clear = encode(text);
          const at = used;
          if (at + clear.length > padLength) return null;
          used += clear.length;
          return { iv, pad: bytes, at, bytes: cover(clear, pad, at).buffer };
        },
      };
    },
    makeDate,
  };
}
