import { type DocumentOwner, documentHost } from '../../vault/host.ts';
import { createDocument } from '../document.ts';
import { latest } from '../elements.ts';
import { isRegister, type Line } from '../fragment.ts';
import { createHandover, type Prepared } from '../handover.ts';
import { createView, keep } from '../keep.ts';
import { sealing } from '../seals.ts';
import { sharesAll } from '../sharing.ts';
import { createWatching } from '../watching.ts';
import { createAdjustments, totalOf } from './adjustments.ts';
import { createAttempts } from './attempts.ts';
import { claimLines } from './claim-lines.ts';
import { createCoupons, isCoupon } from './coupons.ts';
import { createEdits, findLine, setTo } from './edits.ts';
import type { Cart, CartState, CheckoutResult, Order } from './face.ts';
import { type CartItem, refuseItem } from './item.ts';
import { createLines } from './lines.ts';
import { type CartOptions, checkCart } from './options.ts';
import { createReports, type Reports } from './reports.ts';
import { createRevalidation } from './revalidation.ts';

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
  type Payload = Omit<Order<Item>, 'key'>;
  type Refusal = Exclude<CheckoutResult<never, Item>, { readonly outcome: 'submitted' }>;
  checkCart(session, name, options);
  const where = `cart "${name}"`;
  const { currency, item: schema, limits = {}, claim = 'sum', afterSignOut = 'wipe' } = options;
  const host = session[documentHost];
  const lines = createLines<Item>(limits, (key) => reports.stockOf(key));
  const { store, show } = createView<CartState<Item>, 'lines'>(
    {
      ...lines.update([], new Map()),
      adjustments: [],
      total: 0,
      currency,
      coupons: [],
      reports: [],
      revalidating: false,
      saved: 'restoring',
      savedTo: 'device',
      submitting: false,
      submitted: null,
    },
    'lines',
  );
  const state = store.getState;

  const reports: Reports<Item> = createReports(lines.entry, (item) => refuseItem(item, schema));
  const coupons = createCoupons();
  const adjust = createAdjustments(options.adjust, (error) => host.platform.report(`${where}: adjust threw`, error));

  const watching = createWatching((key) => [lines.line(key)]);
  /** Whose it is changed since it was last shown. */
  let begun = false;

  const render = (changed: ReadonlySet<string>, revalidated = false): void => {
    const all = document.all();
    let everything = begun || lines.isCut();
    const seen = lines.update(changed, all);
    const found = reports.update(changed);
    const codes = coupons.update(changed, all);
    const context = { coupons: codes, subtotal: seen.subtotal, currency };
    const adjustments = adjust(seen.lines, context, revalidated);
    const { receipt } = document.closed();
    show({
      ...seen,
      adjustments,
      total: totalOf(seen.subtotal, adjustments),
      coupons: codes,
      reports: found,
      saved: document.saved(),
      savedTo: document.savedTo(),
      submitted: lines.size() ? null : receipt && keep(state().submitted ?? receipt, receipt),
    });
    everything ||= lines.isCut();
    begun = false;
    if (everything) watching.tellAll();
    else watching.tell(changed);
  };

  const document = createDocument(host, name, {
    version: 1,
    afterSignOut,
    seals: sealing(options.personal ?? afterSignOut === 'seal'),
    ttl: 0,
    shares: options.sync === false ? null : sharesAll,
    accept(element, part) {
      const isOurs = isRegister(part)
        ? isCoupon(element, part[1])
        : !part.item || refuseItem(part.item[1], schema, true) === undefined;
      return isOurs ? [[element, part]] : null;
    },
    weighs: claim !== 'sum' && claim !== 'none',
    claim:
      claim === 'none' ? null : (guest, account, replica) => claimLines(claim, guest, account, replica, document.tick),
    begun() {
      begun = true;
      for (const part of [lines, reports, coupons, revalidation]) part.clear();
      show({ revalidating: false });
    },
    opened: () => {},
    render,
    show,
  });

  const revalidation = createRevalidation(where, options.revalidate, reports, {
    lines: () => state().lines,
    entry: lines.entry,
    reports: () => state().reports,
    show(revalidating, answered) {
      if (answered) render(answered, true);
      else show({ revalidating });
    },
  });
  const { write, attempt, isTried } = createAttempts(document);
  const edits = createEdits<Item>(
    where,
    document,
    write,
    {
      shown: (key) => lines.line(key)?.quantity ?? 0,
      hasCoupon: coupons.has,
      isTried,
      reports: () => state().reports,
    },
    schema,
  );

  const prepare = async (): Promise<Prepared<Payload> | Refusal> => {
    const found = await revalidation.askAboutAll();
    if (found.length) return { outcome: 'changed', reports: found };
    const { lines, count, subtotal, adjustments, coupons, total } = state();
    if (!lines.length) return { outcome: 'empty' };
    const stamp = document.tick(latest(document.all().values()));
    const cleared = lines.map(({ key }) => setTo(document, key, findLine(document, key) as Line, 0, stamp));
    return { payload: { lines, count, subtotal, adjustments, coupons, total, currency }, stamp, edits: cleared };
  };

  document.attach(store);
  return {
    ...store,
    ...edits,
    name,
    line: lines.line,
    keys: lines.keys,
    watch: watching.watch,
    attempt: (change, send) => attempt(() => change(edits), send),
    revalidate: revalidation.ask,
    checkout: createHandover<Payload, Refusal>(document, host.now, show, prepare),
  };
}
