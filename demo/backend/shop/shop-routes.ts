import { Hono } from 'hono';
import { readBody } from '../http/body.ts';
import type { AppEnv } from '../http/cookies.ts';
import { badRequest } from '../http/refusal.ts';
import type { Callers } from '../identity/callers.ts';
import { readOrderForm } from './order-form.ts';
import type { Orders } from './orders.ts';
import { products } from './products.ts';
import type { Stock } from './stock.ts';
import { readSupper } from './supper.ts';

export interface ShopParts {
  readonly callers: Callers;
  readonly stock: Stock;
  readonly orders: Orders;
}

export function shopRoutes({ callers, stock, orders }: ShopParts): Hono<AppEnv> {
  return (
    new Hono<AppEnv>()
      .get('/products', async (c) => {
        const left = await stock.left();
        return c.json({ products: products.map((product) => ({ ...product, stock: left.get(product.sku) ?? 0 })) });
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
        const { order, placed } = await orders.place(userId, key, readOrderForm(await readBody(c)));
        return c.json({ id: order.id, total: order.total, placedAt: order.placedAt }, placed ? 201 : 200);
      })
  );
}
