import { minutes, seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { placeAhead, placeFlags, widthOf } from '../../../src/devtools/model/flags.ts';
import { readMarks } from '../../../src/devtools/model/lanes.ts';
import { countMessages } from '../../../src/devtools/model/messages.ts';
import { emptyPast, withHolds } from '../../../src/devtools/model/past.ts';
import { type Answers, isSilent, parsePresence, remember } from '../../../src/devtools/model/presence.ts';
import { areas, readRows } from '../../../src/devtools/model/rows.ts';
import { createScale, readTicks } from '../../../src/devtools/model/scale.ts';
import { boundsOf, sizeAfterKey, usualSize, within } from '../../../src/devtools/model/size.ts';
import { readChips } from '../../../src/devtools/model/summary.ts';
import { readWrites } from '../../../src/devtools/model/writes.ts';
import { noFaults } from '../../../src/devtools/observe/faults.ts';
import type { Observation } from '../../../src/devtools/observe/observation.ts';
import type { TimerState } from '../../../src/time/countdown.ts';

const all = new Set(areas);
const write = (id: number, took: number | null, failed = false): Observation => ({
  id,
  at: id * 1000,
  kind: 'write',
  stores: ['journal'],
  keys: 2,
  strict: false,
  failed,
  took,
});
const sent = (id: number, lost = false): Observation => ({
  id,
  at: id * 1000,
  kind: 'message',
  direction: 'sent',
  type: 'synced',
  from: '0123456789',
  lost,
  took: 0,
});

describe('the log', () => {
  it('has everything in one order, newest first, and a message once', () => {
    const told = [
      { id: 1, at: 1500, type: 'ended', text: 'idle' },
      { id: 2, at: 2000, type: 'message', text: 'sent synced · 012345' },
    ];
    const rows = readRows(told, [write(1, 3.2), sent(2)], all);
    expect(rows.map(({ what, text, tone }) => [what, text, tone])).toEqual([
      ['sent', 'synced · 012345', 'plain'],
      ['ended', 'idle', 'bad'],
      ['write', 'journal · 2 keys', 'plain'],
    ]);
    expect(readRows(told, null, all).map(({ what }) => what)).toEqual(['message', 'ended']);
  });

  it('gathers what happens many times in a row, but not what takes time', () => {
    const rows = readRows([], [sent(1), sent(2), sent(3), write(4, 1), write(5, 1)], all);
    expect(rows.map(({ what, times }) => [what, times])).toEqual([
      ['write', 1],
      ['write', 1],
      ['sent', 3],
    ]);
  });

  it('shows only what is asked for', () => {
    expect(readRows([], [sent(1), write(2, 1)], new Set(['storage'])).map(({ area }) => area)).toEqual(['storage']);
  });
});

describe('the strip of time', () => {
  const scale = createScale(100, 500, seconds(60), minutes(15), 100_000);

  it('has a scale for what was and one for what comes, with the present between them', () => {
    expect([scale.was(40_000), scale.was(100_000), scale.will(100_000), scale.will(1_000_000)]).toEqual([
      100, 300, 300, 500,
    ]);
  });

  it('draws a write as long as it took, and never too short to be seen', () => {
    const [short, long] = readMarks([write(90, 2), write(95, 3000)], 'write', scale);
    expect([short?.width, long?.width]).toEqual([3, 10]);
    expect(long?.height).toBeGreaterThan(short?.height ?? 1);
    expect(readMarks([write(1, 2)], 'write', scale)).toEqual([]);
  });

  it('marks round moments of the place, not of Greenwich', () => {
    const half = minutes(30);
    expect(readTicks(minutes(10), minutes(100), minutes(60), -half)).toEqual([half, minutes(90)]);
  });

  it('writes at a pole only where there is room up to the next', () => {
    const flag = { by: 'here', kind: 'signed-in' } as const;
    const placed = placeFlags(
      [
        { ...flag, id: 1, at: 91_000 },
        { ...flag, id: 2, at: 92_000 },
        { ...flag, id: 3, at: 93_000 },
      ],
      [],
      scale,
    );
    expect(placed.map(({ id, line }) => [id, line])).toEqual([
      [3, 0],
      [2, 1],
      [1, null],
    ]);
  });

  it.each([320, 500])('writes what is to come within a strip of %i pixels', (right) => {
    const narrow = createScale(12, right, seconds(60), minutes(15), 100_000);
    const timer = { phase: 'active', warnAt: minutes(12), deadline: minutes(14) } as TimerState;
    for (const { text, left, right: end } of placeAhead(timer, narrow)) {
      expect(left).toBeGreaterThanOrEqual(narrow.left);
      expect(left + widthOf(text)).toBeLessThanOrEqual(narrow.right);
      expect(end).toBeLessThanOrEqual(narrow.right);
    }
  });

  it('keeps a hold from when it was seen to when it was gone', () => {
    const held = withHolds(emptyPast, { heldBy: ['upload'], now: 5 });
    expect(withHolds(held, { heldBy: ['upload'], now: 6 })).toBe(held);
    expect(withHolds(held, { heldBy: [], now: 9 }).holds).toEqual([{ name: 'upload', from: 5, until: 9 }]);
  });
});

it('messages are counted by kind, and the lost ones apart', () => {
  expect(countMessages([], [sent(1), sent(2, true)])).toEqual([{ type: 'synced', sent: 1, received: 0, lost: 1 }]);
  const told = [{ id: 1, at: 0, type: 'message', text: 'heard ended · ab' }];
  expect(countMessages(told, null)).toEqual([{ type: 'ended', sent: 0, received: 1, lost: 0 }]);
});

it('writes are summed up by how long they took, without those that failed or go on', () => {
  const facts = readWrites([write(1, 0.5), write(2, 3), write(3, 500), write(4, 9, true), write(5, null)]);
  expect(facts).toMatchObject({ count: 5, failed: 1, underWay: 1, median: 3, slowest: 500 });
  expect(facts.classes.map(({ count }) => count)).toEqual([1, 1, 0, 0, 0, 1]);
});

describe('the tabs that answered', () => {
  const here = { type: 'here', id: 'a', visible: true, status: 'loading', epoch: '', broken: false } as const;

  it('are those that spoke lately, this one first, and whoever is silent is said to be', () => {
    let answers: Answers = remember([], { ...here, id: 'b' }, 0);
    answers = remember(answers, here, 5000, true);
    expect(answers.map(({ id, own }) => [id, own])).toEqual([
      ['a', true],
      ['b', false],
    ]);
    expect(answers.map((answer) => isSilent(answer, 7000))).toEqual([false, true]);
    expect(remember(answers, here, 61_000, true).map(({ id }) => id)).toEqual(['a']);
  });

  it('are not believed what makes no sense', () => {
    expect([null, 'who', { ...here, type: 'kill' }, { ...here, id: 7 }].map(parsePresence)).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(parsePresence({ ...here, secret: 'x' })).toEqual(here);
  });
});

describe('the edge of the panel', () => {
  const bounds = boundsOf('bottom', 1000);

  it('leaves something of the page, and enough to read where there is room', () => {
    expect([bounds, boundsOf('right', 900), within(bounds, 5000)]).toEqual([
      { min: 180, max: 850 },
      { min: 300, max: 540 },
      850,
    ]);
    expect([usualSize('bottom', 1000), usualSize('bottom', 600)]).toEqual([470, 330]);
  });

  it('is moved by arrows, by larger steps, and to either end', () => {
    const sizeAt = (key: string, dock: 'bottom' | 'right' = 'bottom'): number | null =>
      sizeAfterKey(dock, key, 400, bounds);
    expect(['ArrowUp', 'ArrowDown', 'PageUp', 'Home', 'End', 'a'].map((key) => sizeAt(key))).toEqual([
      416,
      384,
      480,
      180,
      850,
      null,
    ]);
    expect([sizeAt('ArrowLeft', 'right'), sizeAt('ArrowUp', 'right')]).toEqual([416, null]);
  });
});

it('whatever is turned by a control is said as long as it is', () => {
  expect(readChips(noFaults)).toEqual([]);
  expect(readChips({ ...noFaults, offline: true, messages: 'half', ahead: -minutes(60) })).toEqual([
    'offline',
    'half the messages lost',
    'clock −1:00:00',
  ]);
});
