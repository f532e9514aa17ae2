import { Hono } from 'hono';
import { type Fields, isFields, readBody, readText } from '../http/body.ts';
import type { AppEnv } from '../http/cookies.ts';
import { badRequest, Refusal } from '../http/refusal.ts';
import { findCoupon } from './coupons.ts';
import type { Prices } from './prices.ts';
import { findProduct, type Product } from './products.ts';
import type { Stock } from './stock.ts';

const most = 100;

function readProduct(body: Fields): Product {
  const product = findProduct(readText(body, 'sku'));
  if (!product) throw badRequest('There is no product with this "sku".');
  return product;
}

function readWhole(body: Fields, name: string, least: number, greatest: number): number {
  const value = body[name];
  if (Number.isInteger(value) && (value as number) >= least && (value as number) <= greatest) return value as number;
  throw badRequest(`"${name}" must be a whole number from ${least} to ${greatest}.`);
}

/** What a cart asks the shop before anything is bought. Anybody may: there is nothing of a person in it. */
export function cartRoutes({ prices, stock }: { readonly prices: Prices; readonly stock: Stock }): Hono<AppEnv> {
  return (
    new Hono<AppEnv>()
      .post('/cart/revalidate', async (c) => {
        const { lines } = await readBody(c);
        if (!Array.isArray(lines) || lines.length > most) throw badRequest(`"lines" must hold up to ${most} lines.`);
        const [today, left] = await Promise.all([prices.today(), stock.left()]);
        const answers = lines.map((line: unknown) => {
          if (!isFields(line)) throw badRequest('A line must be an object.');
          const [key, sku] = [readText(line, 'key'), readText(line, 'sku')];
          const product = findProduct(sku);
          if (!product) return { key, available: false };
          return { key, name: product.name, price: today.get(sku), stock: left.get(sku) };
        });
        return c.json({ lines: answers });
      })

      .post('/cart/lines', async (c) => {
        const body = await readBody(c);
        const { sku, name } = readProduct(body);
        const left = (await stock.left()).get(sku) ?? 0;
        if (readWhole(body, 'quantity', 1, 999) > left)
          throw new Refusal(
            409,
            'out_of_stock',
            left ? `There are only ${left} left of ${name}.` : `${name} is sold out.`,
          );
        return c.body(null, 204);
      })

      .post('/cart/coupons', async (c) => {
        const code = readText(await readBody(c), 'code', 40);
        const coupon = findCoupon(code);
        if (!coupon) throw new Refusal(404, 'no_coupon', `The shop knows no coupon ${code}.`);
        if (coupon.over) throw new Refusal(410, 'coupon_over', coupon.over);
        return c.json({ code, label: coupon.label });
      })

      // The shop's own side, which a real shop would not leave open: it makes prices move and things sell while one looks.
      .post('/shelf', async (c) => {
        const body = await readBody(c);
        const { sku } = readProduct(body);
        if (body['percent'] !== undefined) await prices.change(sku, readWhole(body, 'percent', -50, 50));
        if (body['left'] !== undefined) {
          const away = ((await stock.left()).get(sku) ?? 0) - readWhole(body, 'left', 0, 999);
          if (away > 0) await stock.take([{ sku, quantity: away }]);
          else if (away < 0) await stock.putBack([{ sku, quantity: -away }]);
        }
        return c.body(null, 204);
      })
  );
}
