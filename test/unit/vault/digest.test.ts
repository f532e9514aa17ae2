// @vitest-environment node
import { expect, it } from 'vitest';
import { createDigest, halfSip } from '../../../src/vault/digest.ts';

/** Bytes 0, 1, 2 … as text whose units are two bytes each. */
const counting = (bytes: number): string =>
  Array.from({ length: bytes / 2 }, (_, at) => String.fromCharCode(2 * at + 256 * (2 * at + 1))).join('');
const hex = (words: readonly number[]): string =>
  [...new Uint8Array(Int32Array.from(words).buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

it.each([
  [0, '218d1f59b9b83cc8'],
  [2, '064f39ef7c50eb57'],
  [4, 'd5e78a175be52ea1'],
  [6, 'ce3e91358aa2bc25'],
  [14, '3bb1a870eae8e658'],
  [16, '7336aad25f7bf3b5'],
])('%i bytes give what the published vectors of HalfSipHash-2-4 say', (bytes, expected) => {
  expect(hex(halfSip(counting(bytes), 0x03020100, 0x07060504))).toBe(expected);
});

it('digests are whole numbers, apart for every text, and say nothing without the secret they were made with', () => {
  const texts = Array.from({ length: 10_000 }, (_, at) => `sku-${at}`);
  const digest = createDigest('one');
  const digests = texts.map(digest);
  expect(digests.every((each) => Number.isSafeInteger(each) && each >= 0)).toBe(true);
  expect(new Set(digests).size).toBe(texts.length);
  expect(texts.map(createDigest('one'))).toEqual(digests);
  expect(texts.map(createDigest('two')).filter((each) => digests.includes(each))).toEqual([]);
});
