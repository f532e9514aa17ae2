import { isStamp, type Stamp, spreadOf } from './stamp.ts';

/** What a replica did: added so many, or took so many off slots. */
export type Change = number | Readonly<Record<string, number>>;

/** The quantity was set to `n` by somebody who had `seen` so many changes of each replica. */
export type Setting = readonly [stamp: Stamp, n: number, seen: Readonly<Record<string, number>>];

/**
 * An observed-remove counter that can be set. Every addition is a slot, and so is the setting; a setting covers the slots it had
 * seen, and a subtraction is aimed at slots. So nothing that is added at the same time in another tab is ever lost.
 *
 * What was removed stays, as a setting to 0 and what that has seen, a few hundred bytes a line. It is all that tells an old addition,
 * read back from a shadow, a claim that is made again or another device, from a new one. Nobody can know that no such copy is left,
 * so it is never dropped; it goes with the document, when that is wiped.
 */
export interface Quantity {
  /** By replica, each in its own order: nobody else appends to it. */
  readonly changes: Readonly<Record<string, readonly Change[]>>;
  readonly setting: Setting | null;
}

/** Joins: of each replica the longer list, of settings the later. Answers `a` itself where `b` brings nothing new. */
export function joinQuantity(a: Quantity, b: Quantity): Quantity {
  let { changes } = a;
  for (const [replica, list] of Object.entries(b.changes))
    if (list.length > (changes[replica]?.length ?? 0)) changes = { ...changes, [replica]: list };
  const setting = b.setting && !(a.setting && a.setting[0] >= b.setting[0]) ? b.setting : a.setting;
  return changes === a.changes && setting === a.setting ? a : { changes, setting };
}

/** The live slots and what is left in them. What is subtracted from one never reaches into another. */
function slotsOf({ changes, setting }: Quantity): Map<string, number> {
  const slots = new Map<string, number>(setting ? [[setting[0], setting[1]]] : []);
  const lists = Object.entries(changes);
  for (const [replica, list] of lists)
    list.forEach((change, at) => {
      if (typeof change === 'number' && at >= (setting?.[2][replica] ?? 0)) slots.set(`${replica}.${at}`, change);
    });
  for (const change of lists.flatMap(([, list]) => list))
    if (typeof change === 'object')
      for (const [slot, amount] of Object.entries(change)) {
        const left = slots.get(slot);
        if (left !== undefined) slots.set(slot, Math.max(0, left - amount));
      }
  return slots;
}

/** How many there are. */
export function readQuantity(quantity: Quantity): number {
  const { changes, setting } = quantity;
  let sum = setting ? setting[1] : 0;
  for (const replica of Object.keys(changes)) {
    const list = changes[replica] ?? [];
    const seen = setting?.[2][replica] ?? 0;
    for (let at = 0; at < list.length; at++) {
      const change = list[at];
      // Where nothing was taken off, which is most lines, no slot need be looked for.
      if (typeof change !== 'number') return [...slotsOf(quantity).values()].reduce((all, amount) => all + amount, 0);
      if (at >= seen) sum += change;
    }
  }
  return sum;
}

/** What is left in one slot, or undefined where it isn't live. */
export const leftIn = (quantity: Quantity, slot: string): number | undefined => slotsOf(quantity).get(slot);

/**
 * The change with which `replica` takes `n` away, or as many as there are. It aims at the slots in `first`, then at its own, and begins
 * elsewhere than others do, so that two who take at the same time seldom take the same ones.
 */
export function subtraction(quantity: Quantity, n: number, replica: string, first: readonly string[] = []): Change {
  const slots = [...slotsOf(quantity)];
  const start = spreadOf(replica) % slots.length;
  const own = slots.filter(([slot]) => slot.startsWith(`${replica}.`));
  const taken: Record<string, number> = {};
  let left = n;
  const aimed = slots.filter(([slot]) => first.includes(slot));
  for (const [slot, amount] of [...aimed, ...own, ...slots.slice(start), ...slots]) {
    const part = Math.min(taken[slot] === undefined ? amount : 0, left);
    if (part > 0) taken[slot] = part;
    left -= part;
  }
  return taken;
}

/** The setting that makes it `n` for everybody who did nothing else meanwhile. */
export const settingTo = ({ changes }: Quantity, n: number, stamp: Stamp): Setting => [
  stamp,
  n,
  Object.fromEntries(Object.entries(changes).map(([replica, list]) => [replica, list.length])),
];

/** Whole and not negative: the only kind of number that money and quantities are. */
export const isWhole = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const areWhole = (value: unknown): boolean =>
  typeof value === 'object' && value !== null ? Object.values(value).every(areWhole) : isWhole(value);

/** A quantity out of storage, or null. */
export function parseQuantity(changes: unknown, setting: unknown): Quantity | null {
  if (typeof changes !== 'object' || changes === null) return null;
  for (const list of Object.values(changes)) if (!Array.isArray(list) || !list.every(areWhole)) return null;
  if (
    setting !== null &&
    !(Array.isArray(setting) && isStamp(setting[0]) && isWhole(setting[1]) && areWhole(setting[2]))
  )
    return null;
  return { changes: changes as Quantity['changes'], setting: setting as Setting | null };
}
