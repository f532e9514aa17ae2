import type { Crypto } from '../crypto.ts';
import { createWebCrypto } from '../web-crypto.ts';

export const createBrowserCrypto = (): Crypto =>
  createWebCrypto({
    subtle: () => crypto.subtle,
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    encode: (text) => new TextEncoder().encode(text),
    decode: (bytes) => new TextDecoder().decode(bytes),
    makeFile: (bytes, { name, ...facts }) =>
      name === undefined ? new Blob([bytes], facts) : new File([bytes], name, facts),
    makeDate: (moment) => new Date(moment),
  });
