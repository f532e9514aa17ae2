import { type Element, type Elements, latest } from '../elements.ts';
import { type Fragment, isRegister, join, type Line, register } from '../fragment.ts';
import { type Change, leftIn, readQuantity, type Setting, subtraction } from '../quantity.ts';
import type { Stamp } from '../stamp.ts';
import { emptyLine } from './claim-lines.ts';

/** What this tab wrote into an element, and what stood there before. */
export interface Written {
  readonly name: string;
  readonly fragment: Fragment;
  readonly before: Fragment | undefined;
}

/** Who undoes, and with what. */
interface By {
  readonly replica: string;
  readonly own: (name: string) => Fragment | undefined;
  readonly tick: (after?: Stamp) => Stamp;
}

const changesOf = (fragment: Fragment | undefined, replica: string): readonly Change[] =>
  (fragment && !isRegister(fragment) && fragment.changes[replica]) || [];

/**
 * The line as it would be if some changes had never been made, by more changes: nobody can take back what others may have read.
 * What others have taken from what is undone, they would have taken from the rest, so it is taken from there.
 */
function undoLine(name: string, now: Line, written: readonly Written[], { replica, own, tick }: By): Element {
  const before = written[0]?.before as Line | undefined;
  const lines = written.map(({ fragment }) => fragment as Line);
  const undone = new Set(lines.flatMap(({ changes }) => (changes[replica] ? [changes[replica].length - 1] : [])));
  const list = changesOf(now, replica);
  const added = list.flatMap((change, at) =>
    undone.has(at) && typeof change === 'number' ? [[at, change] as const] : [],
  );
  const set = lines.find(({ setting }) => setting && setting[0] === now.setting?.[0])?.setting;

  const slots: (readonly [slot: string, n: number])[] = added.map(([at, n]) => [`${replica}.${at}`, n]);
  if (set) slots.push([set[0], set[1]]);
  const leaveOut = (which: (change: Change) => boolean): Line => ({
    ...now,
    changes: { ...now.changes, [replica]: list.map((change, at) => (undone.has(at) && which(change) ? 0 : change)) },
  });
  const others = leaveOut((change) => typeof change === 'object');
  const taken = slots.reduce((sum, [slot, n]) => sum + n - (leftIn(others, slot) ?? n), 0);

  const without = leaveOut(() => true);
  const stood = before?.setting ?? null;
  const as = set ? { ...without, setting: stood } : without;
  const target = Math.max(0, readQuantity(as) - taken);

  const again: Setting | null = set
    ? [tick(latest([now])), (stood && leftIn(as, stood[0])) ?? 0, stood?.[2] ?? {}]
    : null;
  const after = again ? (join(now, { ...emptyLine, setting: again }) as Line) : now;
  const more = target - readQuantity(after);
  const aims = slots.map(([slot]) => slot);
  const change = more < 0 ? subtraction(after, -more, replica, aims) : more;
  const mine = changesOf(own(name), replica);
  const item = before?.item && lines.some((line) => line.item && line.item[0] === now.item?.[0]) ? before.item : null;
  return [
    name,
    {
      ...emptyLine,
      setting: again,
      item: item && register(tick(latest([now])), item[1]),
      changes: change ? { [replica]: [...mine, change] } : {},
    },
  ];
}

/** The edits that make it as if nothing of this had been written, whatever others did meanwhile. */
export function undoEdits(written: readonly Written[], all: Elements, by: By): Element[] {
  const byName = group(written);
  return [...byName].flatMap(([name, parts]): Element[] => {
    const now = all.get(name);
    if (!now) return [];
    if (!isRegister(now)) return [undoLine(name, now, parts, by)];
    const before = parts[0]?.before;
    const last = parts.at(-1)?.fragment as Fragment;
    if (latest([last]) !== now[0]) return [];
    return [[name, register(by.tick(now[0]), before && isRegister(before) ? before[1] : undefined)]];
  });
}

function group(written: readonly Written[]): Map<string, Written[]> {
  const groups = new Map<string, Written[]>();
  for (const one of written) groups.set(one.name, [...(groups.get(one.name) ?? []), one]);
  return groups;
}
