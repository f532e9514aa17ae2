const turn = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

/** HalfSipHash-2-4 of a text's UTF-16 units, in two words of 32 bits. Keyed, fast, and done at once, which `crypto.subtle` isn't. */
export function halfSip(text: string, key0: number, key1: number): readonly [number, number] {
  let [v0, v1, v2, v3] = [key0, key1 ^ 0xee, 0x6c796765 ^ key0, 0x74656462 ^ key1];
  const stir = (rounds: number): void => {
    for (let round = 0; round < rounds; round++) {
      v0 = (v0 + v1) | 0;
      v1 = turn(v1, 5) ^ v0;
      v0 = turn(v0, 16);
      v2 = (v2 + v3) | 0;
      v3 = turn(v3, 8) ^ v2;
      v0 = (v0 + v3) | 0;
      v3 = turn(v3, 7) ^ v0;
      v2 = (v2 + v1) | 0;
      v1 = turn(v1, 13) ^ v2;
      v2 = turn(v2, 16);
    }
  };
  const take = (word: number): void => {
    v3 ^= word;
    stir(2);
    v0 ^= word;
  };
  const even = text.length - (text.length % 2);
  for (let at = 0; at < even; at += 2) take(text.charCodeAt(at) | (text.charCodeAt(at + 1) << 16));
  take((even < text.length ? text.charCodeAt(even) : 0) | (text.length << 25));
  v2 ^= 0xee;
  stir(4);
  const first = v1 ^ v3;
  v1 ^= 0xdd;
  stir(4);
  return [first, v1 ^ v3];
}

/** Digests of texts, 53 bits each, that say nothing of them to whoever doesn't know `secret`. */
export function createDigest(secret: string): (text: string) => number {
  const [key0, key1] = halfSip(secret, 0, 0);
  return (text) => {
    const [low, high] = halfSip(text, key0, key1);
    return (low >>> 0) + (high & 0x1fffff) * 2 ** 32;
  };
}
