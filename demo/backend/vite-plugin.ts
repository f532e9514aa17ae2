import type { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Connect, Plugin, ViteDevServer } from 'vite';
import { createApp } from './app.ts';

export interface BackendOptions {
  /**
   * Where the state is kept. A file by default, in a folder that nobody commits: the dev server restarts often, and a
   * restart should sign nobody out. Delete it to start afresh.
   */
  readonly file?: string;
  /** The address of a Redis to keep it in instead. @default what `REDIS_URL` says */
  readonly redis?: string | undefined;
}

const defaultFile = fileURLToPath(new URL('../../node_modules/.cache/holdfast-demo/state.sqlite', import.meta.url));

/** What Vite's dev and preview servers have in common. */
type Attachable = Pick<ViteDevServer, 'middlewares'> & { readonly httpServer: Pick<EventEmitter, 'once'> | null };

/** Answers `/api` inside Vite's own servers, so that one command serves page and backend from one origin. */
export function backend({ file = defaultFile, redis = process.env['REDIS_URL'] }: BackendOptions = {}): Plugin {
  async function attach({ middlewares, httpServer }: Attachable): Promise<void> {
    // Loaded here: a build reads the same configuration and needs no database.
    const { openHome } = await import('./homes/home.ts');
    const { nodeArgon2 } = await import('./identity/argon2-node.ts');
    const { store, fanout, close } = await openHome({ redis, file });
    httpServer?.once('close', close);
    const app = createApp({
      store,
      fanout,
      argon2: nodeArgon2,
      clientAddress: (c) => getConnInfo(c).remote.address,
    });
    const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false });
    middlewares.use((request: IncomingMessage, response: ServerResponse, next: Connect.NextFunction) => {
      if (request.url?.startsWith('/api/')) answer(request, response).catch(next);
      else next();
    });
  }

  let inPage = false;
  return {
    name: 'holdfast-demo-backend',
    configResolved({ mode }) {
      // There the page brings its own: see `in-page.ts`.
      inPage = mode === 'pages';
    },
    configureServer: (server) => (inPage ? undefined : attach(server)),
    configurePreviewServer: (server) => (inPage ? undefined : attach(server)),
  };
}
