import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import { Hono } from 'hono';
import { createApp } from './app.ts';
import type { Clock } from './clock.ts';
import { openHome } from './homes/home.ts';
import { nodeArgon2 } from './identity/argon2-node.ts';
import type { StoredUser } from './identity/users.ts';
import type { Limits } from './limits.ts';
import { staticPages } from './static-pages.ts';

export interface ServerOptions {
  /** @default one that is free */
  readonly port?: number;
  /** @default 'localhost', which no other machine reaches */
  readonly host?: string;
  /**
   * Whether a proxy of ours stands in front, and speaks https for us. Then cookies are `Secure`, and who asks is the last
   * address that it names; what stands before that anybody could have written. It must hand on `Host` as it came.
   */
  readonly behindProxy?: boolean;
  /** The folder of a built demo. Without it only `/api` is answered. */
  readonly root?: string;
  /** Where the state is kept, without a Redis. @default ':memory:' */
  readonly file?: string;
  /** The address of a Redis that keeps the state for all processes that name it. @default none: `file` keeps it */
  readonly redis?: string | undefined;
  readonly limits?: Partial<Limits>;
  /** Who may sign in. @default Ada and Grace */
  readonly users?: readonly StoredUser[];
  readonly clock?: Clock;
  /** Called for each request before it is answered, so that a test can count them. */
  readonly onRequest?: (request: { readonly method: string; readonly path: string }) => void;
}

export interface RunningServer {
  /** Like `http://localhost:54321`, without a slash at the end. */
  readonly url: string;
  /** Ends open connections too. */
  close(): Promise<void>;
}

/** The built demo and its backend on one origin, as a real deployment would have them. */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const {
    port = 0,
    host = 'localhost',
    behindProxy = false,
    root,
    file = ':memory:',
    redis,
    limits = {},
    users,
    clock,
    onRequest,
  } = options;
  const { store, fanout, close } = await openHome({ redis, file, ...(clock && { clock }) });
  const api = createApp({
    store,
    fanout,
    argon2: nodeArgon2,
    limits,
    ...(users && { users }),
    ...(clock && { clock }),
    ...(behindProxy && { secure: true }),
    clientAddress: (c) =>
      (behindProxy && c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()) || getConnInfo(c).remote.address,
  });

  const site = new Hono<{ Bindings: HttpBindings }>();
  site.use(async (c, next) => {
    onRequest?.({ method: c.req.method, path: c.req.path });
    await next();
  });
  site.all('/api/*', (c) => api.fetch(c.req.raw, c.env));
  if (root !== undefined) site.route('/', staticPages(root));

  const server = createAdaptorServer({ fetch: site.fetch, overrideGlobalObjects: false });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;

  return {
    url: `http://localhost:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          close();
          resolve();
        });
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
