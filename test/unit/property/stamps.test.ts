import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStampClock, isStamp, momentOf } from '../../../src/documents/stamp.ts';
import { laws } from '../../support/runs.ts';

const minute = 60_000;

describe('stamps', () => {
  it('P10: only grow, across jumps of the clock and reloads that read what was stored', () => {
    const moves = fc.array(
      fc.oneof(
        fc.record({ do: fc.constant('tick' as const) }),
        fc.record({ do: fc.constant('jump' as const), by: fc.integer({ min: -120_000, max: 90_000 }) }),
        fc.record({ do: fc.constant('reload' as const) }),
      ),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(moves, (list) => {
        let now = 1_767_225_600_000;
        let last = '';
        let clock = createStampClock(() => now);
        for (const move of list) {
          if (move.do === 'jump') now += move.by;
          else if (move.do === 'reload') {
            clock = createStampClock(() => now);
            if (last && momentOf(last) > now + 5 * minute) return;
            if (last) clock.observe(last);
          } else {
            const next = clock.tick('r');
            expect(isStamp(next)).toBe(true);
            expect(next > last).toBe(true);
            last = next;
          }
        }
      }),
      laws(300),
    );
  });

  it('P5: are above what they replace, whatever the clock of that was', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -3_600_000_000, max: 3_600_000_000 }), { maxLength: 20 }), (skews) => {
        const now = 1_767_225_600_000;
        const clock = createStampClock(() => now);
        let before = '';
        for (const skew of skews) {
          const other = createStampClock(() => now + skew).tick('other', before);
          expect(other > before).toBe(true);
          clock.observe(other);
          before = clock.tick('r', other);
          expect(before > other).toBe(true);
        }
      }),
      laws(300),
    );
  });

  it('grow also while the clock is set back by more than that', () => {
    let now = 1_767_225_600_000;
    const clock = createStampClock(() => now);
    const before = clock.tick('r');
    now -= 60 * minute;
    const after = clock.tick('r');
    expect([after > before, clock.tick('r') > after]).toEqual([true, true]);
  });

  it('from a clock that is more than 5 minutes ahead do not drag others along', () => {
    const now = 1_767_225_600_000;
    const clock = createStampClock(() => now);
    clock.observe(createStampClock(() => now + 5 * minute + 1).tick('far'));
    expect(momentOf(clock.tick('r'))).toBe(now);
    clock.observe(createStampClock(() => now + 5 * minute).tick('near'));
    expect(momentOf(clock.tick('r'))).toBe(now + 5 * minute);
  });

  it('do not repeat when more are made in one millisecond than the counter holds', () => {
    const clock = createStampClock(() => 0);
    const after = `${'0'.repeat(9)}zzzzr`;
    expect(clock.tick('r', after) > after).toBe(true);
    expect(momentOf(clock.tick('r'))).toBe(1);
  });
});
