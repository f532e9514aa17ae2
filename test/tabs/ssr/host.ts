import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type InlineConfig } from 'vite';
import type { Initial, User } from './page.tsx';

/** A server that renders its page for whoever the cookie names. */
export interface Host {
  readonly url: string;
  close(): void;
}

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '../../..');

/** With the major version of React that an application may have. */
async function bundle(major: number, directory: string): Promise<void> {
  const react = (name: string) => ({ find: new RegExp(`^${name}(?=/|$)`), replacement: `${name}-18` });
  const shared = (entry: string): InlineConfig => ({
    configFile: false,
    root: here,
    logLevel: 'error',
    publicDir: false,
    // React's own checks are what this is about.
    mode: 'development',
    define: { 'process.env.NODE_ENV': '"development"' },
    resolve: {
      alias: [
        { find: /^holdfast$/, replacement: join(root, 'src/index.ts') },
        { find: /^holdfast\/react$/, replacement: join(root, 'src/react.ts') },
        ...(major === 18 ? [react('react'), react('react-dom')] : []),
      ],
    },
    build: {
      outDir: directory,
      emptyOutDir: false,
      minify: false,
      target: 'es2022',
      rolldownOptions: { input: join(here, entry), output: { entryFileNames: '[name].js', format: 'es' } },
    },
  });
  await build(shared('client.tsx'));
  const server = shared('server.tsx');
  await build({ ...server, ssr: { noExternal: true }, build: { ...server.build, ssr: true } });
}

const nameIn = (request: IncomingMessage): string | undefined => /\bname=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
const people: Readonly<Record<string, User>> = { ada: { id: 'ada', name: 'Ada Lovelace' } };

export async function openHost(major: number): Promise<Host> {
  const cache = join(root, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const directory = mkdtempSync(join(cache, 'ssr-'));
  await bundle(major, directory);
  const { renderPage } = (await import(
    pathToFileURL(join(directory, 'server.js')).href
  )) as typeof import('./server.tsx');
  const script = readFileSync(join(directory, 'client.js'));

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    const name = nameIn(request);
    const user = (name && people[name]) || null;
    const json = (body: unknown): void => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(body));
    };
    if (pathname === '/client.js') {
      response.setHeader('content-type', 'text/javascript');
      response.end(script);
    } else if (pathname === '/api/session') json(user && { user });
    else if (pathname === '/api/sign-in') {
      response.setHeader('set-cookie', 'name=ada; HttpOnly; Path=/; SameSite=Lax');
      json({ user: people['ada'] });
    } else if (pathname === '/api/sign-out') {
      response.setHeader('set-cookie', 'name=; HttpOnly; Path=/; Max-Age=0');
      response.writeHead(204).end();
    } else {
      // Whom the page is rendered for: nobody looked, whoever the cookie names, or a cache remembers Ada.
      const initials: Readonly<Record<string, Initial>> = {
        '/': user && { user },
        '/cached': { user: people['ada'] as User },
      };
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(renderPage(initials[pathname]));
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
