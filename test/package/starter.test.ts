import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build, preview } from 'vite';
import { beforeAll, expect, inject, it } from 'vitest';
import { server } from '../../demo/starter/server.ts';
import { readSource, root } from '../house/sources.ts';
import { readEngines } from '../support/browsers.ts';
import { run } from '../support/pack.ts';
import type { Tab } from '../support/tab.ts';
import { copyApplication } from './installed.ts';

const modules = join(root, 'node_modules');
const { dependencies, devDependencies } = JSON.parse(readSource('demo/starter/package.json')) as Record<
  'dependencies' | 'devDependencies',
  Record<string, string>
>;

/** The starter as somebody copied it, with the packed library in it. */
function copyStarter(): string {
  const folder = copyApplication(inject('application'), { zod: 'zod' });
  cpSync(join(root, 'demo/starter'), folder, { recursive: true });
  for (const name of Object.keys(devDependencies)) {
    mkdirSync(dirname(join(folder, 'node_modules', name)), { recursive: true });
    symlinkSync(join(modules, name), join(folder, 'node_modules', name), 'dir');
  }
  return folder;
}

const [chromium] = await readEngines();
const quiet = { configFile: false, logLevel: 'error' } as const;
let folder = '';
let built: readonly { readonly fileName: string }[] = [];

beforeAll(async () => {
  folder = copyStarter();
  const made = await build({ ...quiet, root: folder, plugins: [react()] });
  built = [made].flat().flatMap((one) => ('output' in one ? one.output : []));
});

it('the starter compiles and builds wherever it is copied to', async () => {
  expect(await run(process.execPath, [join(modules, 'typescript/bin/tsc'), '-p', folder], folder)).toBe('');
  expect(built.map(({ fileName }) => fileName.replace(/-.*\./, '.')).toSorted()).toEqual([
    'assets/index.css',
    'assets/index.js',
    'index.html',
  ]);
});

it.skipIf(chromium?.missing)(
  'the starter signs in, shops and signs out in both of two tabs, whichever did it',
  async () => {
    const site = await preview({ ...quiet, root: folder, plugins: [server()], preview: { port: 0 } });
    const browser = await chromium!.open();
    try {
      const url = site.resolvedUrls?.local[0] ?? '';
      const tabs = [await browser.newTab(), await browser.newTab()] as const;
      const complaints: string[] = [];
      for (const { page } of tabs)
        page?.on('console', (message) => {
          if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
        });
      const both = (selector: string, text: string) =>
        expect.poll(() => Promise.all(tabs.map((tab) => tab.text(selector)))).toEqual([text, text]);
      const signIn = async (tab: Tab, name: string): Promise<void> => {
        await tab.type('[name=name]', name);
        await tab.type('[name=password]', 'tea');
        await tab.click('[type=submit]');
      };
      const [here, there] = tabs;
      for (const tab of tabs) await tab.goto(url);
      await both('h1', 'The tea order');
      await signIn(here, 'ada');
      await both('h1', 'Tea for Ada');
      await there.click('[aria-label="One more"]');
      await both('output', '1');
      await there.click('header button');
      await both('h1', 'The tea order');
      await signIn(there, 'grace');
      await both('h1', 'Tea for Grace');
      await both('output', '0');
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
      await site.close();
    }
  },
);

it('the starter asks for the versions that its stories are run with', () => {
  const own = JSON.parse(readSource('package.json')) as {
    version: string;
    dependencies: Record<string, string>;
    devDependencies: Record<string, string>;
  };
  const known = { holdfast: own.version, ...own.devDependencies, ...own.dependencies };
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
    expect([name, version]).toEqual([name, `^${known[name as keyof typeof known]}`]);
});
