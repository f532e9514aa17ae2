import type { Crypto } from '../crypto.ts';

const name = 'AES-GCM';
const random = (length: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(length));
const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

export function createBrowserCrypto(): Crypto {
  return {
    // Not `randomUUID`: it is missing outside secure contexts.
    randomId: () => hex(random(16)),
    digest: async (text) => hex(new Uint8Array(await crypto.subtle.digest('SHA-256', encode(text)))),
    createKey: () => crypto.subtle.generateKey({ name, length: 256 }, false, ['encrypt', 'decrypt']),
    async seal(key, text) {
      const iv = random(12);
      return { iv, bytes: await crypto.subtle.encrypt({ name, iv }, key as CryptoKey, encode(text)) };
    },
    async open(key, sealed) {
      try {
        const { iv, bytes } = sealed as { iv: Uint8Array<ArrayBuffer>; bytes: ArrayBuffer };
        return new TextDecoder().decode(await crypto.subtle.decrypt({ name, iv }, key as CryptoKey, bytes));
      } catch {
        return null;
      }
    },
  };
}
