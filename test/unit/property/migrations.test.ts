import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAccept } from '../../../src/documents/draft/accepting.ts';
import { createElements } from '../../../src/documents/elements.ts';
import { type Fragment, join, type Register } from '../../../src/documents/fragment.ts';
import { laws } from '../../support/runs.ts';

const steps = {};
/** Renames, splits, merges two fields into one, and drops. */
const migrate = (path: string, value: unknown, from: number): Record<string, unknown> => {
  if (from >= 2) return { [path]: value };
  if (path === 'a.renamed') return { 'a.new': value };
  if (path === 'a.split') return { 'a.left': `${value} left`, 'a.right': `${value} right` };
  if (path === 'a.one' || path === 'a.two') return { 'a.both': value };
  return path === 'a.dropped' ? {} : { [path]: value };
};
const names = ['a.renamed', 'a.split', 'a.one', 'a.two', 'a.dropped', 'a.same', 'a.new', 'a.left'];

/** What a replica stored of some elements. No two replicas make the same stamp. */
const stored = fc.array(
  fc.record({
    name: fc.constantFrom(...names),
    at: fc.nat({ max: 9 }),
    by: fc.nat({ max: 3 }),
    version: fc.constantFrom(1, 1, 2),
  }),
  { maxLength: 12 },
);
type Stored = readonly { name: string; at: number; by: number; version: number }[];
const fragmentOf = ({ name, at, by, version }: Stored[number]): Register => [
  // One edit is one stamp: of one element, by one replica, under one version.
  `${String(at).padStart(13, '0')}r${by}-${names.indexOf(name)}-${version}`,
  `${at} by ${by} in ${name}`,
];

const read = (all: Iterable<readonly [name: string, fragment: Fragment, version: number]>) => {
  const elements = createElements(createAccept({ steps, version: 2, migrate }, new Set()), () => {});
  for (const [name, fragment, version] of all) elements.absorb(name, fragment, version);
  return elements.map;
};
const asRead = (list: Stored) => list.map((each) => [each.name, fragmentOf(each), each.version] as const);
/** Joined per element by those that still speak that version. */
const joined = (list: Stored, version: number) => {
  const map = new Map<string, Fragment>();
  for (const each of list.filter((it) => it.version === version)) {
    const before = map.get(each.name);
    map.set(each.name, before ? join(before, fragmentOf(each)) : fragmentOf(each));
  }
  return [...map].map(([name, fragment]) => [name, fragment, version] as const);
};

describe('a migration', () => {
  it('P15: of a join is the join of the migrations, whoever joined what before, and in any order', () => {
    fc.assert(
      fc.property(stored, stored, (a, b) => {
        const apart = [...read(asRead(a)), ...read(asRead(b))].map(([name, fragment]) => [name, fragment, 2] as const);
        const whole = read([...joined([...a, ...b], 1), ...joined([...a, ...b], 2)]);
        expect(read(apart)).toEqual(new Map([...whole]));
        expect(read(asRead([...b, ...a]))).toEqual(whole);
        expect(read(asRead([...a, ...b].reverse()))).toEqual(whole);
      }),
      laws(500),
    );
  });

  it('P15: done again changes nothing', () => {
    fc.assert(
      fc.property(stored, (list) => {
        const once = read(asRead(list));
        expect(read([...once].map(([name, fragment]) => [name, fragment, 2] as const))).toEqual(once);
      }),
      laws(300),
    );
  });
});
