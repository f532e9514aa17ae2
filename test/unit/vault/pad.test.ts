import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createPad, openPadded } from '../../../src/vault/pad.ts';
import { randomTag } from '../../../src/vault/tag.ts';

const openCrypto = () => createTestBrowser().openTab().platform.crypto;

describe('a pad', () => {
  it('seals at once, and uses no part twice, until there is no room', async () => {
    const crypto = openCrypto();
    const [key, other] = [await crypto.createKey(), await crypto.createKey()];
    const pad = await createPad(crypto, key);
    const [one, two] = [pad.seal('naïve ✓'), pad.seal('naïve ✓')];
    for (const sealed of [one, two]) {
      expect(await openPadded(crypto, key, sealed)).toBe('naïve ✓');
      expect(await openPadded(crypto, other, sealed)).toBeNull();
    }
    expect(new Uint8Array(one ?? new ArrayBuffer(0))).not.toEqual(new Uint8Array(two ?? new ArrayBuffer(0)));
    expect(pad.seal('x'.repeat(4096))).toBeNull();
    const rest = pad.seal('y'.repeat(4000));
    expect(await openPadded(crypto, key, rest)).toBe('y'.repeat(4000));
    expect(pad.seal('z'.repeat(100))).toBeNull();
  });

  it('lets a head stand in clear before what it seals', async () => {
    const crypto = openCrypto();
    const key = await crypto.createKey();
    const sealed = (await createPad(crypto, key)).seal('tea', '12D') ?? new ArrayBuffer(0);
    expect(crypto.decode(sealed.slice(0, 3))).toBe('12D');
    expect(await openPadded(crypto, key, sealed, 3)).toBe('tea');
    expect(await openPadded(crypto, key, 'nonsense', 3)).toBeNull();
  });
});

it('a tag is 128 bits in 22 signs that may stand in a key', () => {
  const crypto = openCrypto();
  const tags = new Set(Array.from({ length: 100 }, () => randomTag(crypto)));
  expect(tags.size).toBe(100);
  for (const tag of tags) expect(tag).toMatch(/^[\w-]{22}$/);
});
