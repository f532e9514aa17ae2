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
      const changed = new Uint8Array(sealed.slice(0));
      changed[0] = (changed[0] ?? 0) ^ 1;
      expect(await crypto.open(key, changed.buffer)).toBeNull();
      expect(await crypto.open(key, 'nonsense')).toBeNull();
      expect(await crypto.open(null, sealed)).toBeNull();
    });

    it('seals the same text to other bytes each time', async () => {
      const crypto = make();
      const key = await crypto.createKey();
      const [a, b] = [await crypto.seal(key, 'tea'), await crypto.seal(key, 'tea')];
      expect(new Uint8Array(a)).not.toEqual(new Uint8Array(b));
    });

    it('makes keys that no script can read', async () => {
      const key = await make().createKey();
      expect((key as CryptoKey).extractable).toBe(false);
    });

    it('makes keys of a pair that no script can read, new ones each time, and the same ones of the same secret for the same purpose', async () => {
      const crypto = make();
      const secret = 'c2VjcmV0LW9mLXRoZS1hY2NvdW50';
      const [one, other] = [await crypto.createKeys(), await crypto.createKeys()];
      const [mine, again] = [await crypto.createKeys(secret, 'shop'), await crypto.createKeys(secret, 'shop')];
      const elsewhere = await crypto.createKeys(secret, 'bank');
      for (const { seal, name } of [one, mine])
        for (const key of [seal, name]) expect((key as CryptoKey).extractable).toBe(false);
      const sealed = await crypto.seal(mine.seal, 'tea');
      const opened = [again, elsewhere, one].map(({ seal }) => crypto.open(seal, sealed));
      expect(await Promise.all(opened)).toEqual(['tea', null, null]);
      const names = await Promise.all(
        [mine, again, elsewhere, one, other].map(({ name }) => crypto.nameOf(name, 'contact.email')),
      );
      expect(names[0]).toMatch(/^[0-9a-f]{32}$/);
      expect(names[1]).toBe(names[0]);
      expect(new Set(names).size).toBe(4);
    });

    it('lets a head stand in clear before it, which can not be changed', async () => {
      const crypto = make();
      const key = await crypto.createKey();
      const sealed = await crypto.seal(key, 'tea', '12d');
      const start = (bytes: ArrayBuffer | null) => new TextDecoder().decode((bytes ?? new ArrayBuffer(0)).slice(0, 3));
      expect(start(sealed)).toBe('12d');
      expect(await crypto.open(key, sealed, 3)).toBe('tea');
      new Uint8Array(sealed)[0] = 50;
      expect(await crypto.open(key, sealed, 3)).toBeNull();
    });

    it('seals bytes, and makes the file of them that they were', async () => {
      const crypto = make();
      const [key, other] = [await crypto.createKey(), await crypto.createKey()];
      const facts = { type: 'text/plain', name: 'note.txt', lastModified: 1_700_000_000_000 };
      const sealed = await crypto.sealBytes(key, await new File(['tea ✓'], facts.name, facts).arrayBuffer());
      const bytes = (await crypto.openBytes(key, sealed)) ?? new ArrayBuffer(0);
      const file = crypto.makeFile(bytes, facts) as File;
      expect({ type: file.type, name: file.name, lastModified: file.lastModified }).toEqual(facts);
      expect(await file.text()).toBe('tea ✓');
      const blob = crypto.makeFile(bytes, { type: 'text/plain' }) as Blob;
      expect([blob instanceof File, await blob.text()]).toEqual([false, 'tea ✓']);
      expect(await crypto.openBytes(other, sealed)).toBeNull();
      expect(crypto.decode(crypto.encode('naïve ✓'))).toBe('naïve ✓');
    });

    it('makes ids of 128 bits that may stand in a key, and digests by SHA-256', async () => {
      const crypto = make();
      const ids = new Set(Array.from({ length: 100 }, crypto.randomId));
      expect(ids.size).toBe(100);
      for (const id of ids) expect(id).toMatch(/^[\w-]{22,32}$/);
      const bytes = Array.from({ length: 100 }, () => [...crypto.random(16)]);
      const seen = (bits: (all: number, byte: number) => number, start: number) =>
        Array.from({ length: 16 }, (_, at) => bytes.map((each) => each[at] ?? 0).reduce(bits, start));
      // Of 128 bits each is sometimes set and sometimes not.
      expect(seen((all, byte) => all | byte, 0)).toEqual(Array(16).fill(255));
      expect(seen((all, byte) => all & byte, 255)).toEqual(Array(16).fill(0));
      expect(await crypto.digest('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    });
  });
}
