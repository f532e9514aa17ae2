import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import { listen, shut } from '../../support/listen.ts';
import { pageBuild } from '../../support/page-build.ts';
import type { Told } from './page.tsx';

/** Serves the page of these stories. Each story has a host name, and so a server session and a storage, of its own. */
export interface Host {
  /** The page at a host of that name, with limits in seconds: `at('hidden', '?idle=30')`. Or `elsewhere`, where there is no session. */
  at(name: string, query?: string): string;
  /** How often a host was asked for something, as `count('hidden', '/api/sign-out')`. */
  count(name: string, path: string): number;
  /** What a page told that nobody is attached to. */
  told(name: string): Told | undefined;
  close(): Promise<void>;
}

/** The script of `page.tsx`, as a browser takes it. */
async function bundle(): Promise<string> {
  const input = fileURLToPath(new URL('page.tsx', import.meta.url));
  const built = await build(pageBuild('development', { write: false, rolldownOptions: { input } }));
  const [output] = [built].flat() as Rolldown.RolldownOutput[];
  return output?.output[0].code ?? '';
}

const html = (body: string): string => `<!doctype html><html lang="en"><title>Time</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">${body}</html>`;
const pages: Readonly<Record<string, string>> = {
  '/': html('<div id="root"></div><script type="module" src="/page.js"></script>'),
  '/elsewhere': html('<h1>Elsewhere</h1>'),
  '/frame': html('<button id="inside">Inside</button>'),
};

export async function openHost(): Promise<Host> {
  const script = await bundle();
  const asked: string[] = [];
  /** Whoever the server knows it never forgets by itself: what ends a session here is the page. */
  const signedIn = new Set<string>();
  const told = new Map<string, Told>();

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    const name = request.headers.host?.split('.')[0] ?? '';
    asked.push(`${name} ${pathname}`);
    const answer = (type: string, body: string): void => {
      response.setHeader('content-type', `${type}; charset=utf-8`);
      response.end(body);
    };
    const page = pages[pathname];
    if (page) answer('text/html', page);
    else if (pathname === '/page.js') answer('text/javascript', script);
    else if (pathname === '/api/sign-out') {
      signedIn.delete(name);
      response.writeHead(204).end();
    } else if (pathname === '/told') {
      let body = '';
      request.on('data', (part) => {
        body += part;
      });
      request.on('end', () => void told.set(name, JSON.parse(body) as Told));
      response.writeHead(204).end();
    } else {
      if (pathname === '/api/sign-in') signedIn.add(name);
      answer('application/json', JSON.stringify(signedIn.has(name) ? { user: { id: 'ada' } } : null));
    }
  });
  const port = await listen(server);
  return {
    at: (name, query = '') => `http://${name}.localhost:${port}/${query}`,
    count: (name, path) => asked.filter((it) => it === `${name} ${path}`).length,
    told: (name) => told.get(name),
    close: () => shut(server),
  };
}
