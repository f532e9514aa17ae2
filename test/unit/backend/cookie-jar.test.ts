import { expect, it } from 'vitest';
import { createApp } from '../../../demo/backend/app.ts';
import { createCookieJar } from '../../../demo/backend/cookie-jar.ts';
import { createSqliteStore } from '../../../demo/backend/homes/sqlite.ts';
import { ada } from './client.ts';

/** Real passwords take real work, more so on a busy machine. */
const real = { timeout: 30_000 };

/** Keeps what a page writes to `document.cookie`, and shows names and values as the browser does. */
function createDocument(): { cookie: string; readonly written: string[] } {
  const cookies = new Map<string, string>();
  const written: string[] = [];
  return {
    written,
    get cookie() {
      return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    },
    set cookie(line) {
      written.push(line);
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    },
  };
}

it('signs in over a jar as over headers, in all tabs, and shows the page’s script no id', real, async () => {
  const store = createSqliteStore();
  const app = createApp({ store });
  const page = createDocument();
  const tabs = [createCookieJar(store, page), createCookieJar(store, page)];
  const send = async (tab: number, path: string, body?: unknown): Promise<unknown> => {
    const token = /XSRF-TOKEN=([^;]*)/.exec(page.cookie)?.[1] ?? '';
    const request = new Request(`https://shop.test${path}`, {
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json', 'x-xsrf-token': token },
    });
    const answer = await tabs[tab]?.exchange(async (cookies) => app.fetch(request, { cookies }));
    expect(answer?.headers.getSetCookie()).toEqual([]);
    return answer?.status === 204 ? answer.status : answer?.json();
  };

  await send(0, '/api/session');
  await send(0, '/api/sign-in', ada);
  expect(await send(1, '/api/session')).toMatchObject({ user: { name: 'Ada Lovelace' } });
  expect(page.written.length).toBeGreaterThan(1);
  expect(page.written.filter((line) => !line.startsWith('XSRF-TOKEN='))).toEqual([]);
  expect(await store.get('cookie-jar:hidden')).toMatch(/session/);
  expect(await send(1, '/api/sign-out', {})).toBe(204);
  expect(await store.get('cookie-jar:hidden')).not.toMatch(/session/);
  expect(await send(0, '/api/session')).toEqual({ user: null });
  expect(await send(0, '/api/sign-in', ada)).toMatchObject({ user: { name: 'Ada Lovelace' } });
});
