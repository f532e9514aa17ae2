import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createEventReader } from '../../../src/sync/events.ts';
import { laws } from '../../support/runs.ts';

const stream = [
  '\uFEFF: hello\n\n',
  'event: poke\ndata: {"id":"cart","rev":"\\"7\\""}\n\n',
  ': heartbeat\n',
  'retry: 1500\nid: 1795402028:0\nevent:session\ndata:{}\n\n',
  'data: two\ndata:  lines\n\n',
  'event: nothing\n\n',
  'data\n\n',
  'retry: soon\nwhatever: else\ndata: last\n\n',
].join('');
const events = [
  { type: 'poke', data: '{"id":"cart","rev":"\\"7\\""}' },
  { type: 'session', data: '{}' },
  { type: 'message', data: 'two\n lines' },
  { type: 'message', data: '' },
  { type: 'message', data: 'last' },
];

it('reads events however their text is cut, and however its lines end', () => {
  const cuts = fc.array(fc.nat({ max: stream.length }), { maxLength: 12 });
  fc.assert(
    fc.property(cuts, fc.constantFrom('\n', '\r\n', '\r'), (at, end) => {
      const text = stream.replaceAll('\n', end);
      const places = [0, ...at.toSorted((a, b) => a - b), text.length];
      const reader = createEventReader();
      const found = places.slice(1).flatMap((to, index) => reader.read(text.slice(places[index], to)));
      // A CR at the very end may be one half of a line's end.
      expect([...found, ...reader.read(end === '\r' ? ': on\r' : '')]).toEqual(events);
      expect(reader.retry()).toBe(1500);
    }),
    laws(200),
  );
});

it('drops what never ends, and a last event that was cut off', () => {
  const reader = createEventReader();
  expect(reader.read(`data: ${'x'.repeat(100_000)}`)).toEqual([]);
  expect(reader.read('\n\ndata: cut')).toEqual([]);
  expect(reader.retry()).toBeNull();
});
