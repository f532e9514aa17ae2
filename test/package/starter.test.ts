import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { expect, inject, it } from 'vitest';
import { readSource, root } from '../house/sources.ts';
import { run } from '../support/pack.ts';
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

it('the starter compiles and builds wherever it is copied to', async () => {
  const folder = copyStarter();
  expect(await run(process.execPath, [join(modules, 'typescript/bin/tsc'), '-p', folder], folder)).toBe('');
  const built = await build({
    root: folder,
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    build: { write: false },
  });
  const [{ output } = { output: [] }] = [built].flat() as { output: { readonly fileName: string }[] }[];
  expect(output.map(({ fileName }) => fileName.replace(/-.*\./, '.')).toSorted()).toEqual([
    'assets/index.css',
    'assets/index.js',
    'index.html',
  ]);
});

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
