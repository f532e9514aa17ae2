import { describe, expect, it } from 'vitest';
import { createBackend } from './client.ts';

const mug = { sku: 'mug-enamel', options: { colour: 'white' }, quantity: 4 };
const people = { contact: { name: 'Ada' }, delivery: { city: 'London' } };

async function shop() {
  const browser = createBackend().newBrowser();
  await browser.signIn();
  const post = async (path: string, body: unknown) => {
    const answer = await browser.post(path, body);
    return [answer.status, answer.body['message'] ?? answer.body] as const;
  };
  const revalidate = async (...skus: string[]) => {
    const answer = await browser.post('/api/cart/revalidate', { lines: skus.map((sku) => ({ key: sku, sku })) });
    return answer.body['lines'];
  };
  const order = async (body: object, key = 'one') => {
    const answer = await browser.post('/api/orders', { ...people, lines: [mug], ...body }, { 'idempotency-key': key });
    return [answer.status, answer.body['error'] ?? answer.body['total']];
  };
  return { browser, post, revalidate, order };
}

describe('a cart that asks the shop', () => {
  it('hears of prices, of what is left, and of what isn’t sold', async () => {
    const { revalidate, post } = await shop();
    expect(await revalidate('mug-enamel', 'anchor')).toEqual([
      { key: 'mug-enamel', name: 'Watch Mug', price: 1_600, stock: 120 },
      { key: 'anchor', available: false },
    ]);
    expect((await post('/api/shelf', { sku: 'mug-enamel', percent: 10, left: 3 }))[0]).toBe(204);
    expect(await revalidate('mug-enamel')).toMatchObject([{ price: 1_760, stock: 3 }]);
    await post('/api/shelf', { sku: 'mug-enamel', percent: 0, left: 120 });
    expect(await revalidate('mug-enamel')).toMatchObject([{ price: 1_600, stock: 120 }]);
  });

  it('is refused more of a thing than there is', async () => {
    const { post } = await shop();
    const want = (quantity: number) => post('/api/cart/lines', { sku: 'bell-ship', quantity });
    expect((await want(2))[0]).toBe(204);
    expect(await want(3)).toEqual([409, 'There are only 2 left of Ship’s Bell.']);
    await post('/api/shelf', { sku: 'bell-ship', left: 0 });
    expect(await want(1)).toEqual([409, 'Ship’s Bell is sold out.']);
  });

  it('is told what a coupon is, or why it is none', async () => {
    const { post } = await shop();
    const use = (code: string) => post('/api/cart/coupons', { code });
    expect(await use('AHOY10')).toMatchObject([200, { label: '10 % off, for a first crossing' }]);
    expect((await use('toString'))[0]).toBe(404);
    expect((await use('SPRINGTIDE'))[0]).toBe(410);
  });

  it('is refused what makes no sense', async () => {
    const { post } = await shop();
    for (const [path, body] of [
      ['/api/cart/revalidate', { lines: 'all' }],
      ['/api/cart/revalidate', { lines: [7] }],
      ['/api/cart/lines', { sku: 'bell-ship', quantity: 0 }],
      ['/api/cart/lines', { sku: 'anchor', quantity: 1 }],
      ['/api/cart/coupons', { code: '' }],
      ['/api/shelf', { sku: 'bell-ship', percent: 51 }],
      ['/api/shelf', { sku: 'bell-ship', left: -1 }],
    ] as const)
      expect([path, (await post(path, body))[0]]).toEqual([path, 400]);
  });
});

describe('an order', () => {
  it('comes to what the server makes of it, coupons included, and is refused where the customer was shown another sum', async () => {
    const { order, post } = await shop();
    expect(await order({ coupons: ['AHOY10'], total: 1 })).toEqual([409, 'total_differs']);
    expect(await order({ coupons: ['AHOY10', 'AHOY10', 'ANCHOR5', 'SPRINGTIDE', 'none'], total: 5_260 })).toEqual([
      201, 5_260,
    ]);
    await post('/api/shelf', { sku: 'mug-enamel', percent: 10 });
    expect(await order({ total: 6_400 }, 'two')).toEqual([409, 'total_differs']);
    expect(await order({ total: 7_040 }, 'two')).toEqual([201, 7_040]);
    expect(await order({ coupons: 'AHOY10' }, 'three')).toEqual([400, 'bad_request']);
    expect(await order({ total: 'free' }, 'three')).toEqual([400, 'bad_request']);
  });

  it('that was placed is confirmed again when it is repeated, also after the price has moved', async () => {
    const { order, post } = await shop();
    expect(await order({ total: 6_400 })).toEqual([201, 6_400]);
    await post('/api/shelf', { sku: 'mug-enamel', percent: 10 });
    expect(await order({ total: 6_400 })).toEqual([200, 6_400]);
  });
});
