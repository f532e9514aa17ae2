import { describe, expect, it } from 'vitest';
import {
  type Answer,
  ada,
  type Backend,
  type BackendOptions,
  type Browser,
  createBackend,
  grace,
  meet,
  minute,
} from './client.ts';

const sweater = { sku: 'sweater-guernsey', options: { size: 'M', colour: 'navy' }, quantity: 2 };
const mug = { sku: 'mug-enamel', options: { colour: 'white' }, quantity: 1 };
const bell = { sku: 'bell-ship', options: {}, quantity: 1 };
const contact = { name: 'Ada Lovelace', email: 'ada@example.com', phone: '+44 20 7946 0018' };
const delivery = { street: '12 St James’s Square', postcode: 'SW1Y 4JH', city: 'London', country: 'GB' };
const form = { lines: [sweater, mug], contact, delivery };

let keys = 0;
const place = (browser: Browser, body: unknown = form, key: string = `key-${keys++}`): Promise<Answer> =>
  browser.post('/api/orders', body, { 'idempotency-key': key });
const ordersOf = async (browser: Browser): Promise<readonly { id: string }[]> =>
  (await browser.get('/api/orders')).body['orders'] as { id: string }[];

async function stockOf({ request }: Backend, sku: string): Promise<number | undefined> {
  const { products } = (await request('/api/products')).body as { products: { sku: string; stock: number }[] };
  return products.find((product) => product.sku === sku)?.stock;
}

async function shop(wrap?: BackendOptions['wrap']): Promise<{ backend: Backend; browser: Browser }> {
  const backend = createBackend(wrap && { wrap });
  const browser = backend.newBrowser();
  await browser.signIn();
  return { backend, browser };
}

describe('the catalogue', () => {
  it('is there for everybody', async () => {
    const { status, body } = await createBackend().request('/api/products');
    expect([status, (body['products'] as unknown[]).length]).toEqual([200, 12]);
  });
});

describe('an order', () => {
  it('is placed at the shop’s prices, counts the stock down and stands among one’s own', async () => {
    const { backend, browser } = await shop();
    const before = await stockOf(backend, sweater.sku);
    const cheeky = { ...form, lines: [{ ...sweater, price: 1 }, mug] };
    const answer = await place(browser, cheeky);
    expect([answer.status, answer.body['total']]).toEqual([201, 2 * 12_900 + 1_600]);
    expect(await stockOf(backend, sweater.sku)).toBe((before ?? 0) - 2);
    expect(await ordersOf(browser)).toMatchObject([
      {
        id: answer.body['id'],
        contact,
        delivery,
        lines: [{ name: 'Guernsey Sweater', price: 12_900 }, { quantity: 1 }],
      },
    ]);
  });

  it('is placed once, however often the same key is sent', async () => {
    const { backend, browser } = await shop();
    const before = await stockOf(backend, mug.sku);
    const answers = [await place(browser, form, 'once'), await place(browser, form, 'once')];
    expect(answers.map(({ status }) => status)).toEqual([201, 200]);
    expect(answers[1]?.body).toEqual(answers[0]?.body);
    expect(await ordersOf(browser)).toHaveLength(1);
    expect(await stockOf(backend, mug.sku)).toBe((before ?? 0) - 1);
  });

  it('is placed once also when all requests come at the same time, and what the losers took goes back', async () => {
    const together = meet(5);
    const { backend, browser } = await shop((store) => ({
      ...store,
      get: async (key) => {
        const found = await store.get(key);
        if (key.startsWith('orders:')) await together();
        return found;
      },
    }));
    const before = await stockOf(backend, mug.sku);
    const answers = await Promise.all(Array.from({ length: 5 }, () => place(browser, form, 'double-click')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201]);
    expect(new Set(answers.map(({ body }) => body['id'])).size).toBe(1);
    expect(await ordersOf(browser)).toHaveLength(1);
    expect(await stockOf(backend, mug.sku)).toBe((before ?? 0) - 1);
  });

  it('is confirmed again when it is repeated, also when it took the last there was', async () => {
    const { browser } = await shop();
    const last = { ...form, lines: [{ ...bell, quantity: 2 }] };
    const statuses = [await place(browser, last, 'last'), await place(browser, last, 'last')].map(
      ({ status }) => status,
    );
    expect(statuses).toEqual([201, 200]);
    expect((await place(browser, last, 'another')).status).toBe(409);
  });

  it('is not mistaken for another: a key that comes with a different order is refused', async () => {
    const { browser } = await shop();
    await place(browser, form, 'mixed-up');
    const answer = await place(browser, { ...form, lines: [mug] }, 'mixed-up');
    expect([answer.status, answer.body['error']]).toEqual([422, 'key_reused']);
  });

  it('is somebody’s own: another user neither sees it nor is hindered by its key', async () => {
    const { backend, browser } = await shop();
    await place(browser, form, 'same-key');
    const other = backend.newBrowser();
    await other.signIn(grace);
    expect(await ordersOf(other)).toEqual([]);
    expect((await place(other, form, 'same-key')).status).toBe(201);
    expect([(await ordersOf(browser)).length, (await ordersOf(other)).length]).toEqual([1, 1]);
  });

  it('is refused when there is too little left, and then takes nothing of anything', async () => {
    const { backend, browser } = await shop();
    const before = await stockOf(backend, mug.sku);
    const answer = await place(browser, { ...form, lines: [mug, { ...bell, quantity: 3 }] });
    expect([answer.status, answer.body['error']]).toEqual([409, 'out_of_stock']);
    expect(await stockOf(backend, mug.sku)).toBe(before);
    expect(await ordersOf(browser)).toEqual([]);
  });

  it('never sells more than there is to many who ask at once', async () => {
    const { backend, browser } = await shop();
    const answers = await Promise.all(Array.from({ length: 6 }, () => place(browser, { ...form, lines: [bell] })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409, 409, 409]);
    expect(await stockOf(backend, bell.sku)).toBe(0);
  });

  it('can be placed with an access token as well, and then needs no CSRF token', async () => {
    const { browser, backend } = await shop();
    const client = backend.newBrowser();
    const { body } = await client.post('/api/token', { grant_type: 'password', ...ada });
    const headers = { authorization: `Bearer ${body['access_token']}` };
    expect((await client.post('/api/orders', form, { ...headers, 'idempotency-key': 'bearer' })).status).toBe(201);
    expect((await client.get('/api/orders', headers)).body).toEqual((await browser.get('/api/orders')).body);
    const wrong = await browser.post('/api/orders', form, { authorization: 'Bearer x', 'idempotency-key': 'y' });
    expect([wrong.status, wrong.body['error']]).toEqual([401, 'invalid_token']);
  });

  it('needs a session that lives', async () => {
    const { backend, browser } = await shop();
    backend.sleep(16 * minute);
    expect((await place(browser)).status).toBe(401);
    expect((await browser.get('/api/orders')).status).toBe(401);
  });

  it('with card data is refused, wherever it hides, and kept nowhere', async () => {
    const { browser } = await shop();
    const statuses = [];
    for (const extra of [
      { payment: {} },
      { cardNumber: '1' },
      { delivery: { ...delivery, cvc: '123' } },
      { contact: { ...contact, note: '4242 4242 4242 4242' } },
      { contact: { ...contact, note: '4242424242424241' } },
    ]) {
      statuses.push((await place(browser, { ...form, ...extra })).status);
    }
    expect(statuses).toEqual([400, 400, 400, 400, 201]);
    expect(JSON.stringify(await ordersOf(browser))).not.toContain('4242 4242');
  });

  it('that makes no sense is refused with what is wrong with it', async () => {
    const { browser } = await shop();
    const messages = [];
    for (const nonsense of [
      { lines: [] },
      { lines: [{ ...mug, quantity: 0 }] },
      { lines: [{ ...mug, quantity: 1.5 }] },
      { lines: [{ ...mug, sku: 'anchor' }] },
      { lines: [{ ...mug, options: { colour: 'beige' } }] },
      { contact: 'Ada' },
      { delivery: { nested: {} } },
    ]) {
      const { status, body } = await place(browser, { ...form, ...nonsense });
      messages.push(`${status} ${body['message']}`);
    }
    expect(messages).toEqual([
      '400 "lines" must hold 1 to 100 lines.',
      '400 "quantity" must be a whole number from 1 to 999.',
      '400 "quantity" must be a whole number from 1 to 999.',
      '400 There is no product with this "sku".',
      '400 Choose "colour" of mug-enamel: white, signal red, deep blue.',
      '400 "contact" must be an object.',
      '400 "delivery" must hold up to 30 short, plain answers.',
    ]);
    expect((await browser.post('/api/orders', form)).body['message']).toMatch(/Idempotency-Key/);
  });
});
