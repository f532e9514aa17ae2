import { expect, it } from 'vitest';
import { ada, createBackend } from './client.ts';
import { creating, listen } from './listening.ts';

const state = (text: string) => ({ holdfast: 1, version: 1, elements: { text } });

async function signedIn() {
  const browser = createBackend().newBrowser();
  await browser.signIn();
  return browser;
}

it('a body of more than 64 kB is refused', async () => {
  const browser = await signedIn();
  const ask = async (bytes: number): Promise<number> =>
    (await browser.post('/api/sign-in', { ...ada, more: 'x'.repeat(bytes) })).status;
  expect([await ask(60_000), await ask(66_000)]).toEqual([200, 413]);
});

it('a document of more than 1 MB is refused', async () => {
  const browser = await signedIn();
  const put = async (name: string, bytes: number): Promise<number> =>
    (await browser.put(`/api/documents/${name}`, state('x'.repeat(bytes)), creating)).status;
  expect([await put('a', 1_048_000), await put('b', 1_048_600)]).toEqual([201, 413]);
});

it('the hundred and first document of an account is refused', async () => {
  const browser = await signedIn();
  const statuses = new Map<number, number>();
  for (let i = 0; i < 101; i++) {
    const { status } = await browser.put(`/api/documents/d${i}`, state(''), creating);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  expect([...statuses]).toEqual([
    [201, 100],
    [403, 1],
  ]);
});

it('the twenty-first stream of an account is refused', async () => {
  const browser = await signedIn();
  const streams = [];
  for (let i = 0; i < 21; i++) streams.push(await listen(browser));
  expect(streams.map(({ status }) => status)).toEqual([...Array(20).fill(200), 429]);
  for (const stream of streams) await stream.leave();
});
