import { Hono } from 'hono';
import { readBody } from '../http/body.ts';
import type { AppEnv } from '../http/cookies.ts';
import { badRequest } from '../http/refusal.ts';
import type { Callers } from '../identity/callers.ts';
import { readExpected, readOrderForm } from './order-form.ts';
import type { Orders } from './orders.ts';
import type { Prices } from './prices.ts';
import { products } from './products.ts';
import type { Stock } from './stock.ts';
import { readSupper } from './supper.ts';

export interface ShopParts {
  readonly callers: Callers;
  readonly stock: Stock;
  readonly prices: Prices;
  readonly orders: Orders;
}

export function shopRoutes({ callers, stock, prices, orders }: ShopParts): Hono<AppEnv> {
  return (
    new Hono<AppEnv>()
      .get('/products', async (c) => {
        const [left, today] = await Promise.all([stock.left(), prices.today()]);
        const shown = products.map((product) => ({
          ...product,
          price: today.get(product.sku) ?? product.price,
          stock: left.get(product.sku) ?? 0,
        }));
        return c.json({ products: shown });
      })

      .get('/orders', async (c) => {
        return c.json({ orders: await orders.of(await callers.reading(c)) });
      })

      // The cook has a good memory: nothing of this is stored.
      .post('/supper', async (c) => {
        await callers.writing(c);
        return c.json({ seats: readSupper(await readBody(c)).length + 1 });
      })

      .post('/orders', async (c) => {
        const userId = await callers.writing(c);
        const key = c.req.header('idempotency-key') ?? '';
        if (key === '' || key.length > 200) throw badRequest('Send an Idempotency-Key of 1 to 200 characters.');
        const body = await readBody(c);
        const form = readOrderForm(body, await prices.today());
        const { order, placed } = await orders.place(userId, key, form, readExpected(body));
        return c.json({ id: order.id, total: order.total, placedAt: order.placedAt }, placed ? 201 : 200);
      })
  );
}
