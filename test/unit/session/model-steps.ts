import fc from 'fast-check';
import type { MessageFaults, ServerFault } from 'holdfast/testing';

type Life = 'open' | 'close' | 'crash' | 'freeze' | 'freeze deaf' | 'go on' | 'leave' | 'hide' | 'show';
type Command = 'input' | 'sign out' | 'sign out everywhere' | 'extend' | 'verify' | 'read' | 'write';
export type Endpoint = 'session' | 'sign-in' | 'sign-out' | 'touch' | 'app';

/** What can happen in one moment. Lengths in seconds. */
export type Happening =
  | { readonly does: Life | Command; readonly tab: number }
  | { readonly does: 'sign in'; readonly tab: number; readonly as: 'ada' | 'bob'; readonly password: string }
  | { readonly does: 'turn'; readonly by: number }
  | { readonly does: 'sleep'; readonly by: number; readonly first: 'page' | 'timers' | 'input' }
  | { readonly does: 'set wall'; readonly by: number }
  | { readonly does: 'fault'; readonly at: Endpoint; readonly fault: ServerFault; readonly times: number }
  | { readonly does: 'offline' | 'online' | 'revoke all' | 'clear records' | 'calm' }
  | { readonly does: 'messages'; readonly faults: MessageFaults }
  | { readonly does: 'reopen'; readonly lose: number };

/** `atOnce`: what comes next comes in the same moment, before anything this causes is over. */
export interface Step {
  readonly what: Happening;
  readonly atOnce: boolean;
}

export interface World {
  readonly transport: 'cookie' | 'bearer';
  readonly latency: number;
  readonly monotonic: 'runs' | 'stops';
  readonly locks: boolean;
  readonly channels: boolean;
}

const tab = fc.nat({ max: 2 });
const oneOf = <Value>(...values: readonly Value[]): fc.Arbitrary<Value> => fc.constantFrom(...values);
const onTab = (...does: readonly (Life | Command)[]): fc.Arbitrary<Happening> =>
  fc.record({ does: oneOf(...does), tab });

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 5, arbitrary: onTab('open') },
  { weight: 4, arbitrary: onTab('close', 'crash', 'freeze', 'freeze deaf', 'leave', 'hide') },
  { weight: 5, arbitrary: onTab('go on', 'show') },
  { weight: 6, arbitrary: onTab('input') },
  { weight: 4, arbitrary: onTab('extend', 'verify', 'read', 'write') },
  { weight: 3, arbitrary: onTab('sign out', 'sign out', 'sign out everywhere') },
  {
    weight: 6,
    arbitrary: fc.record({
      does: oneOf('sign in' as const),
      tab,
      as: oneOf('ada' as const, 'ada' as const, 'bob' as const),
      password: oneOf('correct', 'correct', 'correct', 'correct', 'wrong'),
    }),
  },
  {
    weight: 7,
    arbitrary: fc.record({ does: oneOf('turn' as const), by: oneOf(0.1, 0.5, 1, 5, 12, 55, 100, 239, 305) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      does: oneOf('sleep' as const),
      by: oneOf(1, 45, 250, 400, 4000),
      first: oneOf('page' as const, 'timers' as const, 'input' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: oneOf('set wall' as const), by: oneOf(-3600, -200, -5, 5, 200, 3600) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      does: oneOf('fault' as const),
      at: oneOf<Endpoint>('session', 'session', 'sign-in', 'sign-out', 'sign-out', 'touch', 'app'),
      fault: oneOf<ServerFault>('network', 'lost', 'hang', 'html', 502, 403, {
        status: 429,
        headers: { 'retry-after': '3' },
      }),
      times: oneOf(1, 2, 5),
    }),
  },
  { weight: 3, arbitrary: fc.record({ does: oneOf('offline' as const, 'online' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ does: oneOf('revoke all' as const, 'clear records' as const, 'calm' as const) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: oneOf('messages' as const),
      faults: oneOf<MessageFaults>({}, { drop: true }, { drop: 0.5 }, { duplicate: true, reorder: true }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: oneOf('reopen' as const), lose: oneOf(0, 8000, 8000, 60_000) }) },
);

export const anySteps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({ what: happening, atOnce: fc.integer({ min: 0, max: 3 }).map((chance) => chance === 3) }),
  { minLength: 4, maxLength: 30, size: 'max' },
);

export const anyWorld: fc.Arbitrary<World> = fc.record({
  transport: oneOf('cookie' as const, 'bearer' as const),
  latency: oneOf(0, 0, 300),
  monotonic: oneOf('runs' as const, 'stops' as const),
  locks: oneOf(true, true, true, false),
  channels: oneOf(true, true, true, false),
});

/** A step in words, so that a counterexample can be read. */
export function tell({ what, atOnce }: Step): string {
  const { does, ...more } = what;
  const rest = Object.entries(more).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  return `${[does, ...rest].join(', ')}${atOnce ? ' …' : ''}`;
}
