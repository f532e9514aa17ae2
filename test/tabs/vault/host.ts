import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import { listen, shut } from '../../support/listen.ts';
import { pageBuild } from '../../support/page-build.ts';

/** Serves the page of these stories, to nobody in particular: whoever comes is a guest. */
export interface Host {
  readonly url: string;
  /** A page of the same origin that uses nothing. */
  readonly elsewhere: string;
  /** The numbers that pages told. */
  readonly told: readonly number[];
  close(): Promise<void>;
}

async function bundle(): Promise<string> {
  const input = fileURLToPath(new URL('page.ts', import.meta.url));
  const built = await build(pageBuild('development', { write: false, rolldownOptions: { input } }));
  return ([built].flat() as Rolldown.RolldownOutput[])[0]?.output[0].code ?? '';
}
let script: Promise<string> | undefined;

/** A port is an origin: each host has a storage of its own in a browser that knew another one. */
export async function openHost(): Promise<Host> {
  script ??= bundle();
  const code = await script;
  const told: number[] = [];
  const server: Server = createServer(({ url = '' }, response) => {
    const answer = (type: string, body: string): void => {
      response.setHeader('content-type', `${type}; charset=utf-8`);
      response.end(body);
    };
    const number = /^\/told\/(\d+)$/.exec(url)?.[1];
    if (number) told.push(Number(number));
    if (url === '/')
      answer('text/html', '<!doctype html><title>Work</title><script type="module" src="/page.js"></script>');
    else if (url === '/page.js') answer('text/javascript', code);
    else if (url === '/elsewhere') answer('text/html', '<!doctype html><title>Elsewhere</title>');
    else answer('application/json', 'null');
  });
  const url = `http://localhost:${await listen(server)}/`;
  return { url, elsewhere: `${url}elsewhere`, told, close: () => shut(server) };
}
