import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChange, createChanges } from '../../../src/vault/change.ts';
import { packParts } from '../../../src/vault/stored.ts';
import { runs } from '../../support/runs.ts';

const changeOrNone = (before: string, after: string): string | null => createChanges(before)(after);
/** Where there is one. */
const changeOf = (before: string, after: string): string => changeOrNone(before, after) ?? 'none';
const replica = 'replica00001';
const stampOf = (moment: number, counter = 0): string =>
  `${moment.toString(36).padStart(9, '0')}${counter.toString(36).padStart(4, '0')}${replica}`;
const now = Date.UTC(2026, 10, 28);
/** A field as a draft stores it, packed. */
const field = (value: unknown, moment: number, over = '', counter = 0): string =>
  packParts([['survey.answer', [stampOf(moment, counter), value, over]]], replica).text;

describe('a change of a packed text', () => {
  it('leads from one text to the other, whatever stands in them', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.string({ unit: 'grapheme', maxLength: 40 }));
    const value = fc.oneof(text, fc.array(text, { maxLength: 4 }), fc.dictionary(text, fc.jsonValue()));
    const moment = fc.integer({ min: 0, max: 36 ** 8 - 1 });
    const counter = fc.oneof(fc.constant(0), fc.nat({ max: 36 ** 4 - 1 }));
    const over = fc.oneof(
      fc.constant(''),
      fc.tuple(moment, counter).map((given) => stampOf(...given)),
    );
    const packed = fc.tuple(value, moment, over, counter).map((given) => field(...given));
    fc.assert(
      fc.property(packed, packed, (before, after) => {
        const change = changeOrNone(before, after);
        if (change === null) return;
        expect(applyChange(before, change)).toBe(after);
        // As it is sealed.
        expect(new TextDecoder().decode(new TextEncoder().encode(change))).toBe(change);
        expect(change).toMatch(/^[\w-]{4}/);
      }),
      runs(1000),
    );
  });

  it('is short where a letter is typed into a long text, however long that is, and wherever', () => {
    const [start, end] = ['a'.repeat(1000), 'z'.repeat(1000)];
    const before = field(start + end, now);
    for (const [value, most] of [
      [`${start}${end}!`, 11],
      [`${start}!${end}`, 13],
      [`!${start}${end}`, 13],
      [`${start}${end.slice(1)}`, 12],
    ] as const)
      expect([value, changeOf(before, field(value, now + 60_000)).length]).toSatisfy(
        ([, length]: [string, number]) => length <= most,
      );
  });

  it('is short also where edits follow one another within a millisecond, and back', () => {
    const at = (counter: number, value: string): string => field(value, now, '', counter);
    for (const [before, after] of [
      [at(0, 'one'), at(1, 'on')],
      [at(35, 'one'), at(36, 'on')],
      [at(7, 'one'), at(0, 'on')],
    ] as const) {
      expect(changeOf(before, after).length).toBeLessThan(12);
      expect(applyChange(before, changeOf(before, after))).toBe(after);
    }
  });

  it('says nothing of stamps that stay, wherever new ones come between them', () => {
    const line = (setting: unknown): string =>
      packParts([['mug', { changes: { [replica]: [1] }, setting, born: stampOf(now - 9000, 7) }]], replica).text;
    const change = changeOf(line(null), line([stampOf(now), 2, { [replica]: 1 }]));
    expect(change.length).toBeLessThan(29);
    expect(applyChange(line(null), change)).toBe(line([stampOf(now), 2, { [replica]: 1 }]));
  });

  it('leaves nothing standing of what was replaced by something else', () => {
    const before = field('a secret that was typed into the wrong field', now);
    for (const value of ['another', '', undefined]) expect(changeOrNone(before, field(value, now + 1))).toBeNull();
  });

  it('counts for nothing on any other text', () => {
    const before = field('one', now);
    const change = changeOf(before, field('once', now + 1));
    for (const other of [field('two', now), field('one', now + 1), field('one', now, stampOf(1)), ''])
      expect(applyChange(other, change)).toBeNull();
  });

  it('cuts no sign in two that is made of two halves', () => {
    const [before, after] = [field('so 😀', now), field('so 😁', now)];
    expect(changeOf(before, after)).toMatch(/[:-W]{2}😁$/u);
    const [first, second] = [field('\u{1f600}!', now), field('\u{1fa00}!', now)];
    expect(changeOf(first, second)).toMatch(/[:-W]{2}\u{1fa00}$/u);
  });

  it('makes no sense when it was cut off, and says so without throwing', () => {
    const before = field('one', now);
    const change = changeOf(before, field('once', now + 1));
    for (const rest of ['', '1', '1A', '1``x', '1ZAAx', '1AZAx', '1[3,4]']) {
      const cut = `${change.slice(0, 4)}${rest}`;
      expect([rest, applyChange(before, cut)]).toEqual([rest, '']);
    }
  });
});
