import { describe, expect, it } from 'vitest';
import {
  ada,
  type Backend,
  type BackendOptions,
  type Browser,
  cheapHash,
  createBackend,
  grace,
  meet,
} from './client.ts';

const cart = '/api/documents/cart';
const creating = { 'if-none-match': '*' };
const state = (elements: object): object => ({ holdfast: 1, version: 1, elements });
const [first, second] = [state({ 'line/mug': { add: 1 } }), state({ 'line/mug': { add: 2 } })];

async function signedIn(options: BackendOptions = {}): Promise<{ backend: Backend; browser: Browser }> {
  const backend = createBackend(options);
  const browser = backend.newBrowser();
  await browser.signIn();
  return { backend, browser };
}
const etagOf = ({ headers }: { readonly headers: Headers }): string => headers.get('etag') ?? '';

describe('a document', () => {
  it('is what was put last, under a revision that nobody can guess and that comes never again', async () => {
    const { browser } = await signedIn();
    expect((await browser.get(cart)).status).toBe(204);
    const created = await browser.put(cart, first, creating);
    expect([created.status, etagOf(created)]).toEqual([201, expect.stringMatching(/^"[\w-]{22}"$/)]);
    const seen = await browser.get(cart);
    expect([seen.status, seen.body, etagOf(seen)]).toEqual([200, first, etagOf(created)]);
    const replaced = await browser.put(cart, first, { 'if-match': etagOf(seen) });
    expect(replaced.status).toBe(204);
    expect(etagOf(replaced)).not.toBe(etagOf(created));
    expect((await browser.get(cart)).body).toEqual(first);
  });

  it('is not sent again to who has seen it, nor taken out of the store for them', async () => {
    const taken: string[] = [];
    const { browser } = await signedIn({
      wrap: (store) => ({
        ...store,
        get: (key) => {
          taken.push(key);
          return store.get(key);
        },
      }),
    });
    const tag = etagOf(await browser.put(cart, first, creating));
    for (const known of [tag, `W/${tag}`, `"other", ${tag}`]) {
      const answer = await browser.get(cart, { 'if-none-match': known });
      expect([answer.status, answer.body, etagOf(answer)]).toEqual([304, {}, tag]);
    }
    expect(taken.filter((key) => key.startsWith('document:'))).toEqual([]);
    await browser.put(cart, second, { 'if-match': tag });
    expect((await browser.get(cart, { 'if-none-match': tag })).body).toEqual(second);
  });

  it('is replaced only by who has seen what stands', async () => {
    const { browser } = await signedIn();
    const before = etagOf(await browser.put(cart, first, creating));
    const now = etagOf(await browser.put(cart, second, { 'if-match': before }));
    const refused = [
      [412, creating],
      [412, { 'if-match': before }],
      [412, { 'if-match': '"made-up"' }],
      [412, { 'if-match': `W/${now}` }],
      [412, { 'if-match': '*' }],
      [412, { 'if-match': '""' }],
      [412, { 'if-match': `${now.slice(0, 9)}"` }],
      [428, {}],
      [428, { 'if-none-match': before }],
      [400, { 'if-match': now, 'if-none-match': '*' }],
    ] as const;
    for (const [status, condition] of refused)
      expect([condition, (await browser.put(cart, first, condition)).status]).toEqual([condition, status]);
    expect([(await browser.get(cart)).body, etagOf(await browser.get(cart))]).toEqual([second, now]);
  });

  it('is written by one of many who all saw the same', async () => {
    const together = meet(12);
    let racing = false;
    const { browser } = await signedIn({
      wrap: (store) => ({
        ...store,
        async swap(...given) {
          if (racing) await together();
          return store.swap(...given);
        },
      }),
    });
    const tag = etagOf(await browser.put(cart, first, creating));
    racing = true;
    const puts = Array.from({ length: 12 }, (_, i) => browser.put(cart, state({ i }), { 'if-match': tag }));
    const answers = await Promise.all(puts);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, ...Array(11).fill(412)]);
    expect((await browser.get(cart)).body).toEqual(state({ i: answers.findIndex(({ status }) => status === 204) }));
  });

  it('has any name, which reads as nothing but a name', async () => {
    const { browser } = await signedIn();
    const names = ['a', 'x'.repeat(128), 'für 🛟', 'a/b', '../session', 'u-grace:cart', '%41', '__proto__', 'live'];
    for (const name of names)
      expect([
        name,
        (await browser.put(`/api/documents/${encodeURIComponent(name)}`, state({ name }), creating)).status,
      ]).toEqual([name, 201]);
    for (const name of names)
      expect((await browser.get(`/api/documents/${encodeURIComponent(name)}`)).body).toEqual(state({ name }));
    expect((await browser.put(`/api/documents/${'x'.repeat(129)}`, first, creating)).status).toBe(404);
  });

  it('comes with no-store and the server’s time, also where it is refused', async () => {
    const { backend, browser } = await signedIn();
    const created = await browser.put(cart, first, creating);
    const answers = [
      created,
      await browser.get(cart),
      await browser.get(cart, { 'if-none-match': etagOf(created) }),
      await browser.put(cart, first, {}),
      await browser.get('/api/documents/missing'),
      await backend.request(cart),
    ];
    for (const { headers } of answers)
      expect([headers.get('cache-control'), headers.get('date')]).toEqual([
        'no-store',
        new Date(backend.clock.now()).toUTCString(),
      ]);
  });
});

describe('somebody who has no business with a document', () => {
  it('finds under another’s name only what they have themselves', async () => {
    const { backend, browser } = await signedIn();
    const mine = await browser.put(cart, first, creating);
    const other = backend.newBrowser();
    await other.signIn(grace);
    const [theirs, missing] = [await other.get(cart), await other.get('/api/documents/nothing')];
    expect([theirs.status, theirs.body, Object.fromEntries(theirs.headers)]).toEqual([
      204,
      missing.body,
      Object.fromEntries(missing.headers),
    ]);
    expect((await other.put(cart, second, { 'if-match': etagOf(mine) })).status).toBe(412);
    expect((await other.put(cart, second, creating)).status).toBe(201);
    expect((await browser.get(cart)).body).toEqual(first);
  });

  it('can’t spell a name that reads as another person’s', async () => {
    const password = await cheapHash('x');
    const users = ['u', 'u:secret'].map((id) => ({ id, name: id, email: `${id}@example.com`, password }));
    const backend = createBackend({ users });
    const [one, two] = [backend.newBrowser(), backend.newBrowser()];
    await one.signIn({ email: 'u@example.com', password: 'x' });
    await two.signIn({ email: 'u:secret@example.com', password: 'x' });
    await two.put('/api/documents/plan', first, creating);
    for (const name of ['secret:plan', 'secret%3Aplan', '%3Asecret:plan', ':secret:plan'])
      expect((await one.get(`/api/documents/${name}`)).status).toBe(204);
  });

  it('is told that nobody is signed in, whether or not there is something', async () => {
    const { backend, browser } = await signedIn();
    await browser.put(cart, first, creating);
    const stranger = backend.newBrowser();
    const asked = [
      await stranger.get(cart),
      await stranger.get('/api/documents/nothing'),
      await stranger.put(cart, second, creating),
      await backend.request(cart, { headers: { authorization: 'Bearer made-up' } }),
    ];
    expect(asked.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
  });

  it('can’t write from a foreign page, whose requests carry the cookie', async () => {
    const { browser } = await signedIn();
    const forged = [
      await browser.put(cart, first, { ...creating, 'x-xsrf-token': '' }),
      await browser.put(cart, first, { ...creating, origin: 'https://evil.test' }),
      await browser.put(cart, first, { ...creating, 'sec-fetch-site': 'cross-site' }),
    ];
    expect(forged.map(({ status }) => status)).toEqual([403, 403, 403]);
    expect((await browser.get(cart)).status).toBe(204);
  });
});

describe('a bearer of tokens', () => {
  it('reads and writes the same documents, without a CSRF token', async () => {
    const { backend, browser } = await signedIn();
    const { body } = await browser.post('/api/token', { grant_type: 'password', ...ada });
    const headers = { authorization: `Bearer ${body['access_token']}`, 'content-type': 'application/json' };
    const put = { method: 'PUT', body: JSON.stringify(first), headers: { ...headers, ...creating } };
    expect((await backend.request(cart, put)).status).toBe(201);
    expect((await browser.get(cart)).body).toEqual(first);
    expect((await backend.request(cart, { headers })).body).toEqual(first);
  });
});
