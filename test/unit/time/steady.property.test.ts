import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSteadyTime } from '../../../src/time/steady.ts';

/** What can happen to the two clocks of a machine, with or without somebody who looks. */
type Step = { readonly do: 'pass' | 'sleep' | 'nap' | 'set'; readonly ms: number; readonly look: boolean };

const look = fc.boolean();
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constantFrom('pass' as const, 'sleep' as const, 'nap' as const), ms: fc.nat(600_000), look }),
  fc.record({ do: fc.constant('set' as const), ms: fc.integer({ min: -7_200_000, max: 7_200_000 }), look }),
);
const steps = fc.array(step, { maxLength: 30 });

function createMachine() {
  let wall = 1_767_225_600_000;
  let monotonic = 0;
  let truth = 0;
  return {
    clock: { wall: () => wall, monotonic: () => monotonic, after: () => () => {} },
    truth: () => truth,
    play({ do: what, ms }: Step): void {
      if (what === 'set') {
        wall += ms;
        return;
      }
      truth += ms;
      wall += ms;
      // The monotonic clock stops in a nap, as in a sleep on macOS and Linux, and runs in one on Windows.
      if (what !== 'nap') monotonic += ms;
    },
  };
}

it('never runs backwards, and never slower than the monotonic clock', () => {
  fc.assert(
    fc.property(steps, (list) => {
      const machine = createMachine();
      const time = createSteadyTime(machine.clock);
      let [before, ran] = [time.now(), machine.clock.monotonic()];
      for (const each of list) {
        machine.play(each);
        const [now, runs] = [time.now(), machine.clock.monotonic()];
        expect(now - before).toBeGreaterThanOrEqual(runs - ran);
        [before, ran] = [now, runs];
      }
    }),
  );
});

it('is exactly the time that passed where nobody sets a clock, however often one looks', () => {
  fc.assert(
    fc.property(steps, (list) => {
      const machine = createMachine();
      const time = createSteadyTime(machine.clock);
      const start = time.now();
      for (const each of list.filter(({ do: what }) => what !== 'set')) {
        machine.play(each);
        if (each.look) time.now();
      }
      // Naps shorter than the rounding of wall time may wait for the next one.
      expect(Math.abs(time.now() - start - machine.truth())).toBeLessThan(2);
    }),
  );
});

it('looked at after each step, is never behind the time that passed, whoever sets a clock', () => {
  fc.assert(
    fc.property(steps, (list) => {
      const machine = createMachine();
      const time = createSteadyTime(machine.clock);
      const start = time.now();
      for (const each of list) {
        machine.play(each);
        expect(time.now() - start).toBeGreaterThan(machine.truth() - 2);
      }
    }),
  );
});

it('is ahead by no more than what clocks were set forward by, and knows how much that is', () => {
  fc.assert(
    fc.property(steps, (list) => {
      const machine = createMachine();
      const time = createSteadyTime(machine.clock);
      const start = time.now();
      let unexplained = 0;
      for (const each of list) {
        machine.play(each);
        time.now();
        const only = each.do === 'nap' || (each.do === 'set' && each.ms > 0) ? each.ms : 0;
        if (only > 2000) unexplained += only;
      }
      const forward = list.reduce((sum, { do: what, ms }) => sum + (what === 'set' && ms > 0 ? ms : 0), 0);
      expect(time.now() - start - machine.truth()).toBeLessThanOrEqual(forward + 2);
      expect(Math.abs(time.gapAfter(start - 1) - unexplained)).toBeLessThanOrEqual(2 * list.length);
      time.closeGaps();
      expect(time.gapAfter(0)).toBe(0);
    }),
  );
});

it('reaches what it is told to and never goes back for it, and is wall time again when it is rebased', () => {
  fc.assert(
    fc.property(steps, fc.integer({ min: -7_200_000, max: 7_200_000 }), (list, ahead) => {
      const machine = createMachine();
      const time = createSteadyTime(machine.clock);
      for (const each of list) {
        machine.play(each);
        if (each.look) time.now();
      }
      const before = time.now();
      time.reach(before + ahead);
      expect(time.now()).toBe(before + Math.max(0, ahead));
      time.rebase();
      expect(time.now()).toBe(machine.clock.wall());
      expect(time.gapAfter(0)).toBe(0);
    }),
  );
});
