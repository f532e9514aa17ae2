import { seconds } from 'holdfast';
import { expect, it } from 'vitest';
import { longestReturn, returnAfter } from '../../../src/sync/waiting.ts';

/** The first and the last of all who come back, in seconds. */
const span = (failures: number, asked: number, least = asked): readonly number[] =>
  [0, 1].map((part) => returnAfter({ failures, asked: seconds(asked), least: seconds(least) }, part) / 1000);

it('spreads all who lose a stream at once over ten seconds, and over twice as long each time they fail again', () => {
  expect([1, 2, 3, 4, 5, 9].map((failures) => span(failures, 0))).toEqual([
    [0, 10],
    [0, 20],
    [0, 40],
    [0, 80],
    [0, 120],
    [0, 120],
  ]);
});

it('lets a server say from when on, and over how long', () => {
  expect(span(1, 2)).toEqual([2, 12]);
  expect(span(1, 30)).toEqual([30, 60]);
  expect(span(1, longestReturn / 1000)).toEqual([120, 240]);
});

it('comes back from a refusal no sooner than that says', () => {
  expect(span(2, 2, 60)).toEqual([60, 80]);
});
