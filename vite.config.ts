import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { msw } from 'msw/vite';
import { defineConfig, type TestProjectConfiguration, type ViteUserConfig } from 'vitest/config';
import { policy } from './demo/backend/policy-plugin.ts';
import { type BackendOptions, backend } from './demo/backend/vite-plugin.ts';
import { doorAliases, doorEntries } from './test/support/doors.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const testing = process.env['VITEST'] !== undefined;

const doors = doorAliases();

const library: ViteUserConfig = {
  publicDir: false,
  build: {
    target: 'es2022',
    minify: false,
    sourcemap: true,
    lib: {
      entry: doorEntries(),
      formats: ['es'],
    },
    rolldownOptions: {
      external: [/^react/, /^@testing-library/, /^zustand/, /^idb-keyval/, /^oauth4webapi/],
      output: { preserveModules: true, preserveModulesRoot: at('src'), entryFileNames: '[name].js' },
    },
  },
};

/** The demo, with its backend in Vite's own servers. */
export const demoConfig = (state?: BackendOptions): ViteUserConfig => ({
  root: at('demo'),
  resolve: { alias: doors },
  plugins: [react(), msw(), policy(), backend(state)],
  server: { port: Number(process.env['PORT'] ?? 5173), strictPort: true, fs: { allow: [at('.')] } },
  preview: { port: Number(process.env['PORT'] ?? 5173), strictPort: true },
  build: { target: 'es2022', outDir: at('dist-demo'), emptyOutDir: true, sourcemap: true },
});

/** The oldest React that is promised, in place of today's. How things look is the same in both, so it is looked at once. */
const react18 = [
  { find: /^react(?=\/|$)/, replacement: 'react-18' },
  { find: /^react-dom(?=\/|$)/, replacement: 'react-dom-18' },
];

const include = (...rooms: readonly string[]): string[] => rooms.map((room) => `test/${room}.test.{ts,tsx}`);

/** What engines do each in their own way: storage, locks, channels, keys, what a page is told of itself. docs/engines.md has the table. */
const differing = include(
  'browser/platform/{database,network,page}',
  'contract/**/*.browser',
  'browser/react/{cart,sync,title,react-version,hydration,record}',
);

/** And what somebody does and meets there: focus, keys, dialogs, looks. */
const handled = include(
  'browser/react/{hooks,focused-field,keyboard,warning,speech,gate-dialog,language,look,gate-look}',
  'browser/devtools/walk',
);

/** The projects that run inside a real page. Vite must know their packages beforehand: to find one later it reloads the page. */
async function inBrowser(): Promise<TestProjectConfiguration[]> {
  const { playwright } = await import('@vitest/browser-playwright');
  const { readAllEngines } = await import('./test/support/browsers.ts');
  const { readFirefoxPages } = await import('./test/support/firefox-provider.ts');
  const { readWebkitPages } = await import('./test/support/webkit-provider.ts');
  const { chromiumArgs, findChromium } = await import('./test/support/chromium.ts');
  for (const { name, missing } of await readAllEngines()) {
    if (missing) process.stdout.write(`skipped: everything in ${name}, there is ${missing}\n`);
  }
  const found = await findChromium();
  if (!found) return [];
  const environment: Record<string, string | undefined> = { ...process.env, ...found.env };
  const launchOptions = {
    args: [...chromiumArgs],
    executablePath: found.executablePath,
    env: Object.fromEntries(
      Object.entries(environment).filter((pair): pair is [string, string] => pair[1] !== undefined),
    ),
  };
  const firefoxPages = readFirefoxPages();
  const firefox = firefoxPages && { browser: 'firefox' as const, provider: firefoxPages };
  const webkitPages = readWebkitPages();
  const webkit = webkitPages && { browser: 'webkit' as const, provider: webkitPages };
  const chromium = { browser: 'chromium' as const, provider: playwright({ launchOptions }) };
  const project = (
    name: string,
    files: string[],
    major = 19,
    alias = doors,
    instance: typeof chromium | { browser: 'firefox' | 'webkit'; provider: typeof chromium.provider } = chromium,
  ): TestProjectConfiguration => ({
    extends: true,
    resolve: { alias },
    optimizeDeps: {
      include: [
        ...['react', 'react/jsx-runtime', 'react/jsx-dev-runtime', 'react-dom', 'react-dom/client', 'react-dom/server'],
        ...['@testing-library/react', '@testing-library/dom', 'axe-core', 'fast-check', 'zod', 'valibot', 'arktype'],
        ...['zustand', 'zustand/vanilla', 'idb-keyval', 'msw/browser', 'msw/http'],
        ...['react-hook-form', '@hookform/resolvers/standard-schema', '@tanstack/react-form'],
        ...['hono', 'hono/body-limit', 'hono/cookie', 'hono/utils/cookie', '@noble/hashes/argon2.js'],
      ],
    },
    test: {
      name,
      include: files,
      provide: { react: major, pictures: process.env['HOLDFAST_PICTURES'] !== undefined },
      // One page of each React, side by side in a browser of its own. Elsewhere the focus is in one page at a time.
      maxWorkers: instance === chromium ? 2 : 1,
      // To load everything for each file anew takes Firefox longer than the stories.
      isolate: instance !== firefox,
      testTimeout: instance === chromium ? 15_000 : 60_000,
      sequence: { groupOrder: instance === chromium ? 2 : 3 },
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        viewport: { width: 1024, height: 768 },
        provider: instance.provider,
        // A copy: Vitest writes the name of the project into it.
        instances: [{ ...instance }],
      },
    },
  });
  return [
    project('browser', include('browser/**/*', 'contract/**/*.browser')),
    ...(firefox ? [project('firefox', [...differing, ...handled], 19, doors, firefox)] : []),
    ...(webkit ? [project('webkit', [...differing, ...handled], 19, doors, webkit)] : []),
    project('browser, React 18', include('browser/react/!(look)'), 18, [...react18, ...doors]),
  ];
}

/** Loaded only for tests, so that nobody else pays for a browser driver. */
async function tests(): Promise<ViteUserConfig> {
  const { default: sequencer } = await import('./test/support/order.ts');
  // The quick ones come first, and real browsers last, one project after another: a page is to be as it is for a person.
  // What a file loads stays loaded for the next one: nothing of the library is global, and so nothing is left over.
  const ownModules = at('test/support/own-modules.ts');
  const sequence = { groupOrder: 1 };
  const first = { maxWorkers: '100%', isolate: false, environment: 'node', setupFiles: ownModules, sequence };
  const page = { ...first, setupFiles: [ownModules, at('test/support/unit.ts')] };
  const tabs = {
    environment: 'node',
    isolate: false,
    setupFiles: ownModules,
    // Much of these is waiting: for a browser to start, a server to answer, a real half minute to pass. Three files wait side by side,
    // and within a file the stories that wait for the same half minute.
    maxWorkers: 3,
    maxConcurrency: 10,
    sequence: { groupOrder: 4 },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 10_000, interval: 50 } },
  } as const;
  return {
    resolve: { alias: doors },
    plugins: [react(), msw()],
    test: {
      passWithNoTests: true,
      sequence: { sequencer },
      reporters: ['default', at('test/support/closing-line.ts')],
      coverage: { provider: 'v8', include: ['src/**'], reportsDirectory: 'coverage' },
      projects: [
        // Some stories wait for a real server, and a machine may be busy. In `npm run test:long` a property takes minutes.
        {
          extends: true,
          test: {
            ...page,
            name: 'unit',
            include: include('unit/**/*'),
            testTimeout: process.env['HOLDFAST_RUNS'] ? 3_600_000 : 30_000,
            hookTimeout: 30_000,
          },
        },
        { extends: true, test: { ...page, name: 'types', include: include('types/**/*') } },
        {
          extends: true,
          test: { ...page, name: 'contract', include: include('contract/**/*'), exclude: include('**/*.browser') },
        },
        {
          extends: true,
          test: { ...first, name: 'house', include: include('house/**/*'), testTimeout: 60_000 },
        },
        ...(await inBrowser()),
        {
          extends: true,
          test: { ...tabs, name: 'tabs', include: include('tabs/**/*'), globalSetup: at('test/support/demo.ts') },
        },
        {
          extends: true,
          test: {
            ...tabs,
            name: 'servers',
            include: include('servers/**/*'),
            globalSetup: at('test/servers/built-page.ts'),
          },
        },
        {
          extends: true,
          test: {
            ...tabs,
            name: 'package',
            include: include('package/**/*'),
            globalSetup: at('test/package/installed.ts'),
            sequence: { groupOrder: 6 },
          },
        },
      ],
    },
  };
}

const config: ReturnType<typeof defineConfig> = defineConfig(async ({ command, mode }) => {
  if (testing) return tests();
  // `demo` has a server behind it, `pages` carries its backend inside the page; any other build is the library's.
  const demo = demoConfig();
  if (mode === 'pages') return { ...demo, build: { ...demo.build, outDir: at('dist-pages') } };
  return command === 'build' && mode !== 'demo' ? library : demo;
});
export default config;
