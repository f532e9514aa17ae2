import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { inject } from 'vitest';
import { listen, shut } from '../support/listen.ts';

/*
 * A real server with a page of ours on the same origin. To add a server:
 * 1. write its recipe, `docs/servers/<name>.ts`, and give it a name in `recipes.ts`;
 * 2. write `<name>-server.ts`, which makes a handler for Node's `http` out of the server as its makers ship it;
 * 3. tell `<name>.test.ts`: `const stage = setStage(engine)`, then in a story `const front = await stage.front(() => handler)`
 *    and `const tab = await stage.open(front, '<name>')`. In the tab, `app.session` is the session that the recipe made.
 * What the front knows by itself is below `/page/`; everything else is the server's.
 */

/** Answers a request, as the servers of Node's `http`, Express and the like do. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

/** One request that the server answered. */
export interface Asked {
  /** As `GET /api/session`, without the query. */
  readonly what: string;
  readonly status: number;
}

/** The address that a browser asks, and what happens there. */
export interface Front {
  /** Origin. Each front has a host of its own, since cookies ignore ports. */
  readonly url: string;
  /** The same address for requests from Node, which may not know names below `localhost`. */
  readonly loopback: string;
  readonly asked: readonly Asked[];
  /** How often something was answered so far, as `count('GET /api/session')`. */
  count(what: string): number;
  /** Address of the page with a session made by a recipe. */
  at(recipe: string, options?: object): string;
  /** Puts something before the server that answers in its place, everything or some paths only; returns the way to take it away. */
  putBefore(handler: Handler, paths?: RegExp): () => void;
  /** Breaks every connection and answers none until `start`. */
  stop(): Promise<void>;
  /** Begins with a new handler at the old address, as a server does after a restart. */
  start(): Promise<void>;
  close(): Promise<void>;
}

let fronts = 0;

const html =
  '<!doctype html><title>page</title><link rel="icon" href="data:,"><script type="module" src="/page/app.js"></script>';

/** Starts `serve(origin)` at an address of its own. */
export async function openFront(serve: (origin: string) => Handler | Promise<Handler>): Promise<Front> {
  const script = await readFile(join(inject('page'), 'app.js'));
  const asked: Asked[] = [];
  let before: { readonly handler: Handler; readonly paths: RegExp } | null = null;
  let handler: Handler = (_request, response) => response.writeHead(503).end();

  const answer: Handler = (request, response) => {
    const path = request.url?.split('?')[0] ?? '/';
    if (before?.paths.test(path)) return before.handler(request, response);
    if (path === '/page/app.js') return response.setHeader('content-type', 'text/javascript').end(script);
    if (path.startsWith('/page/')) return response.setHeader('content-type', 'text/html; charset=utf-8').end(html);
    response.once('finish', () => asked.push({ what: `${request.method} ${path}`, status: response.statusCode }));
    return handler(request, response);
  };
  let server: Server | null = null;
  const open = (at?: number): Promise<number> => {
    server = createServer((request, response) => void answer(request, response));
    return listen(server, at);
  };
  const stop = async (): Promise<void> => {
    const last = server;
    server = null;
    if (last) await shut(last);
  };

  const port = await open();
  const url = `http://front-${++fronts}-${process.pid}.localhost:${port}`;
  handler = await serve(url);
  return {
    url,
    loopback: `http://127.0.0.1:${port}`,
    asked,
    count: (what) => asked.filter((it) => it.what === what).length,
    at: (recipe, options = {}) => `${url}/page/?${new URLSearchParams({ recipe, options: JSON.stringify(options) })}`,
    putBefore: (next, paths = /^/) => {
      before = { handler: next, paths };
      return () => {
        before = null;
      };
    },
    stop,
    start: async () => {
      handler = await serve(url);
      await open(port);
    },
    close: stop,
  };
}
