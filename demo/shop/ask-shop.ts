import type { CartAnswer, CartLine } from 'holdfast';
import type { ShopItem } from './item.ts';

/** The shop said no; the message is its own, for the person. */
export class ShopRefused extends Error {
  override readonly name = 'ShopRefused';
}

async function ask(path: string, body: object): Promise<unknown> {
  // Nothing of a person is in it, so this needs no session.
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer;
  const { message = `The shop said no (${response.status}).` } = (answer ?? {}) as { readonly message?: string };
  throw new ShopRefused(message);
}

/** What has become of these lines. */
export async function askAboutLines(lines: readonly CartLine<ShopItem>[]): Promise<readonly CartAnswer<ShopItem>[]> {
  const asked = lines.map(({ key, sku }) => ({ key, sku }));
  const answer = await ask('/api/cart/revalidate', { lines: asked });
  return (answer as { readonly lines: readonly CartAnswer<ShopItem>[] }).lines;
}

/** Tells the shop how many of a line are wanted; it refuses more than it has. */
export const askForQuantity = (sku: string, quantity: number): Promise<unknown> =>
  ask('/api/cart/lines', { sku, quantity });

/** Asks whether a coupon may be used. */
export const askForCoupon = (code: string): Promise<unknown> => ask('/api/cart/coupons', { code });

/** Plays the shop: makes something dearer, or sells it to others. */
export const changeShelf = (
  sku: string,
  change: { readonly percent?: number; readonly left?: number },
): Promise<unknown> => ask('/api/shelf', { sku, ...change });

/** What to tell the person when asking failed. */
export const describeNo = (failure: unknown): string =>
  failure instanceof ShopRefused ? failure.message : 'The shop can’t be reached. Your cart is as it was.';
