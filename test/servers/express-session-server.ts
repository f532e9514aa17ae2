import { createHmac } from 'node:crypto';
import { RedisStore } from 'connect-redis';
import express, { type Request, type Response } from 'express';
import session from 'express-session';
import { createClient } from 'redis';
import type { Redis, RedisProgram } from '../support/redis.ts';
import type { Front, Handler } from './front.ts';
import type { Stage } from './stage.ts';

declare module 'express-session' {
  interface SessionData {
    user: { id: string; name: string };
    /** Makes a guest's session one that is stored, so that its anti-CSRF token can be checked. */
    guarded: boolean;
  }
}

/** How an application says that nobody is signed in. */
export type SignedOut = 401 | 403 | 419 | 440 | 'redirect' | 'html';

export interface ExpressOptions {
  /** Path of the socket of Redis. */
  readonly redis: string;
  /** At the protected routes, and at the session endpoint where it is a status or a redirect. @default 401 */
  readonly signedOut?: SignedOut;
  /** Life of a session that nobody asks for, in milliseconds. @default 60_000 */
  readonly maxAge?: number;
}

export interface ExpressServer {
  readonly handler: Handler;
  /** Ids of the sessions in Redis that somebody is signed in to. */
  signedIn(): Promise<string[]>;
  /** Ends sessions behind the application's back: those of one user, or all that Redis holds. */
  revoke(userId?: string): Promise<void>;
  close(): void;
}

const secret = 'not a secret';
const people = [
  { id: 'ada', name: 'Ada Lovelace', password: 'correct' },
  { id: 'grace', name: 'Grace Hopper', password: 'correct' },
];
const loginPage = '<!doctype html><title>Sign in</title><form method="post"><input name="name"></form>';

/** The token of a session stands in no store: it dies with the session's id. */
const csrfToken = (request: Request): string => createHmac('sha256', secret).update(request.sessionID).digest('hex');

function refuse(response: Response, signedOut: SignedOut): void {
  if (signedOut === 'redirect') response.redirect('/login');
  else if (signedOut === 'html') response.type('html').send(loginPage);
  else response.status(signedOut).json({ error: 'no_session' });
}

/** An Express application as its manual has it: rolling sessions in Redis, a new id at sign-in, tokens against CSRF. */
export async function createExpressServer(options: ExpressOptions): Promise<ExpressServer> {
  const { redis, signedOut = 401, maxAge = 60_000 } = options;
  // Not connected means an error at once, and not an answer that waits for Redis to come back.
  const client = createClient({ socket: { path: redis, reconnectStrategy: 20 }, disableOfflineQueue: true });
  client.on('error', () => undefined);
  await client.connect();
  const store = new RedisStore({ client });

  const app = express();
  app.set('env', 'test').disable('x-powered-by').use(express.json());
  app.use(
    session({
      store,
      secret,
      rolling: true,
      resave: false,
      saveUninitialized: false,
      cookie: { maxAge, httpOnly: true },
    }),
  );
  app.get('/login', (_request, response) => void response.type('html').send(loginPage));
  app.get('/api/csrf', (request, response) => {
    request.session.guarded = true;
    response.json({ token: csrfToken(request) });
  });
  app.use((request, response, next) => {
    const isSafe = request.method === 'GET';
    if (isSafe || (request.session.guarded && request.get('x-csrf-token') === csrfToken(request))) return next();
    return void response.status(403).json({ error: 'csrf' });
  });

  const describe = ({ session: { user, cookie } }: Request): object => ({
    user,
    // With `rolling` this very answer begins it anew; `cookie.maxAge` is what was left before, or less than nothing.
    expiresInMs: cookie.originalMaxAge,
  });
  app.get('/api/session', (request, response) => {
    if (request.session.user) return void response.json(describe(request));
    if (signedOut === 'html') return void response.json(null);
    return refuse(response, signedOut);
  });
  app.post('/api/sign-in', (request, response, next) => {
    const { name, password } = request.body as Record<string, string>;
    const found = people.find((it) => it.id === name && it.password === password);
    if (!found) return void response.status(401).json({ error: 'bad_credentials' });
    request.session.regenerate((error) => {
      if (error) return next(error);
      request.session.user = { id: found.id, name: found.name };
      response.json(describe(request));
    });
  });
  app.post('/api/sign-out', (request, response, next) => {
    request.session.destroy((error) => (error ? next(error) : response.clearCookie('connect.sid').status(204).end()));
  });
  app.all('/api/orders', (request, response) => {
    if (request.session.user) return void response.json({ orders: [], user: request.session.user.id });
    return refuse(response, signedOut);
  });

  const readAll = async (): Promise<{ id: string; user?: { id: string } }[]> => {
    const all: unknown = await store.all();
    return all as { id: string; user?: { id: string } }[];
  };
  return {
    handler: app,
    signedIn: async () => (await readAll()).filter(({ user }) => user).map(({ id }) => id),
    revoke: async (userId) => {
      if (!userId) return void (await client.flushAll());
      for (const { id, user } of await readAll()) if (user?.id === userId) await store.destroy(id);
    },
    close: () => client.destroy(),
  };
}

/** A shop behind a front, with a Redis of its own, until the end of the story. */
export async function openShop(
  stage: Stage,
  program: RedisProgram,
  options: Omit<ExpressOptions, 'redis'> = {},
): Promise<{ front: Front; shop: ExpressServer; redis: Redis }> {
  const redis = await program.open();
  stage.after(redis.close);
  const shops: ExpressServer[] = [];
  stage.after(() => {
    for (const shop of shops) shop.close();
  });
  // Another one at every start, as when a process begins anew: nothing but what stands in Redis is left of the old one.
  const front = await stage.front(async () => {
    const shop = await createExpressServer({ ...options, redis: redis.socket });
    shops.push(shop);
    return shop.handler;
  });
  const latest = (): ExpressServer => shops[shops.length - 1] as ExpressServer;
  const shop: ExpressServer = {
    handler: (request, response) => latest().handler(request, response),
    signedIn: () => latest().signedIn(),
    revoke: (userId) => latest().revoke(userId),
    close: () => latest().close(),
  };
  return { front, shop, redis };
}
