import type { ClaimPolicy } from './cart-face.ts';
import type { Element, Elements } from './elements.ts';
import { isRegister, type Line } from './fragment.ts';
import { readQuantity, settingTo } from './quantity.ts';
import type { Stamp } from './stamp.ts';

export const emptyLine: Line = { changes: {}, setting: null, item: null, born: '' };

/** The lines of a cart, by key. */
export const linesOf = (all: Elements): (readonly [key: string, line: Line])[] =>
  [...all].flatMap(([key, part]) => (isRegister(part) ? [] : [[key, part] as const]));

/**
 * What of a guest's cart joins the account's: for each line one addition under `replica`, which is named after the guest's cart.
 * Joined again, in another tab or on another device, it is the same addition, and changes nothing.
 */
export function claimLines(
  policy: ClaimPolicy,
  guest: Elements,
  account: Elements,
  replica: string,
  tick: () => Stamp,
): Element[] {
  const lines = linesOf(account);
  const before = new Map(lines);
  const taken = lines.some(([, { changes }]) => changes[replica]);
  const full = !taken && lines.some(([, line]) => readQuantity(line) > 0);
  const edits = linesOf(guest).flatMap(([key, line]): Element[] => {
    const there = before.get(key);
    const quantity = readQuantity(line);
    const share = policy === 'max' ? quantity - (there ? readQuantity(there) : 0) : quantity;
    const changes = there?.changes[replica] ?? (share > 0 ? [share] : null);
    return changes ? [[key, { ...line, changes: { [replica]: changes }, setting: null }]] : [];
  });
  if (policy === 'keep-account' && full) return [];
  if (policy !== 'keep-guest' || taken || !edits.length) return edits;
  return [
    ...edits,
    ...lines.map(([key, line]): Element => [key, { ...emptyLine, setting: settingTo(line, 0, tick()) }]),
  ];
}
