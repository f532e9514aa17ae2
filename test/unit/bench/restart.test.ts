// @vitest-environment happy-dom
import { seconds } from 'holdfast';
import { expect, it } from 'vitest';
import { drawPlot } from '../../bench/restart/plot.ts';
import { readWave, simulateRestart } from '../../bench/restart/simulate.ts';

const clients = 20_000;
const away = seconds(5);
const retry = seconds(2);
const sum = (values: readonly number[]): number => values.reduce((total, each) => total + each, 0);

it('a restart meets no more than an eighth of all clients in any second, and has all of them back, none before it is over', () => {
  const { tries, taken } = simulateRestart({ clients, away, retry });
  expect(Math.max(...tries)).toBeLessThan(clients / 8);
  expect(sum(taken)).toBe(clients);
  expect(sum(taken.slice(0, 5))).toBe(0);
  expect(sum(tries.slice(0, 2))).toBe(0);
});

it('a server that says `retry:` has nobody back before it, and all of them spread over as long again', () => {
  const { tries, taken } = simulateRestart({ clients, away, retry: seconds(30) });
  expect([sum(tries.slice(0, 30)), taken.length, sum(taken)]).toEqual([0, 60, clients]);
  expect(Math.max(...tries)).toBeLessThan(clients / 25);
});

it('a server that takes so many a second is given all, and asked again by those it refused no sooner than it said', () => {
  const takes = { perSecond: 1000, retryAfter: seconds(30) };
  const { tries, taken } = simulateRestart({ clients, away, retry, takes });
  expect([sum(taken), Math.max(...taken)]).toEqual([clients, 1000]);
  // Between the last of the first wave and the first of those who were refused.
  expect(Math.max(...tries.slice(28, 35))).toBeLessThan(clients / 1000);
});

it('clients without jitter come all at once, as often as they are refused', () => {
  const wave = simulateRestart({ clients, away, retry, bare: true });
  expect(readWave(wave)).toEqual({ peak: clients, half: 7, last: 7, tries: 3 * clients });
});

it('a plot draws each line from the ground up, and nothing that is below its scale', () => {
  const lines = [
    { name: 'one <line>', dashes: 'none', values: [5, 1000, 100, 5, 10] },
    { name: 'another', dashes: '2 3', values: [] },
  ];
  const svg = drawPlot({ title: 'A & B', x: 'seconds', y: 'each', until: 10, least: 10, most: 1000, lines });
  const page = new DOMParser().parseFromString(svg, 'image/svg+xml');
  const texts = [...page.querySelectorAll('text')].map(({ textContent }) => textContent);
  expect(texts).toEqual(expect.arrayContaining(['A & B', 'one <line>', 'another', 'seconds', 'each', '10', '1,000']));
  const [first, second] = [...page.querySelectorAll('path')].map((path) => path.getAttribute('d') ?? '');
  // Two stretches: seconds 1 and 2, and second 4.
  expect(first?.match(/M[^M]*/g)).toHaveLength(2);
  expect(first?.match(/H/g)).toHaveLength(3);
  expect(second).toBe('');
});
