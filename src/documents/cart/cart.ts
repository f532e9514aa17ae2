import { checkNames } from '../../foundation/options.ts';
import { type DocumentOwner, documentHost } from '../../vault/host.ts';
import { demand, demandUse, demandWord } from '../demand.ts';
import { createDocument } from '../document.ts';
import { type Element, latest } from '../elements.ts';
import { isRegister, type Line, register } from '../fragment.ts';
import { createHandover } from '../handover.ts';
import { createView, keep } from '../keep.ts';
import { type Change, isWhole, readQuantity, settingTo, subtraction } from '../quantity.ts';
import { sealing } from '../seals.ts';
import { claimLines, emptyLine, linesOf } from './claim-lines.ts';
import type { Cart, CartItem, CartLine, CartOptions, CartState, Order } from './face.ts';
import { lineKey, refuseItem } from './item.ts';

/**
 * A cart, for whoever is signed in. Nothing is read before the session starts.
 * Throws `HOLDFAST_CONFIG` for options that make no sense.
 *
 * @example
 * export const cart = createCart(session, 'cart', { currency: 'EUR' });
 * cart.add({ sku: 'mug', price: 1250, name: 'Mug' });
 */
export function createCart<Item extends CartItem = CartItem>(
  session: DocumentOwner,
  name: string,
  options: CartOptions<Item>,
): Cart<Item> {
  type Lines = readonly CartLine<Item>[];
  const where = `cart "${name}"`;
  demand(name, 'A cart needs a name, e.g. "cart".');
  checkNames(where, options, ['currency', 'item', 'limits', 'claim', 'personal', 'afterSignOut']);
  checkNames(`${where}: limits`, options.limits ?? {}, ['quantity']);
  const { currency, item: schema, claim = 'sum', afterSignOut = 'wipe' } = options;
  const { personal = afterSignOut === 'seal' } = options;
  const limit = options.limits?.quantity ?? Number.POSITIVE_INFINITY;
  demand(
    /^[A-Z]{3}$/.test(currency) && limit >= 1,
    `${where}: currency must be a code like "EUR", and limits.quantity at least 1.`,
  );
  demandWord(`${where}: claim`, claim, ['sum', 'max', 'keep-account', 'keep-guest', 'none']);
  demandWord(`${where}: afterSignOut`, afterSignOut, ['wipe', 'seal']);
  const host = session[documentHost];
  const { store, show } = createView<CartState<Item>>({
    lines: [],
    count: 0,
    total: 0,
    currency,
    saved: 'restoring',
    submitting: false,
    submitted: null,
  });
  const drawn = new WeakMap<Line, CartLine<Item>>();

  const draw = (key: string, line: Line): CartLine<Item> => {
    const item = line.item?.[1] as Item;
    const quantity = Math.min(limit, readQuantity(line));
    const view = drawn.get(line) ?? { ...item, key, quantity, total: quantity * item.price };
    drawn.set(line, view);
    return view;
  };
  const render = (): void => {
    const stored = linesOf(document.all()).filter(([, line]) => line.item && readQuantity(line) > 0);
    stored.sort(([a, { born: first }], [b, { born: second }]) => (first + a < second + b ? -1 : 1));
    const before = new Map(store.getState().lines.map((line) => [line.key, line]));
    const drawing = stored.map(([key, line]) => {
      const view = draw(key, line);
      return keep(before.get(key) ?? view, view);
    });
    const lines: Lines = keep(store.getState().lines, drawing);
    const sum = (part: 'quantity' | 'total'): number => lines.reduce((all, line) => all + line[part], 0);
    const { receipt } = document.closed();
    show({
      lines,
      count: sum('quantity'),
      total: sum('total'),
      saved: document.saved(),
      submitted: lines.length ? null : receipt && keep(store.getState().submitted ?? receipt, receipt),
    });
  };

  const document = createDocument(host, name, {
    version: 1,
    afterSignOut,
    seals: sealing(personal),
    ttl: 0,
    accept: (element, part) =>
      isRegister(part) || (part.item && refuseItem(part.item[1], schema) !== undefined) ? null : [[element, part]],
    claim:
      claim === 'none' ? null : (guest, account, replica) => claimLines(claim, guest, account, replica, document.tick),
    begun: () => {},
    opened: () => {},
    render,
    show,
  });

  /** The line, if there is any of it. */
  const find = (key: string): Line | null => {
    const line = document.all().get(key);
    return line && !isRegister(line) && readQuantity(line) > 0 ? line : null;
  };
  const checkQuantity = (value: number, least: number): void =>
    demandUse(isWhole(value) && value >= least, `A quantity is a whole number from ${least}; it is ${value}.`);
  const append = (key: string, change: Change, line: Partial<Line> = {}): void => {
    const replica = document.replica();
    const own = document.own(key);
    const before = own && !isRegister(own) ? (own.changes[replica] ?? []) : [];
    document.write([key, { ...emptyLine, ...line, changes: { [replica]: [...before, change] } }]);
  };
  const setTo = (key: string, line: Line, n: number, stamp = document.tick(line.setting?.[0])): Element => [
    key,
    { ...emptyLine, setting: settingTo(line, n, stamp) },
  ];

  document.attach();
  return {
    ...store,
    name,
    add(item, quantity = 1) {
      const reason = refuseItem(item, schema);
      demandUse(!reason, `${where}: ${reason}.`);
      checkQuantity(quantity, 1);
      const key = lineKey(item);
      const there = document.all().get(key);
      const stamp = document.tick(there && latest([there]));
      append(key, quantity, { item: register(stamp, item), born: stamp });
      return key;
    },
    subtract(key, quantity = 1) {
      const line = find(key);
      checkQuantity(quantity, 1);
      // Off what is shown: what is above the limit goes first.
      if (line) append(key, subtraction(line, quantity + Math.max(0, readQuantity(line) - limit), document.replica()));
      return line !== null;
    },
    setQuantity(key, quantity) {
      const line = find(key);
      checkQuantity(quantity, 0);
      if (line) document.write(setTo(key, line, quantity));
      return line !== null;
    },
    remove(key) {
      const line = find(key);
      if (line) document.write(setTo(key, line, 0));
      return line !== null;
    },
    clear: () => document.write(...linesOf(document.all()).map(([key, line]) => setTo(key, line, 0))),
    checkout: createHandover<Omit<Order<Item>, 'key'>, { readonly outcome: 'empty' }>(
      document,
      host.now,
      show,
      async () => {
        const { lines, count, total } = store.getState();
        if (!lines.length) return { outcome: 'empty' };
        const stamp = document.tick(latest(document.all().values()));
        const edits = lines.map(({ key }) => setTo(key, find(key) ?? emptyLine, 0, stamp));
        return { payload: { lines, count, total, currency }, stamp, edits };
      },
    ),
  };
}
