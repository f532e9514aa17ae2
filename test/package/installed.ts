import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { root } from '../house/sources.ts';
import { buildLibrary, packLibrary, run } from '../support/pack.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of an application into which npm has installed the packed library, and React. */
    application: string;
  }
}

const modules = join(root, 'node_modules');
const removal = { recursive: true, force: true };

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const readManifest = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/** These packages of the checkout, and what `more` says that each needs. */
function withNeeded(
  names: readonly string[],
  more: (manifest: Manifest) => object,
  found: Set<string> = new Set(),
): readonly string[] {
  for (const name of names) {
    if (found.has(name) || !existsSync(join(modules, name))) continue;
    found.add(name);
    withNeeded(Object.keys(more(readManifest(join(modules, name)))), more, found);
  }
  return [...found];
}

const { dependencies = {}, peerDependencies = {} } = readManifest(root);

/** What an application of the first screen has: the dependencies, which npm brings, and React. */
const needed = (): readonly string[] =>
  withNeeded([...Object.keys(dependencies), 'react', 'react-dom'], (manifest) => manifest.dependencies ?? {});

/** Everything that any door asks an application for, and what that asks for. */
export const peers = (): readonly string[] =>
  withNeeded([...Object.keys(peerDependencies), 'react-dom'], (manifest) => ({
    ...manifest.dependencies,
    ...manifest.peerDependencies,
  }));

/** Puts packages of the checkout into an application, as `name` or as `name of an alias → name`. */
export function copyPackages(application: string, names: Readonly<Record<string, string>>): void {
  for (const [name, from] of Object.entries(names)) {
    rmSync(join(application, 'node_modules', name), removal);
    cpSync(join(modules, from), join(application, 'node_modules', name), { recursive: true });
  }
}

/** A copy of the application, with other packages beside the library. It stands next to it, and is gone with it. */
export function copyApplication(application: string, names: Readonly<Record<string, string>>): string {
  const copy = mkdtempSync(`${application}-`);
  cpSync(application, copy, { recursive: true });
  copyPackages(copy, names);
  return copy;
}

/**
 * Packs the library (or takes the archive that HOLDFAST_PACKED names) and lets npm install it into an empty application, far from
 * the checkout, so that nothing is found that wasn't asked for. Without a network: the other packages are the checkout's own.
 */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-package-'));
  const application = join(folder, 'application');
  const remove = (): void => rmSync(folder, removal);
  try {
    let archive = process.env['HOLDFAST_PACKED'];
    if (!archive) {
      await buildLibrary();
      archive = await packLibrary(folder);
    }
    mkdirSync(application);
    writeFileSync(join(application, 'package.json'), JSON.stringify({ name: 'app', private: true, type: 'module' }));
    const quiet = ['--offline', '--install-links', '--ignore-scripts', '--no-audit', '--no-fund'];
    const packages = needed().map((name) => join(modules, name));
    await run('npm', ['install', ...quiet, archive, ...packages], application);
  } catch (error) {
    remove();
    throw error;
  }
  project.provide('application', application);
  return remove;
}
