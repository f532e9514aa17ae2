import type { TimerState } from 'holdfast';
import { minutes, seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { emptyPast, type Past } from '../../../src/devtools/model/past.ts';
import { chooseSpan } from '../../../src/devtools/model/scale.ts';
import { describeEnd } from '../../../src/devtools/model/sentence.ts';
import { formatMoment } from '../../../src/devtools/model/words.ts';

const start = Date.UTC(2026, 4, 5, 12);
const at = (second: number): number => start + seconds(second);
const nothing: Past = { ...emptyPast, watchedFrom: start };

/** Idle after 180 s with a warning at 60, signed in at 0 for an hour. */
const idle: TimerState = {
  phase: 'active',
  kind: 'idle',
  deadline: at(180),
  warnAt: at(120),
  remaining: seconds(180),
  extension: 'none',
  kept: false,
  deadlines: { idle: at(180), absolute: at(3600), server: Number.POSITIVE_INFINITY },
  limits: { timeout: seconds(180), warning: seconds(60), lifetime: seconds(3600) },
  heldBy: [],
  lastActivityAt: at(0),
  signedInAt: at(0),
  now: at(0),
};

describe('the words below the timeline', () => {
  it('say who was here last, when the warning opens, and when the session ends', () => {
    const past: Past = { ...nothing, inputs: [{ at: at(0), by: 'elsewhere' }] };
    expect(describeEnd(idle, at(12), past)).toBe(
      `Last input 12 s ago, in another tab. Unless somebody touches the page, the warning opens in 1:48, and the session ends in 2:48, at ${formatMoment(at(180))} (idle). However busy you are, it ends at ${formatMoment(at(3600))} (absolute).`,
    );
  });

  it('don’t say in which tab an input was that nobody saw', () => {
    const past: Past = { ...nothing, inputs: [{ at: at(-20), by: 'here' }] };
    expect(describeEnd(idle, at(12), past)).toMatch(/^Last input 12 s ago\. /);
  });

  it('tell an answered warning and a sign-in from input', () => {
    const flag = { id: 1, at: at(0), by: 'elsewhere' } as const;
    expect(describeEnd(idle, at(5), { ...nothing, flags: [{ ...flag, kind: 'extended' }] })).toMatch(
      /^“Stay signed in” in another tab, 5 s ago\./,
    );
    expect(describeEnd(idle, at(5), { ...nothing, flags: [{ ...flag, kind: 'signed-in' }] })).toMatch(
      /^Signed in 5 s ago\./,
    );
  });

  it('say what is left while a hold stands, and forget it when its claim has lapsed', () => {
    const held: TimerState = { ...idle, heldBy: ['upload'], deadline: at(240), warnAt: at(180), now: at(0) };
    expect(describeEnd(held, at(30), nothing)).toContain(`Held by upload until ${formatMoment(at(60))}`);
    expect(describeEnd(held, at(30), nothing)).toContain('stands with 3:00 left');
    expect(describeEnd(held, at(61), nothing)).toContain('Last input 1 min ago.');
  });

  it('say that a limit can’t be helped, and whose it is', () => {
    const life: TimerState = {
      ...idle,
      kind: 'absolute',
      lastActivityAt: at(3500),
      deadline: at(3600),
      warnAt: at(3540),
    };
    expect(describeEnd(life, at(3510), nothing)).toContain('However busy you are, the session ends in 1:30');
    expect(describeEnd({ ...life, kind: 'server', phase: 'warning' }, at(3550), nothing)).toMatch(
      /\(server\): the server allows no longer; the warning is open\.$/,
    );
  });

  it('say why it ended', () => {
    const past: Past = { ...nothing, flags: [{ id: 1, at: at(180), kind: 'ended', by: 'here', reason: 'idle' }] };
    expect(describeEnd({ ...idle, phase: 'off' }, at(190), past)).toBe(
      `The session ended at ${formatMoment(at(180))}: idle. Nobody is signed in, so no clock runs.`,
    );
  });
});

describe('the scale of the timeline', () => {
  it('has room for what is ahead, and changes only where it must', () => {
    expect(chooseSpan(minutes(15), null)).toBe(minutes(18));
    expect(chooseSpan(minutes(11), minutes(18))).toBe(minutes(18));
    expect(chooseSpan(seconds(40), minutes(3))).toBe(seconds(45));
    expect(chooseSpan(minutes(30), minutes(18))).toBe(minutes(40));
  });
});
