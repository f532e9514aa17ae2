import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { makeWorkFolder } from './work-folder.ts';

/** The folders of a built demo: one that has a server behind it, and one that carries its backend inside the page. */
export interface BuiltDemo {
  readonly served: string;
  readonly inPage: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** `startServer({ root: inject('demo').served })` is a shop to walk into. */
    demo: BuiltDemo;
  }
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const vite = join(root, 'node_modules/vite/bin/vite.js');

async function build(mode: string, outDir: string): Promise<string> {
  // Not as a part of this test run, but as `npm run build` does it.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VITEST|TEST$|NODE_ENV$)/.test(name)),
  );
  const args = [vite, 'build', '--mode', mode, '--outDir', outDir, '--logLevel', 'error'];
  await promisify(execFile)(process.execPath, args, { cwd: root, env });
  return outDir;
}

/** Builds the demo once for all stories that are told in real tabs. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = makeWorkFolder('demo');
  const [served, inPage] = await Promise.all([
    build('demo', join(folder.path, 'served')),
    build('pages', join(folder.path, 'in-page')),
  ]);
  project.provide('demo', { served, inPage });
  return folder.remove;
}
