import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';
import { readRedis } from '../support/redis.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the page that every real server is asked from: `app.js` and nothing else. */
    page: string;
  }
}

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Builds `page.ts` once for all stories that have a real server behind them. */
export default async function setup(project: TestProject): Promise<() => void> {
  const { missing } = await readRedis();
  if (missing) process.stdout.write(`skipped: everything with Redis, there is ${missing}\n`);
  const cache = join(root, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  // Of its own, so that two runs at once don't take each other's page away.
  const directory = mkdtempSync(join(cache, 'page-'));
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    resolve: { alias: [{ find: /^holdfast$/, replacement: join(root, 'src/index.ts') }] },
    build: {
      outDir: directory,
      minify: false,
      target: 'es2022',
      lib: { entry: join(root, 'test/servers/page.ts'), formats: ['es'], fileName: () => 'app.js' },
    },
  });
  project.provide('page', directory);
  return () => rmSync(directory, { recursive: true, force: true });
}
