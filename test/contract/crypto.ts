import { describe, expect, it } from 'vitest';
import type { Crypto } from '../../src/platform/crypto.ts';

export function describeCrypto(name: string, make: () => Crypto): void {
  describe(`crypto: ${name}`, () => {
    it('opens what was sealed with the same key, and nothing else', async () => {
      const crypto = make();
      const [key, other] = [await crypto.createKey(), await crypto.createKey()];
      const sealed = await crypto.seal(key, 'naïve ✓');
      expect(await crypto.open(key, sealed)).toBe('naïve ✓');
      expect(await crypto.open(other, sealed)).toBeNull();
      expect(await crypto.open(key, { ...sealed, iv: new Uint8Array(12) })).toBeNull();
      expect(await crypto.open(key, 'nonsense')).toBeNull();
      expect(await crypto.open(null, sealed)).toBeNull();
    });

    it('seals the same text to other bytes each time', async () => {
      const crypto = make();
      const key = await crypto.createKey();
      const [a, b] = [await crypto.seal(key, 'tea'), await crypto.seal(key, 'tea')];
      expect(new Uint8Array(a.bytes)).not.toEqual(new Uint8Array(b.bytes));
    });

    it('makes keys that no script can read', async () => {
      const key = await make().createKey();
      expect((key as CryptoKey).extractable).toBe(false);
    });

    it('makes ids of 128 bits that may stand in a key, and digests by SHA-256', async () => {
      const crypto = make();
      const ids = new Set(Array.from({ length: 100 }, crypto.randomId));
      expect(ids.size).toBe(100);
      for (const id of ids) expect(id).toMatch(/^[\w-]{22,32}$/);
      expect(await crypto.digest('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    });
  });
}
