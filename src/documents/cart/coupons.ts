import { type Element, type Elements, latest } from '../elements.ts';
import { isRegister, type Register, register } from '../fragment.ts';
import type { Stamp } from '../stamp.ts';
import { keepList } from './lines.ts';

const prefix = 'coupon:';

/** Whether an element is a coupon: a register that holds `true`, or nothing when it was taken off. */
export const isCoupon = (name: string, value: unknown): boolean =>
  name.startsWith(prefix) && name.length > prefix.length && (value === true || value === undefined);

/** The codes in a cart. */
export interface Coupons {
  /** In the order in which they were added. */
  update(changed: Iterable<string>, all: Elements): readonly string[];
  has(code: string): boolean;
  clear(): void;
}

export function createCoupons(): Coupons {
  const stamps = new Map<string, Stamp>();
  let codes: readonly string[] = [];
  return {
    update(changed, all) {
      for (const name of changed) {
        if (!name.startsWith(prefix)) continue;
        const [stamp = '', there] = (all.get(name) as Register | undefined) ?? [];
        if (there) stamps.set(name.slice(prefix.length), stamp);
        else stamps.delete(name.slice(prefix.length));
      }
      if (stamps.size || codes.length)
        codes = keepList(
          codes,
          [...stamps].sort(([, a], [, b]) => (a < b ? -1 : 1)).map(([code]) => code),
        );
      return codes;
    },
    has: (code) => stamps.has(code),
    clear() {
      stamps.clear();
      codes = [];
    },
  };
}

/** Puts a code in, or takes it off. */
export function couponEdit(code: string, there: boolean, all: Elements, tick: (after?: Stamp) => Stamp): Element {
  const before = all.get(prefix + code);
  return [prefix + code, register(tick(before && latest([before])), there || undefined)];
}

/** The coupons that are there, as elements. */
export const couponsOf = (all: Elements): Element[] =>
  [...all].filter(([name, part]) => isRegister(part) && isCoupon(name, part[1]) && part.length > 1);
