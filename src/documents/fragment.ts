import { joinQuantity, parseQuantity, type Quantity } from './quantity.ts';
import { joinRegisters, parseRegister, type Register } from './register.ts';
import { isStamp, type Stamp } from './stamp.ts';

export { type Register, register } from './register.ts';

/** A line of a cart: how many, of what, and since when. */
export interface Line extends Quantity {
  readonly item: Register | null;
  /** First addition; lines stand in this order. Empty where it isn't known. */
  readonly born: Stamp;
}

/** What an element is made of, and equally what one replica did to it: joining either gives the same kind of thing. */
export type Fragment = Register | Line;

export const isRegister = (fragment: Fragment | undefined): fragment is Register => Array.isArray(fragment);

const later = (a: Register | null, b: Register | null): Register | null => (b && !(a && a[0] >= b[0]) ? b : a);

/** Commutative, associative, idempotent. Answers `a` itself where `b` brings nothing new. */
export function join(a: Fragment, b: Fragment): Fragment {
  if (isRegister(a)) return isRegister(b) ? joinRegisters(a, b) : a;
  if (isRegister(b)) return a;
  const quantity = joinQuantity(a, b);
  const item = later(a.item, b.item);
  const born = b.born && !(a.born && a.born <= b.born) ? b.born : a.born;
  return quantity === a && item === a.item && born === a.born ? a : { ...quantity, item, born };
}

/** The latest stamp in it. */
export function newest(fragment: Fragment): Stamp {
  if (isRegister(fragment)) return fragment[0];
  const { setting, item, born } = fragment;
  const last = item && item[0] > born ? item[0] : born;
  return setting && setting[0] > last ? setting[0] : last;
}

/** The same form of the same fragment, as long as anybody holds that. */
const forms = new WeakMap<Line, readonly unknown[]>();

/** As it is stored: a line without names, and without what it doesn't say at its end. A line often is as old as its item: then 0 says so. */
export function storedFragment(fragment: Fragment | undefined): unknown {
  if (!fragment || isRegister(fragment)) return fragment;
  const known = forms.get(fragment);
  if (known) return known;
  const { changes, setting, item, born } = fragment;
  const form = [changes, setting, item, item && born === item[0] ? 0 : born];
  while (form.length > 1 && (form.at(-1) === null || form.at(-1) === '')) form.pop();
  forms.set(fragment, form);
  return form;
}

function parseLine(changes: unknown, setting: unknown, item: unknown, born: unknown): Line | null {
  const quantity = parseQuantity(changes, setting);
  const parsed = item === null ? null : parseRegister(item);
  if (!quantity || (item !== null && !parsed) || (born !== '' && !isStamp(born))) return null;
  return { changes: quantity.changes, setting: quantity.setting, item: parsed, born };
}

/** A fragment out of storage, or null. Earlier builds stored the parts of a line with their names. */
export function parseFragment(value: unknown): Fragment | null {
  if (!Array.isArray(value)) {
    const { changes, setting, item, born } = (value ?? {}) as Readonly<Record<string, unknown>>;
    return parseLine(changes, setting, item, born);
  }
  const [changes, setting = null, item = null, born = ''] = value as readonly unknown[];
  if (value.length > 4 || typeof changes !== 'object' || Array.isArray(changes)) return parseRegister(value);
  return parseLine(changes, setting, item, born === 0 && Array.isArray(item) ? item[0] : born);
}
