import { expect, it } from 'vitest';
import { findUntrue } from '../../bench/told-sizes.ts';

const rows = [
  { what: 'session', size: 20_000, budget: 20_500 },
  { what: 'cart on top', size: 5_000 },
];
const page = (session: string, cart: string): string =>
  `Words.\n\n| what | gzip -9 |\n| --- | ---: |\n| session | ${session} kB |\n| cart on top | ${cart} kB |\n\n| what | ms |\n| --- | --- |\n| session | 3 |\n`;

it('sizes that pages tell are as measured, within 1 %', () => {
  expect(findUntrue({ 'README.md': page('20.1', '5.00'), 'docs/a.md': 'nothing' }, rows)).toEqual([]);
});

it('a size that has grown or shrunk beyond that, or that nobody measures, is found', () => {
  expect(findUntrue({ 'README.md': page('20.3', '4.9') }, rows)).toEqual([
    'README.md tells 20.30 kB for "session"; it is 20.00 kB',
    'README.md tells 4.90 kB for "cart on top"; it is 5.00 kB',
  ]);
  expect(findUntrue({ 'README.md': page('20', '5').replace('cart on top', 'cart') }, rows)).toEqual([
    'README.md tells of "cart", which nobody measures',
  ]);
});

it('a cell without a number, and no table at all, are found', () => {
  expect(findUntrue({ 'README.md': page('small', '5') }, rows)).toHaveLength(1);
  expect(findUntrue({ 'README.md': 'It is small.' }, rows)).toEqual(['no page has a table of sizes']);
});
