import { describe, expect, it } from 'vitest';
import type { Clock } from '../../src/platform/clock.ts';

/** `pass` lets at least `ms` milliseconds go by. */
export interface ClockUnderTest {
  readonly clock: Clock;
  pass(ms: number): Promise<void>;
}

export function describeClock(name: string, make: () => ClockUnderTest): void {
  describe(`clock: ${name}`, () => {
    it('runs once, and not before its time', async () => {
      const { clock, pass } = make();
      const started = clock.monotonic();
      const ran: number[] = [];
      clock.after(20, () => ran.push(clock.monotonic() - started));
      expect(ran).toEqual([]);
      await pass(60);
      await pass(60);
      expect(ran).toHaveLength(1);
      // Browsers may round a timer down by a fraction of a millisecond.
      expect(ran[0]).toBeGreaterThan(18);
    });

    it('runs never what was called off, and calling off later does no harm', async () => {
      const { clock, pass } = make();
      const ran: string[] = [];
      const callOff = clock.after(10, () => ran.push('called off'));
      const late = clock.after(10, () => ran.push('kept'));
      callOff();
      callOff();
      await pass(50);
      late();
      expect(ran).toEqual(['kept']);
    });

    it('runs earlier timers first, and equal ones in the order of asking', async () => {
      const { clock, pass } = make();
      const ran: number[] = [];
      clock.after(30, () => ran.push(3));
      clock.after(10, () => ran.push(1));
      clock.after(10, () => ran.push(2));
      await pass(80);
      expect(ran).toEqual([1, 2, 3]);
    });

    it('waits longer than 31 bits can say', async () => {
      const { clock, pass } = make();
      let ran = 0;
      const callOff = clock.after(2 ** 31 + 5, () => ran++);
      await pass(30);
      callOff();
      expect(ran).toBe(0);
    });

    it('runs at once what is due already', async () => {
      const { clock, pass } = make();
      let ran = 0;
      clock.after(-5, () => ran++);
      expect(ran).toBe(0);
      await pass(20);
      expect(ran).toBe(1);
    });

    it('tells wall time since 1970 and monotonic time of this document', async () => {
      const { clock, pass } = make();
      const [wall, monotonic] = [clock.wall(), clock.monotonic()];
      expect(wall).toBeGreaterThan(1_700_000_000_000);
      await pass(10);
      expect(clock.wall()).toBeGreaterThan(wall);
      expect(clock.monotonic()).toBeGreaterThan(monotonic);
    });
  });
}
