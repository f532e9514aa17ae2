import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';
import { pageBuild } from '../support/page-build.ts';
import { readRedis } from '../support/redis.ts';
import { makeWorkFolder } from '../support/work-folder.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the page that every real server is asked from: `app.js` and nothing else. */
    page: string;
  }
}

/** Builds `page.ts` once for all stories that have a real server behind them. */
export default async function setup(project: TestProject): Promise<() => void> {
  const { missing } = await readRedis();
  if (missing) process.stdout.write(`skipped: everything with Redis, there is ${missing}\n`);
  const folder = makeWorkFolder('page');
  const entry = fileURLToPath(new URL('page.ts', import.meta.url));
  await build(
    pageBuild('production', { outDir: folder.path, lib: { entry, formats: ['es'], fileName: () => 'app.js' } }),
  );
  project.provide('page', folder.path);
  return folder.remove;
}
