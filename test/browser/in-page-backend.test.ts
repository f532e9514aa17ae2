import { beforeAll, expect, it } from 'vitest';
import { startInPageBackend } from '../../demo/backend/in-page.ts';

/** Real passwords take real work, more so on a busy machine. */
const real = { timeout: 30_000 };

const json = { 'content-type': 'application/json' };
const ada = { email: 'ada@example.com', password: 'correct horse' };
const token = (): string => decodeURIComponent(/XSRF-TOKEN=([^;]*)/.exec(document.cookie)?.[1] ?? '');

beforeAll(startInPageBackend);

it(
  'a page without a server signs in, asks, orders and signs out, and its script sees no session id',
  real,
  async () => {
    const send = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
      fetch(path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { ...json, 'x-xsrf-token': token(), ...headers },
      });
    const who = async (): Promise<unknown> => ((await (await fetch('/api/session')).json()) as { user: unknown }).user;

    expect(await who()).toBeNull();
    expect((await send('/api/sign-in', ada, { 'x-xsrf-token': 'forged' })).status).toBe(403);
    const answer = await send('/api/sign-in', ada);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(await who()).toMatchObject({ name: 'Ada Lovelace' });
    expect(document.cookie).toMatch(/XSRF-TOKEN=/);
    expect(document.cookie).not.toMatch(/session|guest/);

    const asked = await send('/api/cart/revalidate', { lines: [{ key: 'mug', sku: 'mug-enamel' }] });
    expect(await asked.json()).toMatchObject({ lines: [{ key: 'mug', price: 1_600 }] });
    const lines = [{ sku: 'mug-enamel', options: { colour: 'white' }, quantity: 1 }];
    const order = { lines, contact: { name: 'Ada' }, delivery: { city: 'London' } };
    const key = { 'idempotency-key': crypto.randomUUID() };
    const statuses = await Promise.all([send('/api/orders', order, key), send('/api/orders', order, key)]);
    expect(statuses.map(({ status }) => status).sort()).toEqual([200, 201]);

    expect((await send('/api/sign-out', {})).status).toBe(204);
    expect(await who()).toBeNull();
    expect((await fetch('/api/nothing')).status).toBe(404);
  },
);

it('keeps documents too, and pokes whoever listens in the page', real, async () => {
  const headers = (): Record<string, string> => ({ ...json, 'x-xsrf-token': token() });
  await fetch('/api/session');
  await fetch('/api/sign-in', { method: 'POST', body: JSON.stringify(ada), headers: headers() });
  const aborter = new AbortController();
  const stream = await fetch('/api/documents', { signal: aborter.signal });
  expect([stream.status, stream.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  let heard = '';
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  void (async () => {
    for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) heard += next.value;
  })().catch(() => undefined);

  const name = crypto.randomUUID();
  const put = await fetch(`/api/documents/${name}`, {
    method: 'PUT',
    body: '{"holdfast":1}',
    headers: { ...headers(), 'if-none-match': '*' },
  });
  const etag = put.headers.get('etag') ?? '';
  expect([put.status, etag]).toEqual([201, expect.stringMatching(/^"[\w-]{22}"$/)]);
  await expect.poll(() => heard).toContain(JSON.stringify({ id: name, rev: etag }));
  const seen = await fetch(`/api/documents/${name}`, { headers: { 'if-none-match': etag } });
  expect([seen.status, seen.headers.get('date')]).toEqual([304, expect.stringMatching(/GMT$/)]);
  aborter.abort();
  expect((await fetch('/api/sign-out', { method: 'POST', headers: headers(), body: '{}' })).status).toBe(204);
});
