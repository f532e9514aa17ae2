import { serialize } from 'node:v8';
import { expect, it } from 'vitest';
import { contentsAfter, demandContents, fillContents } from '../../bench/documents/contents.ts';
import { structuredSize } from '../../bench/documents/structured-size.ts';

/** Node's begins with two bytes that say which version of the format it is. */
const envelope = 2;

it.each([
  ['a short text', 'Ada'],
  ['a long text', 'a'.repeat(300)],
  ['a text of other scripts', 'Здравствуйте'],
  ['small numbers', [0, 1, -1, 63, 64, -64, -65, 2 ** 30 - 1]],
  ['large and broken numbers', [2 ** 31, 1.5, -1e12]],
  ['a list that is long', Array(200).fill(3)],
  ['what a field is stored as', [1, 'k3v9', ['0mh2k1x0a0000replica', 'ada@example.com']]],
  ['a line', { sku: 'mug', quantity: 2, options: { size: 'M' }, item: null, gift: true }],
  ['bytes', new ArrayBuffer(300)],
  ['a date', new Date(0)],
])('the benchmarks weigh %s as V8 does', (_, value) => {
  expect(structuredSize(value)).toBe(serialize(value).length - envelope);
});

it('a library that kept nothing, too little or something else is refused by the benchmarks', () => {
  const [form, cart] = [contentsAfter('form', 5, 30), contentsAfter('cart', 5, 30)];
  expect(() => demandContents('it', form, form)).not.toThrow();
  expect(() => demandContents('it', cart, cart)).not.toThrow();
  expect(() => demandContents('it', {}, form)).toThrow('kept 0 of 5, and 5 are wrong');
  expect(() => demandContents('it', fillContents('form', 5), form)).toThrow('2 are wrong: field0');
  expect(() => demandContents('it', fillContents('cart', 5), cart)).toThrow('5 are wrong');
});
