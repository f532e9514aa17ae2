import { type Context, Hono } from 'hono';
import { readBody } from '../http/body.ts';
import type { AppEnv, Cookies } from '../http/cookies.ts';
import type { Csrf } from '../http/csrf.ts';
import { badRequest } from '../http/refusal.ts';
import { noSession } from '../identity/session-routes.ts';
import type { Session, Sessions } from '../identity/sessions.ts';
import { readOrderForm } from './order-form.ts';
import type { Orders } from './orders.ts';
import { products } from './products.ts';
import type { Stock } from './stock.ts';

export interface ShopParts {
  readonly sessions: Sessions;
  readonly cookies: Cookies;
  readonly csrf: Csrf;
  readonly stock: Stock;
  readonly orders: Orders;
}

export function shopRoutes({ sessions, cookies, csrf, stock, orders }: ShopParts): Hono<AppEnv> {
  async function signedIn(c: Context<AppEnv>): Promise<Session> {
    const session = await sessions.find(cookies.read(c, 'session'));
    if (!session) throw noSession();
    return session;
  }

  return new Hono<AppEnv>()
    .get('/products', async (c) => {
      const left = await stock.left();
      return c.json({ products: products.map((product) => ({ ...product, stock: left.get(product.sku) ?? 0 })) });
    })

    .get('/orders', async (c) => {
      const { userId } = await signedIn(c);
      return c.json({ orders: await orders.of(userId) });
    })

    .post('/orders', async (c) => {
      const { userId } = await signedIn(c);
      await csrf.check(c);
      const key = c.req.header('idempotency-key') ?? '';
      if (key === '' || key.length > 200) throw badRequest('Send an Idempotency-Key of 1 to 200 characters.');
      const { order, placed } = await orders.place(userId, key, readOrderForm(await readBody(c)));
      return c.json({ id: order.id, total: order.total, placedAt: order.placedAt }, placed ? 201 : 200);
    });
}
