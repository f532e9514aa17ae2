import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, mergeConfig } from 'vite';
import type { Initial, User } from '../../../docs/recipes/next/shop-session.tsx';
import { listen, shut } from '../../support/listen.ts';
import { pageBuild } from '../../support/page-build.ts';
import { makeWorkFolder } from '../../support/work-folder.ts';

/** A server that renders its page for whoever the cookie names. */
export interface Host {
  readonly url: string;
  close(): Promise<void>;
}

const here = fileURLToPath(new URL('.', import.meta.url));

/** With the major version of React that an application may have. */
async function bundle(major: number, directory: string): Promise<void> {
  const react = (name: string) => ({ find: new RegExp(`^${name}(?=/|$)`), replacement: `${name}-18` });
  const alias = major === 18 ? [react('react'), react('react-dom')] : [];
  const bundleOne = (entry: string, ssr: boolean) =>
    // React's own checks are what this is about.
    build(
      mergeConfig(
        pageBuild('development', {
          ssr,
          outDir: directory,
          emptyOutDir: false,
          rolldownOptions: { input: join(here, entry), output: { entryFileNames: '[name].js', format: 'es' } },
        }),
        { resolve: { alias }, ssr: { noExternal: true } },
      ),
    );
  await bundleOne('client.tsx', false);
  await bundleOne('server.tsx', true);
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return JSON.parse(text);
}

const nameIn = (request: IncomingMessage): string | undefined => /\bname=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
const people: Readonly<Record<string, User>> = {
  ada: { id: 'ada', name: 'Ada Lovelace' },
  grace: { id: 'grace', name: 'Grace Hopper' },
};

export async function openHost(major: number): Promise<Host> {
  const folder = makeWorkFolder('ssr');
  await bundle(major, folder.path);
  const { renderPage } = (await import(
    pathToFileURL(join(folder.path, 'server.js')).href
  )) as typeof import('./server.tsx');
  const script = readFileSync(join(folder.path, 'client.js'));

  const server = createServer(async (request, response) => {
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
      const { name: who } = (await readJson(request)) as { name: string };
      response.setHeader('set-cookie', `name=${who}; HttpOnly; Path=/; SameSite=Lax`);
      json({ user: people[who] });
    } else if (pathname === '/api/sign-out') {
      response.setHeader('set-cookie', 'name=; HttpOnly; Path=/; Max-Age=0');
      response.writeHead(204).end();
    } else if (pathname === '/drawn-anew') json(user && { user });
    else {
      // Whom the page is rendered for: nobody looked, whoever the cookie names, or a cache remembers Ada.
      const initials: Readonly<Record<string, Initial>> = {
        '/': user && { user },
        '/cached': { user: people['ada'] as User },
      };
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(await renderPage(initials[pathname]));
    }
  });
  const port = await listen(server);
  return {
    url: `http://localhost:${port}`,
    async close() {
      await shut(server);
      folder.remove();
    },
  };
}
