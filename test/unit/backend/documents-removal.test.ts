import { describe, expect, it } from 'vitest';
import type { Keep } from '../../../demo/backend/store.ts';
import { type Browser, createBackend, grace, hour, minute } from './client.ts';
import { creating, devices, state } from './listening.ts';

const cart = '/api/documents/cart';
const etagOf = ({ headers }: { headers: Headers }): string => headers.get('etag') ?? '';

describe('a document', () => {
  it('is taken away by who has seen it last, and by nobody else', async () => {
    const { newBrowser } = createBackend();
    const [ada, other] = [newBrowser(), newBrowser()];
    await ada.signIn();
    await other.signIn(grace);
    const first = etagOf(await ada.put(cart, state, creating));
    const second = etagOf(await ada.put(cart, state, { 'if-match': first }));
    const remove = async (who: Browser, headers: Record<string, string>): Promise<number> =>
      (await who.delete(cart, headers)).status;
    expect(await remove(ada, {})).toBe(428);
    expect(await remove(ada, creating)).toBe(412);
    expect(await remove(ada, { 'if-match': first })).toBe(412);
    expect(await remove(other, { 'if-match': second })).toBe(412);
    expect(await remove(ada, { 'if-match': second, 'x-xsrf-token': '' })).toBe(403);
    expect(await remove(newBrowser(), { 'if-match': second })).toBe(401);
    expect((await ada.get(cart)).status).toBe(200);
    expect(await remove(ada, { 'if-match': second })).toBe(204);
    expect((await ada.get(cart, { 'if-none-match': second })).status).toBe(404);
    expect((await ada.put(cart, state, creating)).status).toBe(201);
  });

  it('makes room for another one when it is gone', async () => {
    const { newBrowser, sleep } = createBackend({ limits: { documents: 2 } });
    const browser = newBrowser();
    await browser.signIn();
    const put = async (name: string) => browser.put(`/api/documents/${name}`, state, creating);
    const tag = etagOf(await put('a'));
    expect([(await put('b')).status, (await put('c')).status]).toEqual([201, 403]);
    await browser.delete('/api/documents/a', { 'if-match': tag });
    sleep(2 * minute);
    expect([(await put('c')).status, (await put('d')).status]).toEqual([201, 403]);
  });

  it('is kept for 400 days after it was last written, and each write begins them anew', async () => {
    const kept: (Keep | undefined)[] = [];
    const { newBrowser } = createBackend({
      wrap: (store) => ({
        ...store,
        compareAndSet(key, before, next, keep) {
          if (key.startsWith('document:')) kept.push(keep);
          return store.compareAndSet(key, before, next, keep);
        },
        swap(key, before, next, keep) {
          kept.push(keep);
          return store.swap(key, before, next, keep);
        },
      }),
    });
    const browser = newBrowser();
    await browser.signIn();
    const tag = etagOf(await browser.put(cart, state, creating));
    await browser.put(cart, state, { 'if-match': tag });
    expect(kept).toEqual([{ ttl: 400 * 24 * hour }, { ttl: 400 * 24 * hour }]);
  });
});

it('an account that goes leaves no document and no name of one, and takes nobody else’s along', async () => {
  const { backend, browsers } = await devices(1);
  const [ada] = browsers;
  const other = backend.newBrowser();
  await other.signIn(grace);
  for (const name of ['a', 'b']) await ada?.put(`/api/documents/${name}`, state, creating);
  await other.put('/api/documents/a', state, creating);
  expect((await ada?.delete('/api/documents', { 'x-xsrf-token': '' }))?.status).toBe(403);
  expect((await ada?.delete('/api/documents'))?.status).toBe(204);
  expect([(await ada?.get('/api/documents/a'))?.status, (await other.get('/api/documents/a')).status]).toEqual([
    204, 200,
  ]);
  expect(await backend.store.get('documents-of:u-ada')).toBeUndefined();
});
