import './first.ts';
import { candidates } from './candidates.tsx';
import type { Counts } from './counting.ts';
import { breathe, takeCounts } from './first.ts';
import { passTime } from './virtual-time.ts';

// The page of the activity benchmarks: each candidate listens in turn, and the same events are dispatched to all of them.

const moved = { bubbles: true, movementX: 3, movementY: 1 };
const key = { make: () => [new KeyboardEvent('keydown', { bubbles: true, key: 'a' })] };

/** An input as a browser makes it of what a person does: how often a second, and the events that come of it. */
const inputs = {
  move: { rate: 120, make: () => [new PointerEvent('pointermove', moved), new MouseEvent('mousemove', moved)] },
  wheel: { rate: 60, make: () => [new WheelEvent('wheel', { bubbles: true, deltaY: 8 })] },
  touch: {
    rate: 60,
    make: () => [new PointerEvent('pointermove', moved), new Event('touchmove', { bubbles: true })],
  },
  'slow keys': { rate: 2, ...key },
  keys: { rate: 10, ...key },
  'fast keys': { rate: 30, ...key },
};
export type Input = keyof typeof inputs;

let stop: () => void = () => undefined;
let uses = 0;
const target = document.body.appendChild(document.createElement('button'));

const bench = {
  candidates: (): readonly string[] => Object.keys(candidates),
  inputs: (): readonly (readonly [name: Input, rate: number])[] =>
    Object.entries(inputs).map(([name, { rate }]) => [name as Input, rate]),
  /**
   * Hours of input may have passed since the last use, and a session would rightly have ended: without a name that tabs share,
   * each use has one of its own.
   */
  async use(candidate: string, name = `bench-${uses++}`): Promise<void> {
    stop();
    stop = (await candidates[candidate]?.(name)) ?? stop;
  },
  dispatch(input: Input, count: number): void {
    const { rate, make } = inputs[input];
    for (let i = 0; i < count; i++) {
      passTime(1000 / rate);
      for (const event of make()) target.dispatchEvent(event);
    }
  },
  /** A second of input, or of none, with what came from other tabs. */
  async second(input: Input | null): Promise<void> {
    if (input) bench.dispatch(input, inputs[input].rate);
    else passTime(1000);
    await breathe();
  },
  /** What was counted since it was last asked for. */
  counts: (): Counts | undefined => takeCounts?.(),
};
Object.assign(window, { bench });
export type Bench = typeof bench;
