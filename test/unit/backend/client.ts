import { createApp } from '../../../demo/backend/app.ts';
import type { Fanout } from '../../../demo/backend/fanout.ts';
import { createSqliteStore } from '../../../demo/backend/homes/sqlite.ts';
import { type Argon2, createPasswords } from '../../../demo/backend/identity/passwords.ts';
import type { StoredUser } from '../../../demo/backend/identity/users.ts';
import type { Limits } from '../../../demo/backend/limits.ts';
import type { Store } from '../../../demo/backend/store.ts';
import { createTurnedClock, type TurnedClock } from './turned-clock.ts';

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;

export const ada = { email: 'ada@example.com', password: 'correct horse' };
export const grace = { email: 'grace@example.com', password: 'battery staple' };

/** These stories are not about how long a password takes. */
export const cheapHash = (password: string): Promise<string> =>
  createPasswords().hash(password, { memory: 8, passes: 1 });

const quick = async (id: string, name: string, { email, password }: typeof ada): Promise<StoredUser> => ({
  id,
  name,
  email,
  password: await cheapHash(password),
});
const users = await Promise.all([quick('u-ada', 'Ada Lovelace', ada), quick('u-grace', 'Grace Hopper', grace)]);

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Headers;
}

export interface Browser {
  readonly cookies: Map<string, string>;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  /** Sends JSON with the CSRF header that the readable cookie asks for; `headers` may take it away or add to it. */
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  put(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  delete(path: string, headers?: Record<string, string>): Promise<Answer>;
  /** A stream, from which nothing has been read. */
  listen(path: string, headers?: Record<string, string>): Promise<Response>;
  /** Fetches a CSRF token as a page does at its start, then signs in. */
  signIn(who?: typeof ada, limits?: { idle?: number; lifetime?: number }): Promise<Answer>;
}

export interface Backend {
  readonly store: Store;
  readonly clock: TurnedClock;
  /** Turns the server's clock. */
  sleep(ms: number): void;
  newBrowser(): Browser;
  /** One request as it is, without a browser around it; `path` may be a whole address. */
  request(path: string, init?: RequestInit): Promise<Answer>;
}

/** Lets nobody pass before `n` have come, which makes a race certain. Later ones pass at once. */
export function meet(n: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let come = 0;
  return () => {
    come += 1;
    if (come === n) resolve();
    return promise;
  };
}

const origin = 'https://shop.test';

async function toAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : {}, headers: response.headers };
}

export interface BackendOptions {
  readonly limits?: Partial<Limits>;
  readonly users?: readonly StoredUser[];
  readonly clientAddress?: () => string;
  /** Puts something between the app and its store. */
  readonly wrap?: (store: Store) => Store;
  readonly fanout?: Fanout;
  readonly argon2?: Argon2;
}

/** Forgets nothing by itself: no limit of the app may rest on the store's own tidying up. */
const lasting = (store: Store): Store => ({
  ...store,
  set: (key, value) => store.set(key, value),
  swap: (key, beginning, next) => store.swap(key, beginning, next),
  compareAndSet: (key, expected, next) => store.compareAndSet(key, expected, next),
  increment: (key) => store.increment(key),
});

/** A server with a clock of its own, and as many browsers as the story needs. */
export function createBackend({ wrap = (store) => store, ...options }: BackendOptions = {}): Backend {
  const clock = createTurnedClock();
  const store = lasting(createSqliteStore({ clock }));
  const app = createApp({ store: wrap(store), clock, users, ...options });
  const send = (path: string, init: RequestInit): Response | Promise<Response> =>
    app.request(new URL(path, origin).href, init);

  function newBrowser(): Browser {
    const cookies = new Map<string, string>();

    const ask = async (path: string, init: RequestInit & { headers: Record<string, string> }): Promise<Response> => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      return send(path, { ...init, headers: { ...(cookie && { cookie }), ...init.headers } });
    };

    async function exchange(...given: Parameters<typeof ask>): Promise<Answer> {
      const response = await ask(...given);
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        if (/max-age=0/i.test(line)) cookies.delete(name);
        else cookies.set(name, decodeURIComponent(value));
      }
      return toAnswer(response);
    }

    const write =
      (method: 'POST' | 'PUT' | 'DELETE') =>
      (path: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Answer> => {
        const token = cookies.get('XSRF-TOKEN');
        return exchange(path, {
          method,
          body: JSON.stringify(body),
          headers: { 'content-type': 'application/json', ...(token && { 'x-xsrf-token': token }), ...headers },
        });
      };

    const browser: Browser = {
      cookies,
      get: (path, headers = {}) => exchange(path, { headers }),
      listen: (path, headers = {}) => ask(path, { headers }),
      post: write('POST'),
      put: write('PUT'),
      delete: (path, headers) => write('DELETE')(path, {}, headers),
      async signIn(who = ada, limits) {
        await browser.get('/api/session');
        return browser.post('/api/sign-in', { ...who, ...(limits && { limits }) });
      },
    };
    return browser;
  }

  return {
    store,
    clock,
    sleep: clock.sleep,
    newBrowser,
    request: async (path, init = {}) => toAnswer(await send(path, init)),
  };
}
