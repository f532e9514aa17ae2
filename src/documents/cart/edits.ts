import type { StandardSchemaV1 } from '@standard-schema/spec';
import { isSame as isSameValue } from '../../vault/same.ts';
import { demandUse } from '../demand.ts';
import type { Document } from '../document.ts';
import { type Element, latest } from '../elements.ts';
import { type Fragment, isRegister, type Line, register } from '../fragment.ts';
import { type Change, isWhole, readQuantity, settingTo, subtraction } from '../quantity.ts';
import type { Stamp } from '../stamp.ts';
import { emptyLine, linesOf } from './claim-lines.ts';
import { couponEdit } from './coupons.ts';
import type { CartEdits } from './face.ts';
import { type CartItem, lineKey, refuseItem } from './item.ts';
import { acceptItem, type CartReport, isSame } from './reports.ts';

/** What edits look at besides the document. */
interface Views<Item extends CartItem> {
  /** How many are shown of a line. */
  readonly shown: (key: string) => number;
  readonly hasCoupon: (code: string) => boolean;
  readonly reports: () => readonly CartReport<Item>[];
  /** Whether an attempt under way has written into a line. */
  readonly isTried: (key: string) => boolean;
}

/** Whether what stands in a line about its item is this stay's own word, and the same: then one more says nothing about it. */
const says = (there: Fragment | undefined, own: Fragment | undefined, item: CartItem): boolean =>
  isLine(there) && isLine(own) && there.item?.[0] === own.item?.[0] && isSameValue(own.item?.[1], item);

const isLine = (fragment: Fragment | undefined): fragment is Line => fragment !== undefined && !isRegister(fragment);

/** The line, if there is any of it. */
export const findLine = (document: Document, key: string): Line | null => {
  const line = document.all().get(key);
  return line && !isRegister(line) && readQuantity(line) > 0 ? line : null;
};

/** The edit that makes a line `n`. */
export const setTo = (document: Document, key: string, line: Line, n: number, stamp?: Stamp): Element => [
  key,
  { ...emptyLine, setting: settingTo(line, n, stamp ?? document.tick(line.setting?.[0])) },
];

const checkQuantity = (value: number, least: number): void =>
  demandUse(isWhole(value) && value >= least, `A quantity is a whole number from ${least}; it is ${value}.`);

export function createEdits<Item extends CartItem>(
  where: string,
  document: Document,
  write: (...edits: Element[]) => void,
  { shown, hasCoupon, reports, isTried }: Views<Item>,
  schema: StandardSchemaV1<Item, unknown> | undefined,
): CartEdits<Item> {
  const find = (key: string): Line | null => findLine(document, key);
  const appended = (key: string, change: Change, line: Partial<Line> = {}): Element => {
    const replica = document.replica();
    const own = document.own(key);
    const before = own && !isRegister(own) ? (own.changes[replica] ?? []) : [];
    return [key, { ...emptyLine, ...line, changes: { [replica]: [...before, change] } }];
  };
  const set = (key: string, quantity: number): boolean => {
    const line = find(key);
    if (line) write(setTo(document, key, line, quantity));
    return line !== null;
  };

  /** One line as the shop sees it. */
  const settle = (key: string, accepted: readonly CartReport<Item>[]): Element[] => {
    const line = find(key);
    if (!line?.item) return [];
    const item = line.item[1] as Item;
    const seen = accepted.reduce((now, report) => acceptItem(now, report), item);
    const fewer = accepted.find(({ kind }) => kind === 'stock' || kind === 'gone');
    const [, quantity] = fewer ? setTo(document, key, line, fewer.to as number) : [key, emptyLine];
    const said = seen === item ? null : register(document.tick(latest([line])), seen);
    return [[key, { ...(quantity as Line), item: said }]];
  };
  const add = (all: readonly { readonly item: Item; readonly quantity?: number | undefined }[]): string[] => {
    const found = new Map<string, readonly [item: Item, quantity: number]>();
    const keys = all.map(({ item, quantity = 1 }, at) => {
      const reason = refuseItem(item, schema);
      demandUse(!reason, `${where}: ${all.length > 1 ? `item ${at + 1} of ${all.length}: ` : ''}${reason}.`);
      checkQuantity(quantity, 1);
      const key = lineKey(item);
      found.set(key, [item, quantity + (found.get(key)?.[1] ?? 0)]);
      return key;
    });
    const edits = [...found].map(([key, [item, quantity]]) => {
      const there = document.all().get(key);
      if (says(there, document.own(key), item) && !isTried(key)) return appended(key, quantity);
      const stamp = document.tick(there && latest([there]));
      return appended(key, quantity, { item: register(stamp, item), born: stamp });
    });
    if (edits.length) write(...edits);
    return keys;
  };
  const coupon = (code: string, there: boolean): boolean => {
    const changes = hasCoupon(code) !== there;
    if (changes) write(couponEdit(code, there, document.all(), document.tick));
    return changes;
  };

  return {
    add(given: Item | Parameters<typeof add>[0], quantity?: number) {
      return (Array.isArray(given) ? add(given) : add([{ item: given as Item, quantity }])[0]) as never;
    },
    subtract(key, quantity = 1) {
      const line = find(key);
      checkQuantity(quantity, 1);
      // Off what is shown: what isn't goes first.
      if (line) {
        const n = quantity + readQuantity(line) - shown(key);
        write(appended(key, subtraction(line, n, document.replica())));
      }
      return line !== null;
    },
    setQuantity(key, quantity) {
      checkQuantity(quantity, 0);
      return set(key, quantity);
    },
    remove: (key) => set(key, 0),
    clear: () => write(...linesOf(document.all()).map(([key, line]) => setTo(document, key, line, 0))),
    addCoupon(code) {
      demandUse(code && typeof code === 'string', `${where}: a coupon is a code, e.g. "TEN"; not ${String(code)}.`);
      return coupon(code, true);
    },
    removeCoupon: (code) => coupon(code, false),
    accept(what) {
      const accepted = reports().filter((report) => what === 'all' || isSame(report, what));
      const byKey = new Map<string, CartReport<Item>[]>();
      for (const report of accepted) byKey.set(report.key, [...(byKey.get(report.key) ?? []), report]);
      const edits = [...byKey].flatMap(([key, about]) => settle(key, about));
      if (edits.length) write(...edits);
      return edits.length > 0;
    },
  };
}
