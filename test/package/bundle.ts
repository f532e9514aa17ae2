import { readdirSync, readFileSync } from 'node:fs';
import { posix, relative } from 'node:path';
import { build as esbuild } from 'esbuild';
import { build, type Rolldown } from 'vite';
import { inject } from 'vitest';
import { readSource } from '../house/sources.ts';

/** What is left of a program in an application's bundle. */
export interface Bundle {
  /** Bytes, minified. */
  readonly size: number;
  readonly code: string;
  /** The modules of which something is left: `auth/cookie/cookie.js` for those of the library, `idb-keyval` for a package. */
  readonly modules: readonly string[];
}

/** What the application has beside the library, if it has it. */
const { peerDependencies }: { peerDependencies: object } = JSON.parse(readSource('package.json'));
const peers = Object.keys(peerDependencies);
const isPeer = (id: string): boolean => peers.some((peer) => id === peer || id.startsWith(`${peer}/`));

/** The name of a module in stories. */
function nameOf(path: string): string {
  const inside = posix.normalize(path.split('node_modules/').at(-1) ?? '');
  if (inside.startsWith('holdfast/dist/')) return inside.slice('holdfast/dist/'.length);
  return inside
    .split('/')
    .slice(0, inside.startsWith('@') ? 2 : 1)
    .join('/');
}

const bundled = (code: string, paths: readonly string[]): Bundle => ({
  size: code.length,
  code: code.trim(),
  modules: [...new Set(paths.filter((path) => path.includes('node_modules/')).map(nameOf))].toSorted(),
});

/** All scripts of the packed library, as they are before any bundler. */
export function readPacked(): string {
  const dist = posix.join(inject('application'), 'node_modules/holdfast/dist');
  const scripts = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
  return scripts.map((name) => readFileSync(posix.join(dist, name), 'utf8')).join('\n');
}

/** By Vite. */
export async function bundleByVite(code: string, root: string = inject('application')): Promise<Bundle> {
  const entry = posix.join(root, 'entry.js');
  const built = await build({
    configFile: false,
    root,
    logLevel: 'error',
    mode: 'production',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [
      { name: 'entry', resolveId: (id) => (id === entry ? id : null), load: (id) => (id === entry ? code : null) },
    ],
    build: {
      write: false,
      minify: 'oxc',
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: {
        input: entry,
        external: isPeer,
        preserveEntrySignatures: 'strict',
        output: { format: 'es' },
      },
    },
  });
  const chunks = ([built].flat() as Rolldown.RolldownOutput[])
    .flatMap(({ output }) => output)
    .filter((output) => output.type === 'chunk');
  const left = chunks.flatMap(({ modules }) =>
    Object.entries(modules).filter(([, { renderedLength }]) => renderedLength > 0),
  );
  return bundled(
    chunks.map((chunk) => chunk.code).join(''),
    left.map(([path]) => relative(root, path)),
  );
}

/** By esbuild, which many other tools stand on. */
export async function bundleByEsbuild(code: string): Promise<Bundle> {
  const { outputFiles, metafile } = await esbuild({
    stdin: { contents: code, resolveDir: inject('application') },
    absWorkingDir: inject('application'),
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    logLevel: 'error',
    format: 'esm',
    target: 'es2022',
    define: { 'import.meta.env': 'undefined', 'process.env.NODE_ENV': '"production"' },
    external: peers,
  });
  const left = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs));
  return bundled(
    outputFiles[0]?.text ?? '',
    left.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path),
  );
}
