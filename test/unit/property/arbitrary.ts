import fc from 'fast-check';
import { type Fragment, join, type Line } from '../../../src/documents/fragment.ts';
import { settingTo, subtraction } from '../../../src/documents/quantity.ts';
import { markedRegister, type Register, register } from '../../../src/documents/register.ts';

/** What somebody does to one line of a cart. */
export type Act =
  | { readonly do: 'add' | 'subtract' | 'set'; readonly n: number; readonly replica: number }
  /** One replica hears of what another one has stored. */
  | { readonly do: 'hear'; readonly from: number; readonly replica: number };

export const replicas = 3;
const replica = fc.nat({ max: replicas - 1 });

export const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    fc.record({
      do: fc.constantFrom('add' as const, 'add' as const, 'subtract' as const, 'set' as const),
      n: fc.nat({ max: 5 }),
      replica,
    }),
    fc.record({ do: fc.constant('hear' as const), from: replica, replica }),
  ),
  { maxLength: 24 },
);

const stamp = (at: number, by: number): string => `${String(at).padStart(13, '0')}r${by}`;
const none: Line = { changes: {}, setting: null, item: null, born: '' };

/** One tab: what it knows, and its own part. */
export interface Side {
  readonly name: string;
  all: Line;
  own: Line;
}

/** Plays acts among replicas that hear of each other now and then, exactly as a cart does it. */
export function play(list: readonly Act[], onAct: (side: Side, act: Act, before: Line) => void = () => {}): Side[] {
  const sides = Array.from({ length: replicas }, (_, at): Side => ({ name: `r${at}`, all: none, own: none }));
  list.forEach((act, at) => {
    const side = sides[act.replica] as Side;
    const before = side.all;
    const change = (part: Partial<Line>): void => {
      side.own = join(side.own, { ...none, ...part }) as Line;
      side.all = join(side.all, side.own) as Line;
    };
    const append = (entry: number | Readonly<Record<string, number>>): void =>
      change({ changes: { [side.name]: [...(side.own.changes[side.name] ?? []), entry] } });
    if (act.do === 'hear') side.all = join(side.all, (sides[act.from] as Side).own) as Line;
    else if (act.do === 'add') append(act.n + 1);
    else if (act.do === 'subtract') append(subtraction(side.all, act.n + 1, side.name));
    else change({ setting: settingTo(side.all, act.n, stamp(at, act.replica)) });
    onAct(side, act, before);
  });
  return sides;
}

/** Registers whose stamps are never the same for different values, as no two replicas make the same stamp. */
const plain: fc.Arbitrary<Register> = fc
  .tuple(fc.nat({ max: 6 }), fc.nat({ max: 2 }))
  .map(([at, by]) => [stamp(at, by), { written: `${at} by ${by}` }]);

/**
 * Registers of a field, as drafts write them: over what their replica had seen of others, or over nothing. Some are cleared, and some
 * are from before there were marks. All of an edit follows from its stamp, as it is the same wherever it is read.
 */
const marked: fc.Arbitrary<Register> = fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 8 })).map(([at, by]) => {
  const value = (at + by) % 4 === 0 ? undefined : { written: `${at} by ${by}` };
  const seen = (at * 7 + by * 3) % (at + 1);
  if ((at + by) % 7 === 0) return register(stamp(at, by), value);
  return markedRegister(stamp(at, by), value, seen ? stamp(seen - 1, 8) : '');
});

const line: fc.Arbitrary<Line> = fc
  .tuple(acts, replica, plain, fc.option(plain))
  .map(([list, of, born, item]) => ({ ...(play(list)[of] as Side).own, born: born[0], item }));

/** Fragments of one element: all registers, or all lines. Lines of one history, so that no list is two different ones. */
export const fragments: fc.Arbitrary<Fragment[]> = fc.oneof(
  fc.array(plain, { minLength: 1, maxLength: 6 }),
  fc.array(marked, { minLength: 1, maxLength: 12 }),
  fc
    .tuple(acts, fc.array(fc.tuple(fc.nat({ max: 24 }), replica, line), { minLength: 1, maxLength: 6 }))
    .map(([list, picks]) =>
      picks.map(
        ([length, of, { born, item }]): Line => ({ ...(play(list.slice(0, length))[of] as Side).own, born, item }),
      ),
    ),
);

export const joinAll = (parts: readonly Fragment[]): Fragment => parts.reduce(join);
