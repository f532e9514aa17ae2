import fc from 'fast-check';
import { type LimitOptions, seconds } from 'holdfast';
import type { MessageFaults } from 'holdfast/testing';

type Life = 'open' | 'close' | 'crash' | 'freeze' | 'freeze deaf' | 'leave' | 'go on' | 'hide' | 'show' | 'focus';
type Command = 'input' | 'report' | 'extend' | 'release' | 'sign out' | 'sign in' | 'busy' | 'at leisure';
type First = 'page' | 'timers' | 'input';

/** What can happen in one moment. `tab` counts those that are open, and begins anew at the end. Lengths in seconds. */
export type Happening =
  | { readonly does: Life | Command; readonly tab: number }
  | { readonly does: 'hold'; readonly tab: number; readonly max: number }
  | { readonly does: 'configure'; readonly tab: number; readonly to: LimitOptions }
  | { readonly does: 'turn'; readonly by: number }
  | { readonly does: 'turn to'; readonly boundary: 'warning' | 'end'; readonly by: number }
  | { readonly does: 'sleep'; readonly by: number; readonly first: First }
  | { readonly does: 'sleep to'; readonly boundary: 'warning' | 'end'; readonly by: number; readonly first: First }
  | { readonly does: 'set wall'; readonly by: number }
  | { readonly does: 'messages'; readonly faults: MessageFaults }
  | { readonly does: 'touch fails'; readonly times: number }
  | { readonly does: 'reopen'; readonly lose: number };

/** Where it all happens. */
export interface World {
  /** What the monotonic clock does in sleep. */
  readonly monotonic: 'runs' | 'stops';
  readonly channels: boolean;
  readonly answer: 'extend' | 'any-input';
  /** Somebody with a clock of their own can be asked. */
  readonly verify: boolean;
}

const oneOf = <Value>(...values: readonly Value[]): fc.Arbitrary<Value> => fc.constantFrom(...values);
const tab = fc.nat({ max: 3 });
const onTab = (...does: readonly (Life | Command)[]): fc.Arbitrary<Happening> =>
  fc.record({ does: oneOf(...does), tab });
const first = oneOf<First>('page', 'timers', 'input');
const boundary = oneOf('warning' as const, 'warning' as const, 'end' as const);
const closely = oneOf(-1.5, -0.5, 0.5, 1.5);

const changes: readonly LimitOptions[] = [
  { idle: { timeout: seconds(120), warning: seconds(30) } },
  { idle: { timeout: seconds(600), warning: seconds(100) } },
  { idle: { timeout: seconds(300), warning: seconds(60) } },
  { idle: { warning: seconds(20) } },
  { lifetime: seconds(700) },
  { lifetime: seconds(3000) },
];

/** Milliseconds. */
export const longestTimeout: number = seconds(600);

const withTrueClock: readonly fc.WeightedArbitrary<Happening>[] = [
  { weight: 4, arbitrary: onTab('open') },
  { weight: 4, arbitrary: onTab('close', 'crash', 'freeze', 'freeze deaf', 'leave', 'hide', 'busy') },
  { weight: 5, arbitrary: onTab('go on', 'show', 'focus', 'at leisure') },
  { weight: 7, arbitrary: onTab('input', 'input', 'input', 'report') },
  { weight: 3, arbitrary: onTab('extend') },
  { weight: 2, arbitrary: onTab('sign out', 'sign in', 'sign in') },
  { weight: 3, arbitrary: fc.record({ does: oneOf('hold' as const), tab, max: oneOf(20, 100, 400, 1000) }) },
  { weight: 4, arbitrary: onTab('release') },
  { weight: 2, arbitrary: fc.record({ does: oneOf('configure' as const), tab, to: oneOf(...changes) }) },
  { weight: 5, arbitrary: fc.record({ does: oneOf('turn' as const), by: oneOf(0.4, 0.7, 1.2, 5, 25, 61, 100, 155) }) },
  { weight: 8, arbitrary: fc.record({ does: oneOf('turn to' as const), boundary, by: closely }) },
  { weight: 2, arbitrary: fc.record({ does: oneOf('sleep' as const), by: oneOf(10, 70, 200, 290, 4000), first }) },
  { weight: 4, arbitrary: fc.record({ does: oneOf('sleep to' as const), boundary, by: closely, first }) },
  {
    weight: 2,
    arbitrary: fc.record({
      does: oneOf('messages' as const),
      faults: oneOf<MessageFaults>({}, { drop: true }, { drop: 0.5 }, { duplicate: true, reorder: true }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: oneOf('touch fails' as const), times: oneOf(1, 2) }) },
  { weight: 1, arbitrary: fc.record({ does: oneOf('reopen' as const), lose: oneOf(0, 0, 3, 30) }) },
];

const stepsOf = (...happenings: readonly fc.WeightedArbitrary<Happening>[]): fc.Arbitrary<Happening[]> =>
  fc.array(fc.oneof(...happenings), { minLength: 3, maxLength: 14, size: 'max' });

/** Nobody touches the clock. */
export const steps: fc.Arbitrary<Happening[]> = stepsOf(...withTrueClock);

/** Somebody sets the clock. */
export const stepsWithSetClock: fc.Arbitrary<Happening[]> = stepsOf(...withTrueClock, {
  weight: 6,
  arbitrary: fc.record({ does: oneOf('set wall' as const), by: oneOf(-3600, -200, -90, -5, 5, 90, 200, 3600) }),
});

export const world: fc.Arbitrary<World> = fc.record({
  monotonic: oneOf('runs' as const, 'stops' as const),
  channels: oneOf(true, true, false),
  answer: oneOf('extend' as const, 'extend' as const, 'any-input' as const),
  verify: oneOf(false, false, true),
});

/** A happening in words, so that a counterexample can be read. */
export function tell({ does, ...more }: Happening): string {
  return [does, ...Object.entries(more).map(([name, value]) => `${name} ${JSON.stringify(value)}`)].join(', ');
}
