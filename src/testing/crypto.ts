import type { Crypto } from '../platform/crypto.ts';
import { createWebCrypto } from '../platform/web-crypto.ts';
import { decodeText, encodeText, makeDate, makeFile, ownBytes, randomBytes, subtle } from './host.ts';
import type { Life } from './life.ts';
import type { Turns } from './turns.ts';

/** Real WebCrypto: a sealed text is sealed, so that a search for it means something. The clock waits for its answers. */
export function createTestCrypto(life: Life, turns: Turns): Crypto {
  const real = createWebCrypto({
    subtle,
    random: randomBytes,
    encode: encodeText,
    decode: decodeText,
    makeFile,
    makeDate,
  });
  const answer = <T>(asked: Promise<T>): Promise<T> => life.pass(turns.inOrder(asked).then(ownBytes));
  return {
    ...real,
    digest: (text) => answer(real.digest(text)),
    createKey: () => answer(real.createKey()),
    createKeys: (...secret) => answer(real.createKeys(...secret)),
    nameOf: (key, text) => answer(real.nameOf(key, text)),
    seal: (...asked) => answer(real.seal(...asked)),
    open: (...asked) => answer(real.open(...asked)),
    sealBytes: (...asked) => answer(real.sealBytes(...asked)),
    openBytes: (...asked) => answer(real.openBytes(...asked)),
  };
}
