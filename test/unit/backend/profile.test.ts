import { describe, expect, it } from 'vitest';
import { type Answer, ada, type Browser, createBackend, grace, meet } from './client.ts';

const path = '/api/profile';
const body = { name: 'Ada Lovelace', phone: '040 1234', street: 'Quay 7', town: 'Hamburg' };
const tagOf = ({ headers }: Answer): string => headers.get('etag') ?? '';

async function signedIn(backend = createBackend(), who = ada): Promise<Browser> {
  const browser = backend.newBrowser();
  await browser.signIn(who);
  return browser;
}

describe('the profile of a person', () => {
  it('is there from the beginning, with a strong tag that stays until it is written', async () => {
    const browser = await signedIn();
    const first = await browser.get(path);
    expect(first.body).toEqual({ name: 'Ada Lovelace', phone: '', street: '', town: '' });
    expect(tagOf(first)).toMatch(/^"[\w-]{22}"$/);
    const again = await browser.get(path, { 'if-none-match': tagOf(first) });
    expect([again.status, tagOf(again)]).toEqual([304, tagOf(first)]);
  });

  it('is replaced by who has seen it as it is, and answered as the shop writes it', async () => {
    const browser = await signedIn();
    const first = await browser.get(path);
    const put = await browser.put(path, { ...body, phone: ' 040   1234 ' }, { 'if-match': tagOf(first) });
    expect([put.status, put.body]).toEqual([200, body]);
    expect(tagOf(put)).not.toBe(tagOf(first));
    const late = await browser.put(path, { ...body, phone: '1' }, { 'if-match': tagOf(first) });
    expect(late.status).toBe(422);
    const overtaken = await browser.put(path, { ...body, phone: '040 99' }, { 'if-match': tagOf(first) });
    expect(overtaken.status).toBe(412);
    expect((await browser.put(path, body, { 'if-none-match': '*' })).status).toBe(412);
    expect((await browser.put(path, body)).status).toBe(428);
    expect((await browser.get(path)).body).toEqual(body);
  });

  it('of two who write upon the same, one is first', async () => {
    const passing = meet(2);
    const backend = createBackend({
      wrap: (store) => ({
        ...store,
        async compareAndSet(key, ...rest) {
          if (key.startsWith('profile:') && rest[0] !== undefined) await passing();
          return store.compareAndSet(key, ...rest);
        },
      }),
    });
    const [one, two] = [await signedIn(backend), await signedIn(backend)];
    const seen = { 'if-match': tagOf(await one.get(path)) };
    const answers = await Promise.all(
      [one, two].map((browser, n) => browser.put(path, { ...body, town: `${n}` }, seen)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it('says by field what it does not take', async () => {
    const browser = await signedIn();
    const seen = { 'if-match': tagOf(await browser.get(path)) };
    const refused = await browser.put(path, { name: ' ', phone: '12', street: 'x'.repeat(81) }, seen);
    expect(refused.status).toBe(422);
    expect(Object.keys(refused.body['errors'] as object)).toEqual(['name', 'phone', 'street']);
  });

  it('is nobody else’s', async () => {
    const backend = createBackend();
    const [mine, other] = [await signedIn(backend), await signedIn(backend, grace)];
    await mine.put(path, body, { 'if-match': tagOf(await mine.get(path)) });
    const theirs = await other.get(path);
    expect(theirs.body).toMatchObject({ name: 'Grace Hopper', phone: '' });
    expect((await backend.newBrowser().get(path)).status).toBe(401);
    // A foreign page has the cookie, and not the token.
    const forged = await mine.put(path, body, { 'if-match': tagOf(await mine.get(path)), 'x-xsrf-token': '' });
    expect(forged.status).toBe(403);
  });
});
