import { cart, checkout, session } from '../session.ts';

/** What the shop answers to an order. */
export interface PlacedOrder {
  readonly id: string;
  readonly total: number;
  readonly placedAt: number;
}

/** The shop said no, or could not be asked; the message is for the person. */
export class OrderRefused extends Error {
  override readonly name = 'OrderRefused';
}

const refusals: Readonly<Record<string, string>> = {
  key_reused:
    'An earlier attempt went through before its answer was lost, and the cart has changed since. Look at your orders before you try again.',
  no_session: 'You are not signed in any more. Sign in and place the order again: everything is kept.',
  csrf: 'The shop could not be sure that it was you. Reload the page and try again: everything is kept.',
};

async function readRefusal(response: Response): Promise<OrderRefused> {
  const body: unknown = await response.json().catch(() => null);
  const { error = '', message = '' } = (body ?? {}) as { readonly error?: string; readonly message?: string };
  return new OrderRefused(refusals[error] ?? (message || `The shop said no (${response.status}). Please try again.`));
}

/**
 * Places the order: the draft gives the words and the key, the cart gives the lines, and both are cleared once the shop
 * has answered. The card stays here; a real shop would hand it to its payment provider and send on what that answers.
 */
export async function placeOrder(): Promise<PlacedOrder | 'invalid' | 'elsewhere'> {
  const sent = await checkout.submit(async ({ values: { contact, delivery }, key }) => {
    // A shop with carriers would upload the picture first and send its address along. This one notes that there was one.
    const { photo, ...where } = delivery;
    const bought = await cart.checkout(async ({ lines, coupons, total }) => {
      const response = await session.fetch('/api/orders', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify({
          lines: lines.map(({ sku, options, quantity }) => ({ sku, options, quantity })),
          coupons,
          // What the person saw. The shop makes its own sum, and takes no order that comes to anything else.
          total,
          contact,
          delivery: { ...where, ...(photo && { photo: photo.name }) },
        }),
      });
      if (!response.ok) throw await readRefusal(response);
      return (await response.json()) as PlacedOrder;
    });
    if (bought.outcome === 'empty') throw new OrderRefused('Your cart is empty: it may have been bought elsewhere.');
    if (bought.outcome === 'changed')
      throw new OrderRefused('The shop has news about your cart. Nothing is ordered before you have seen it.');
    return bought.result;
  });
  if (sent.outcome === 'submitted') return sent.result;
  return sent.outcome === 'invalid' ? 'invalid' : 'elsewhere';
}

/** What to tell when placing an order failed. */
export function describeFailure(failure: unknown): string {
  if (failure instanceof OrderRefused) return failure.message;
  return 'The shop can’t be reached. Nothing is lost: try again in a moment. It will be one order, however often you press.';
}
