import { isStamp, replicaOf, type Stamp } from './stamp.ts';

/** A value and when it was set; of a cleared one only that. */
export type Entry = readonly [stamp: Stamp, value?: unknown];

/**
 * One value and when it was set. A cleared one has no value.
 *
 * A marked one says besides what it was written `over`: the latest that its writer had seen of others, nothing as ''. What lost to
 * it unseen is kept behind it, newest first, to be offered. One without a mark has seen all before it, so it keeps nothing.
 * JSON knows no hole, so a marked one that is cleared says so in words.
 */
export type Register = readonly [
  stamp: Stamp,
  value?: unknown,
  over?: Stamp,
  losers?: readonly Entry[],
  cleared?: boolean,
];

/** How many values that lost are kept. */
const most = 5;

/** Whether there is a value: it was set, and not cleared. */
export const isSet = (register: Register): boolean => register.length > 1 && !register[4];

export const contentOf = (register: Register | undefined): unknown =>
  register && isSet(register) ? register[1] : undefined;

/** What won. */
export const entryOf = (register: Register): Entry => (isSet(register) ? [register[0], register[1]] : [register[0]]);

/** The values that lost unseen, newest first. */
export const losersOf = (register: Register): readonly Entry[] => register[3] ?? [];

/** All that is known of it, each as a register of its own: what a translation is done to. */
export const partsOf = (register: Register): readonly Register[] =>
  register.length < 3
    ? [register]
    : [entryOf(register), ...losersOf(register)].map(([stamp, ...value]) =>
        build([stamp, value[0]], value.length > 0, overOf(register), []),
      );

/** Up to where its writer had seen what others wrote. */
export const overOf = (register: Register): Stamp => register[2] ?? register[0];

function build([stamp, value]: Entry, set: boolean, over: Stamp, losers: readonly Entry[]): Register {
  if (over >= stamp) return set ? [stamp, value] : [stamp];
  if (!set) return [stamp, null, over, losers, true];
  return losers.length ? [stamp, value, over, losers] : [stamp, value, over];
}

/** A register without a mark. */
export const register = (stamp: Stamp, value: unknown): Register => (value === undefined ? [stamp] : [stamp, value]);

/** One that was written over `over` and nothing later. */
export const markedRegister = (stamp: Stamp, value: unknown, over: Stamp): Register =>
  build([stamp, value], value !== undefined, over, []);

/** Up to where somebody has seen who edits with this before the eyes: of another replica, or above an edit of `replica` itself. */
export const seenIn = (register: Register | undefined, replica: string): Stamp =>
  !register ? '' : replicaOf(register[0]) === replica ? overOf(register) : register[0];

/** Another value in its place. */
export const rewritten = (before: Register, value: unknown): Register =>
  before.length < 3 ? register(before[0], value) : markedRegister(before[0], value, overOf(before));

/** The same at another time. */
export const restamped = ([, ...rest]: Register, stamp: Stamp): Register => [stamp, ...rest];

/** Of each replica the latest: whoever wrote it had seen their own. Newest first. */
function latestOfEach(entries: readonly Entry[]): readonly Entry[] {
  const found = new Set<string>();
  return [...entries]
    .sort(([a], [b]) => (a < b ? 1 : a > b ? -1 : 0))
    .filter(([stamp]) => {
      const replica = replicaOf(stamp);
      return !found.has(replica) && found.add(replica);
    });
}

const later = (a: Stamp, b: Stamp): Stamp => (a < b ? b : a);

const isSame = (a: Register, b: Register): boolean =>
  a[0] === b[0] &&
  overOf(a) === overOf(b) &&
  losersOf(a).length === losersOf(b).length &&
  losersOf(a).every(([stamp], at) => stamp === losersOf(b)[at]?.[0]);

/**
 * The later one wins; of the others those that nobody had seen who wrote later, the latest five. `over` only grows and the five
 * only get later, so this is commutative, associative and idempotent. Answers `a` itself where `b` brings nothing new.
 */
export function joinRegisters(a: Register, b: Register): Register {
  if (a.length < 3 && b.length < 3) return b[0] > a[0] ? b : a;
  const over = later(overOf(a), overOf(b));
  const winner = b[0] > a[0] ? b : a;
  const [, ...rest] = latestOfEach([entryOf(a), entryOf(b), ...losersOf(a), ...losersOf(b)]);
  const losers = rest.filter(([stamp]) => stamp > over).slice(0, most);
  const joined = build(entryOf(winner), isSet(winner), over, losers);
  return isSame(a, joined) ? a : joined;
}

/** Without the losers up to `stamp`. */
export const coveredTo = (register: Register, stamp: Stamp): Register =>
  register.length < 3 || overOf(register) >= stamp
    ? register
    : joinRegisters(register, build(entryOf(register), isSet(register), stamp, []));

const isEntry = (value: unknown): value is Entry => Array.isArray(value) && value.length <= 2 && isStamp(value[0]);

/** A register out of storage, or null. */
export function parseRegister(value: unknown): Register | null {
  if (!Array.isArray(value) || value.length > 5) return null;
  const [stamp, , over, losers, cleared] = value as readonly unknown[];
  if (!isStamp(stamp)) return null;
  const isMarked = over === '' || (isStamp(over) && over < stamp);
  const areLosers = losers === undefined || (Array.isArray(losers) && losers.length <= most && losers.every(isEntry));
  const isKnown = value.length < 3 || (isMarked && areLosers && (cleared === undefined || cleared === true));
  return isKnown ? (value as [Stamp]) : null;
}
