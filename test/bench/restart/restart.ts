import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { table } from '../spread.ts';
import { drawPlot } from './plot.ts';
import { type Restart, readWave, simulateRestart } from './simulate.ts';

const seconds = (count: number): number => count * 1000;
const picture = fileURLToPath(new URL('../../../docs/restart.svg', import.meta.url));

type Case = readonly [name: string, dashes: string, restart: Omit<Restart, 'clients'>];

const away = seconds(5);
const cases: readonly Case[] = [
  ['no jitter: everybody comes 2 s after it broke, and each 2 s', 'none', { away, retry: seconds(2), bare: true }],
  ['Holdfast, the server said retry: 2000', '7 3', { away, retry: seconds(2) }],
  ['Holdfast, the server said retry: 120000', 'none', { away, retry: seconds(120) }],
  [
    'Holdfast, retry: 2000; the server takes 20,000/s, others hear 503 with Retry-After: 30',
    '2 3',
    { away, retry: seconds(2), takes: { perSecond: 20_000, retryAfter: seconds(30) } },
  ],
];

const count = (value: number): string => value.toLocaleString('en');

/** A restart that all clients of a server meet at once: draws `docs/restart.svg`, and answers a Markdown table. */
export function tableOfRestart(clients: number): string {
  const waves = cases.map(([name, dashes, restart]) => ({
    name,
    dashes,
    wave: simulateRestart({ ...restart, clients }),
  }));
  const svg = drawPlot({
    title: `${count(clients)} streams break at once; the server is away for ${away / seconds(1)} s`,
    x: 'seconds since the streams broke',
    y: 'attempts to connect per second',
    until: 240,
    least: 100,
    most: 1_000_000,
    lines: waves.map(({ name, dashes, wave }) => ({ name, dashes, values: wave.tries })),
  });
  writeFileSync(picture, svg);
  return table(
    [
      `${count(clients)} streams break, server away for ${away / seconds(1)} s`,
      'most attempts in a second',
      'attempts in all',
      'half are back after, s',
      'all, s',
    ],
    waves.map(({ name, wave }) => {
      const { peak, tries, half, last } = readWave(wave);
      return [name, ...[peak, tries, half, last].map(count)];
    }),
  );
}
