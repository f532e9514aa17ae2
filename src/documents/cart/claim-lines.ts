import { claimPrefix } from '../../vault/claiming.ts';
import type { Element, Elements } from '../elements.ts';
import { isRegister, type Line } from '../fragment.ts';
import { readQuantity, settingTo } from '../quantity.ts';
import type { Stamp } from '../stamp.ts';
import { couponsOf } from './coupons.ts';
import type { ClaimPolicy } from './options.ts';

export const emptyLine: Line = { changes: {}, setting: null, item: null, born: '' };

/** The lines of a cart, by key. */
export const linesOf = (all: Elements): (readonly [key: string, line: Line])[] =>
  [...all].flatMap(([key, part]) => (isRegister(part) ? [] : [[key, part] as const]));

/**
 * What of a guest's cart joins the account's: for each line one addition under `replica`, which is named after the guest's cart.
 * Joined again, in another tab or on another device, it is the same addition, and changes nothing. So are coupons, which keep their stamps.
 */
export function claimLines(
  policy: ClaimPolicy,
  guest: Elements,
  account: Elements,
  replica: string,
  tick: (after?: Stamp) => Stamp,
): Element[] {
  const lines = linesOf(account);
  // Joined before, elsewhere or from a copy of this device: what became of it since then is not weighed again.
  const isAgain = replica.startsWith(claimPrefix) && lines.some(([, { changes }]) => replica in changes);
  if (isAgain && policy !== 'sum') return [];
  if (policy === 'keep-account' && lines.some(([, line]) => readQuantity(line))) return [];
  const edits = linesOf(guest).flatMap(([key, line]): Element[] => {
    const there = policy === 'max' && (account.get(key) as Line | undefined);
    const share = readQuantity(line) - readQuantity(there || emptyLine);
    return share > 0 ? [[key, { ...line, changes: { [replica]: [share] }, setting: null }]] : [];
  });
  const coupons = couponsOf(guest);
  if (policy === 'keep-guest' && edits.length)
    for (const [key, part] of [...lines, ...couponsOf(account)])
      if (!isRegister(part)) edits.push([key, { ...emptyLine, setting: settingTo(part, 0, tick(part.setting?.[0])) }]);
      else if (!coupons.some(([same]) => same === key)) edits.push([key, [tick(part[0])]]);
  return [...edits, ...coupons];
}
