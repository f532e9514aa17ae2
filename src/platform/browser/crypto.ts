import type { Crypto, Sealed } from '../crypto.ts';

const algorithm = 'AES-GCM';
const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

export function createBrowserCrypto(): Crypto {
  return {
    // Not `randomUUID`: it is missing outside secure contexts.
    randomId: () => hex(crypto.getRandomValues(new Uint8Array(16))),
    digest: async (text) => hex(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))),
    createKey: () => crypto.subtle.generateKey({ name: algorithm, length: 256 }, false, ['encrypt', 'decrypt']),
    async seal(key, text): Promise<Sealed> {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const bytes = await crypto.subtle.encrypt(
        { name: algorithm, iv },
        key as CryptoKey,
        new TextEncoder().encode(text),
      );
      return { iv, bytes };
    },
    async open(key, sealed) {
      try {
        const { iv, bytes } = sealed as { iv: Uint8Array<ArrayBuffer>; bytes: ArrayBuffer };
        return new TextDecoder().decode(await crypto.subtle.decrypt({ name: algorithm, iv }, key as CryptoKey, bytes));
      } catch {
        return null;
      }
    },
  };
}
