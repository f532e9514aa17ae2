import { expect, it } from 'vitest';
import { documentOf } from '../../bench/load/contents.ts';
import { percentile } from '../../bench/load/drive.ts';
import { formatCrowd, partsOf } from '../../bench/load/million.ts';

it('a percentile is a value that was measured: the least that so many are not above', () => {
  const hundred = Array.from({ length: 100 }, (_, at) => at + 1);
  expect([0, 0.5, 0.99, 1].map((part) => percentile(hundred, part))).toEqual([1, 50, 99, 100]);
  expect(percentile([7], 0.99)).toBe(7);
  expect(percentile([], 0.5)).toBeNaN();
});

it.each([2000, 8000, 64_000])('the load sends documents of about %d bytes, each another one', (bytes) => {
  const [one, two] = [documentOf(bytes, 1), documentOf(bytes, 2)];
  expect(Math.abs(one.length - bytes)).toBeLessThan(120);
  expect(one).not.toBe(two);
  expect(JSON.parse(one)).toMatchObject({ holdfast: 1, version: 1 });
});

it('the sum of a million is what one of them asks for, times what that costs', () => {
  const cost = { backend: 0.001, redis: 0.0001 };
  const costs = { probe: cost, touch: cost, write: cost, same: cost, signIn: cost, opening: cost, holding: cost };
  const crowd = { browsers: 720_000, looking: 36_000, working: 3600, documents: 2, tabs: 3 };
  const parts = partsOf(crowd, costs);
  // Held; 36,000 × 120 an hour; 3,600 × 120; 3,600 × 12; each once an hour; each once in twelve.
  expect(parts.map(({ perSecond }) => Math.round(perSecond * 10) / 10)).toEqual([720_000, 1200, 120, 12, 200, 16.7]);
  const lines = formatCrowd(crowd, costs).split('\n');
  expect(lines.at(-3)).toBe('| together |  |  | 722 |  | 72 |');
  expect(lines.at(-2)).toContain('| 108,000 | 1,000 µs | 108 |');
  expect(lines.at(-1)).toContain('| 216,000 | 1,000 µs | 216 |');
});
