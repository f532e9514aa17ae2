import type { Crypto } from '../crypto.ts';
import { createWebCrypto } from '../web-crypto.ts';

export function createBrowserCrypto(): Crypto {
  let encoder: TextEncoder | undefined;
  let decoder: TextDecoder | undefined;
  return createWebCrypto({
    subtle: () => crypto.subtle,
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    encode(text) {
      encoder ??= new TextEncoder();
      return encoder.encode(text);
    },
    decode(bytes) {
      decoder ??= new TextDecoder();
      return decoder.decode(bytes);
    },
    makeFile: (bytes, { name, ...facts }) =>
      name === undefined ? new Blob([bytes], facts) : new File([bytes], name, facts),
    makeDate: (moment) => new Date(moment),
  });
}
