import { cpSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { readEngines } from '../support/browsers.ts';
import { listen, shut } from '../support/listen.ts';
import type { TestBrowser } from '../support/tab.ts';
import { copyApplication } from './installed.ts';

const [chromium] = await readEngines();
let browser: TestBrowser;
beforeAll(async () => {
  if (!chromium?.missing) browser = (await chromium?.open()) as TestBrowser;
});
afterAll(() => browser?.close());

/** The page as Vite builds it out of an application's own packages, with the smallest server that knows who is signed in. */
async function serve(application: string): Promise<{ url: string; close: () => Promise<void> }> {
  cpSync(fileURLToPath(new URL('app', import.meta.url)), application, { recursive: true });
  const settings = { configFile: false, root: application, logLevel: 'error', mode: 'production' } as const;
  await build({ ...settings, plugins: [react()], build: { outDir: 'site' } });
  const server = createServer(async (request, response) => {
    const path = request.url === '/' ? '/index.html' : String(request.url);
    const signedIn = path === '/api/sign-in' || request.headers.cookie?.includes('sid=1');
    if (!path.startsWith('/api/')) {
      response.setHeader('content-type', path.endsWith('.html') ? 'text/html' : 'text/javascript');
      response.end(await readFile(join(application, 'site', path)));
      return;
    }
    if (path !== '/api/session') {
      response.setHeader('set-cookie', `sid=${path === '/api/sign-in' ? 1 : 0}; HttpOnly; SameSite=Lax; Path=/`);
    }
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(signedIn && path !== '/api/sign-out' ? { user: { id: '1', name: 'Ada' } } : null));
  });
  return { url: `http://localhost:${await listen(server)}`, close: () => shut(server) };
}

/** Another copy of React, under the name that applications know. */
const react18 = { react: 'react-18', 'react-dom': 'react-dom-18', scheduler: 'react-dom-18/node_modules/scheduler' };

describe.skipIf(chromium?.missing)('a new application with the packed library', () => {
  it.each([
    [19, {}],
    [18, react18],
  ])('signs in, keeps what is typed over a reload and signs out, with React %i', async (major, packages) => {
    const site = await serve(copyApplication(inject('application'), packages));
    const tab = await browser.newTab();
    const complaints: string[] = [];
    tab.page?.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    tab.page?.on('pageerror', (error) => complaints.push(String(error)));
    try {
      await tab.goto(site.url);
      await tab.click('#in');
      await expect.poll(() => tab.text('h1')).toMatch(new RegExp(`^Ada, React ${major}\\.`));
      await tab.type('input', 'two fenders');
      await tab.click('#add');
      await expect.poll(() => tab.text('main p')).toBe('saved, 1 in the cart');
      await tab.reload();
      await expect.poll(() => tab.run(() => document.querySelector('input')?.value)).toBe('two fenders');
      await expect.poll(() => tab.text('main p')).toBe('saved, 1 in the cart');
      await tab.click('#out');
      await expect.poll(() => tab.text('#in')).toBe('Sign in');
      expect(complaints).toEqual([]);
    } finally {
      await tab.close();
      await site.close();
    }
  });
});
