import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Limits, parseLimits } from '../../../src/time/limits.ts';
import { readTime, type Stamps, type Stretch } from '../../../src/time/reading.ts';

/** Moments and lengths of minutes, close enough for stories to cross one another. */
const start = 1_767_225_600_000;
const moment = fc.nat({ max: 4_000_000 }).map((since) => start + since);
const later = fc.integer({ min: -500_000, max: 8_000_000 }).map((since) => start + since);

const limits: fc.Arbitrary<Limits> = fc
  .tuple(fc.integer({ min: 20_001, max: 2_000_000 }), fc.nat({ max: 1_000_000 }), fc.nat({ max: 4_000_000 }))
  .map(([timeout, warning, more]) =>
    parseLimits({
      idle: { timeout, warning: Math.max(20_000, warning % timeout) },
      lifetime: timeout + more,
    }),
  );
const stretch: fc.Arbitrary<Stretch> = fc
  .tuple(moment, fc.integer({ min: -10_000, max: 1_000_000 }))
  .map(([from, length]) => ({ from, until: from + length }));
const held = fc.array(stretch, { maxLength: 6 });
const stamps: fc.Arbitrary<Stamps> = fc
  .record({
    signedInAt: moment,
    since: fc.nat({ max: 2_000_000 }),
    serverIdleAt: fc.option(later, { nil: undefined }),
    serverEndAt: fc.option(later, { nil: undefined }),
    held,
  })
  .map(({ signedInAt, since, serverIdleAt, serverEndAt, ...rest }) => ({
    signedInAt,
    lastActivityAt: signedInAt + since,
    ...(serverIdleAt !== undefined && { serverIdleAt }),
    ...(serverEndAt !== undefined && { serverEndAt }),
    ...rest,
  }));

const phases = ['active', 'warning', 'ended'];
const check = (property: Parameters<typeof fc.assert>[0]): void => void fc.assert(property as never, { numRuns: 2000 });

it('what remains is between 0 and the idle limit, whatever is stored', () => {
  check(
    fc.property(stamps, later, limits, (known, now, bounds) => {
      const { remaining } = readTime(known, now, bounds);
      expect(remaining).toBeGreaterThanOrEqual(0);
      expect(remaining).toBeLessThanOrEqual(bounds.timeout);
    }),
  );
});

it('nothing remains exactly when it is over, or is about to be when the idle clock goes on', () => {
  check(
    fc.property(stamps, later, limits, (known, now, bounds) => {
      const { phase, remaining, deadline } = readTime(known, now, bounds);
      if (phase === 'ended') expect(remaining).toBe(0);
      expect(phase === 'ended').toBe(now >= deadline);
    }),
  );
});

it('the deadline is the smallest of the three, and bears its name', () => {
  check(
    fc.property(stamps, later, limits, (known, now, bounds) => {
      const { deadline, deadlines, kind } = readTime(known, now, bounds);
      expect(deadline).toBe(Math.min(deadlines.idle, deadlines.absolute, deadlines.server));
      // A server's last moment about ours goes by the better name.
      expect(deadlines[kind] - deadline).toBeLessThan(5000);
      expect(deadlines.absolute).toBe(known.signedInAt + bounds.lifetime);
    }),
  );
});

it('time goes one way: as it passes, no phase comes back and nothing becomes more, where nothing is held', () => {
  check(
    fc.property(stamps, later, fc.nat({ max: 2_000_000 }), limits, (known, now, passed, bounds) => {
      const free = { ...known, held: [] };
      const [before, after] = [readTime(free, now, bounds), readTime(free, now + passed, bounds)];
      expect(phases.indexOf(after.phase)).toBeGreaterThanOrEqual(phases.indexOf(before.phase));
      expect(after.remaining).toBeLessThanOrEqual(before.remaining);
      expect(after.deadline).toBe(before.deadline);
      expect(after.warnAt).toBe(before.warnAt);
    }),
  );
});

it('ended is for ever, also where something is held', () => {
  check(
    fc.property(stamps, later, fc.nat({ max: 4_000_000 }), limits, (known, now, passed, bounds) => {
      if (readTime(known, now, bounds).phase === 'ended')
        expect(readTime(known, now + passed, bounds).phase).toBe('ended');
    }),
  );
});

it('input and holds never shorten, and lengthen no other limit than the idle one', () => {
  check(
    fc.property(stamps, later, limits, stretch, fc.nat({ max: 500_000 }), (known, now, bounds, more, gained) => {
      const before = readTime(known, now, bounds);
      const holding = readTime({ ...known, held: [...(known.held ?? []), more] }, now, bounds);
      const touched = readTime({ ...known, lastActivityAt: known.lastActivityAt + gained }, now, bounds);
      for (const after of [holding, touched]) {
        expect(after.deadline).toBeGreaterThanOrEqual(before.deadline);
        expect(after.deadlines).toMatchObject({ absolute: before.deadlines.absolute, server: before.deadlines.server });
      }
      expect(holding.deadline - before.deadline).toBeLessThanOrEqual(Math.max(0, more.until - more.from));
      expect(touched.deadline - before.deadline).toBeLessThanOrEqual(gained);
    }),
  );
});

it('holds may overlap, and come in any order, and twice: their union counts', () => {
  check(
    fc.property(stamps, held, later, limits, fc.gen(), (known, several, now, bounds, gen) => {
      const order = gen(fc.shuffledSubarray, several, { minLength: several.length, maxLength: several.length });
      const one = readTime({ ...known, held: several }, now, bounds);
      expect(readTime({ ...known, held: [...order, ...order] }, now, bounds)).toEqual(one);
      // Second by second, as somebody would count with a list.
      const from = known.lastActivityAt;
      const ends = [...several.flatMap((each) => [each.from, each.until]), from].filter((at) => at >= from);
      const points = [...new Set(ends)].sort((a, b) => a - b);
      let covered = 0;
      for (const [at, begin] of points.entries()) {
        const end = points[at + 1];
        if (end !== undefined && several.some((each) => each.from <= begin && each.until >= end))
          covered += end - begin;
      }
      const free = readTime({ ...known, held: [] }, now, bounds);
      const server = known.serverIdleAt ?? Number.POSITIVE_INFINITY;
      const untouched = from + bounds.timeout + covered;
      expect(one.deadlines.idle).toBe(Math.min(untouched, server));
      expect(one.deadlines.idle).toBeGreaterThanOrEqual(free.deadlines.idle);
    }),
  );
});

it('nobody is warned while the idle clock stands, and everybody for the whole warning after it', () => {
  check(
    fc.property(stamps, later, limits, (known, now, bounds) => {
      const { phase, deadline, warnAt, kind } = readTime(known, now, bounds);
      expect(warnAt).toBeGreaterThanOrEqual(deadline - bounds.warning);
      const untouched = kind === 'idle' && (known.held ?? []).some(({ from, until }) => from <= now && until > now);
      if (untouched && deadline !== known.serverIdleAt) expect(phase).not.toBe('warning');
      if ((known.held ?? []).every(({ until }) => until <= now)) expect(warnAt).toBe(deadline - bounds.warning);
    }),
  );
});
