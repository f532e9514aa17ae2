import { describe, expect, it } from 'vitest';
import { StoreAway } from '../../../demo/backend/store.ts';
import { type Backend, type BackendOptions, type Browser, createBackend, minute } from './client.ts';

const cart = '/api/documents/cart';
const creating = { 'if-none-match': '*' };
const state = (elements: object): object => ({ holdfast: 1, version: 1, elements });
const first = state({ 'line/mug': { add: 1 } });

async function signedIn(options: BackendOptions = {}): Promise<{ backend: Backend; browser: Browser }> {
  const backend = createBackend(options);
  const browser = backend.newBrowser();
  await browser.signIn();
  return { backend, browser };
}

describe('who would fill the disk', () => {
  it('is stopped at the size of a document, to the byte, and nothing of it is kept', async () => {
    const size = new TextEncoder().encode(JSON.stringify(state({ é: '' }))).length;
    const { browser } = await signedIn({ limits: { document: size + 10 } });
    expect((await browser.put(cart, state({ é: 'x'.repeat(10) }), creating)).status).toBe(201);
    const answer = await browser.put('/api/documents/other', state({ é: 'x'.repeat(11) }), creating);
    expect([answer.status, answer.body['error']]).toEqual([413, 'too_large']);
    expect((await browser.put('/api/documents/other', state({ é: 'x'.repeat(999) }), creating)).status).toBe(413);
    expect((await browser.get('/api/documents/other')).status).toBe(204);
  });

  it('is stopped at the number of documents, also when they come all at once', async () => {
    const { browser } = await signedIn({ limits: { documents: 3 } });
    const puts = Array.from({ length: 8 }, (_, i) => browser.put(`/api/documents/d${i}`, first, creating));
    const answers = await Promise.all(puts);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, ...Array(5).fill(403)]);
    const kept = answers.findIndex(({ status }) => status === 201);
    expect((await browser.put(`/api/documents/d${kept}`, first, creating)).status).toBe(412);
  });

  it('is stopped at it also while a document is only on its way: its name counts', async () => {
    const { promise: goOn, resolve } = Promise.withResolvers<void>();
    const { browser } = await signedIn({
      limits: { documents: 2 },
      wrap: (store) => ({
        ...store,
        async compareAndSet(key, ...given) {
          if (key.startsWith('document:') && key.endsWith(':slow')) await goOn;
          return store.compareAndSet(key, ...given);
        },
      }),
    });
    const slow = browser.put('/api/documents/slow', first, creating);
    expect((await browser.put('/api/documents/quick', first, creating)).status).toBe(201);
    expect((await browser.put('/api/documents/third', first, creating)).status).toBe(403);
    resolve();
    expect((await slow).status).toBe(201);
  });

  it('is stopped at the number of writes, and told when to go on', async () => {
    const { backend, browser } = await signedIn({ limits: { writes: 3 } });
    const write = (): Promise<{ status: number; headers: Headers }> => browser.put(cart, first, creating);
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await write()).status);
    expect(statuses).toEqual([201, 412, 412, 429]);
    const wait = Number((await write()).headers.get('retry-after')) * 1000;
    expect(wait).toBeLessThanOrEqual(minute);
    backend.sleep(wait);
    expect((await write()).status).toBe(412);
  });

  it('can send nothing that is no state', async () => {
    const { browser } = await signedIn();
    expect((await browser.put(cart, ['a'], creating)).status).toBe(400);
    expect((await browser.put(cart, first, { ...creating, 'content-type': 'text/plain' })).status).toBe(400);
    expect((await browser.get(cart)).status).toBe(204);
  });
});

describe('a store that is away', () => {
  it('is 503, with a time to wait that is not the same for all', async () => {
    let away = false;
    const { browser } = await signedIn({
      wrap: (store) => ({
        ...store,
        get: (key) => (away ? Promise.reject(new StoreAway('away')) : store.get(key)),
      }),
    });
    away = true;
    const waits = new Set<number>();
    for (let i = 0; i < 40; i++) {
      const answer = await browser.get(cart);
      expect([answer.status, answer.body['error']]).toEqual([503, 'away']);
      waits.add(Number(answer.headers.get('retry-after')));
    }
    expect(waits.size).toBeGreaterThan(1);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(1);
    away = false;
    expect((await browser.get(cart)).status).toBe(204);
  });
});
