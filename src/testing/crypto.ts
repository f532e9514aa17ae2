import type { Crypto } from '../platform/crypto.ts';
import { decodeText, encodeText, randomBytes, subtle } from './host.ts';
import type { Life } from './life.ts';
import type { Turns } from './turns.ts';

const algorithm = 'AES-GCM';
const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Real WebCrypto: a sealed text is sealed, so that a search for it means something. The clock waits for its answers. */
export function createTestCrypto(life: Life, turns: Turns): Crypto {
  const answer = <T>(asked: Promise<T>): Promise<T> => life.pass(turns.track(asked));
  return {
    randomId: () => hex(randomBytes(16)),
    digest: (text) =>
      answer(
        subtle()
          .digest('SHA-256', encodeText(text))
          .then((bytes) => hex(new Uint8Array(bytes))),
      ),
    createKey: () => answer(subtle().generateKey({ name: algorithm, length: 256 }, false, ['encrypt', 'decrypt'])),
    seal(key, text) {
      const iv = randomBytes(12);
      const sealing = subtle().encrypt({ name: algorithm, iv }, key as CryptoKey, encodeText(text));
      return answer(sealing.then((bytes) => ({ iv, bytes })));
    },
    open(key, sealed) {
      const opening = async (): Promise<string | null> => {
        try {
          const { iv, bytes } = sealed as { iv: Uint8Array<ArrayBuffer>; bytes: ArrayBuffer };
          return decodeText(await subtle().decrypt({ name: algorithm, iv }, key as CryptoKey, bytes));
        } catch {
          return null;
        }
      };
      return answer(opening());
    },
  };
}
