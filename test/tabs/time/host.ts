import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { Told } from './page.tsx';

/** Serves the page of these stories. Each story has a host name, and so a server session and a storage, of its own. */
export interface Host {
  /** The page at a host of that name, with limits in seconds: `at('hidden', '?idle=30')`. Or `elsewhere`, where there is no session. */
  at(name: string, query?: string): string;
  /** How often a host was asked for something, as `count('hidden', '/api/sign-out')`. */
  count(name: string, path: string): number;
  /** What a page told that nobody is attached to. */
  told(name: string): Told | undefined;
  close(): void;
}

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '../../..');

async function bundle(directory: string): Promise<string> {
  await build({
    configFile: false,
    root: here,
    logLevel: 'error',
    publicDir: false,
    mode: 'development',
    define: { 'process.env.NODE_ENV': '"development"' },
    resolve: {
      alias: [
        { find: /^holdfast$/, replacement: join(root, 'src/index.ts') },
        { find: /^holdfast\/react$/, replacement: join(root, 'src/react.ts') },
      ],
    },
    build: {
      outDir: directory,
      minify: false,
      target: 'es2022',
      rolldownOptions: { input: join(here, 'page.tsx'), output: { entryFileNames: '[name].js', format: 'es' } },
    },
  });
  return readFileSync(join(directory, 'page.js'), 'utf8');
}

const html = (body: string): string => `<!doctype html><html lang="en"><title>Time</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">${body}</html>`;
const pages: Readonly<Record<string, string>> = {
  '/': html('<div id="root"></div><script type="module" src="/page.js"></script>'),
  '/elsewhere': html('<h1>Elsewhere</h1>'),
  '/frame': html('<button id="inside">Inside</button>'),
};

export async function openHost(): Promise<Host> {
  const cache = join(root, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const directory = mkdtempSync(join(cache, 'time-'));
  const script = await bundle(directory);
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
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    at: (name, query = '') => `http://${name}.localhost:${port}/${query}`,
    count: (name, path) => asked.filter((it) => it === `${name} ${path}`).length,
    told: (name) => told.get(name),
    close() {
      server.closeAllConnections();
      server.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
