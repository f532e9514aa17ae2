import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** As from a terminal: without what a test runner says of itself to those below it, and without colours. */
const plain = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV|FORCE_COLOR)/.test(name)),
);

/** Runs a program to its end, in the checkout unless told where: what it says. It is part of the failure, if it fails. */
export function run(
  program: string,
  args: readonly string[],
  cwd: string = root,
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const env = { ...plain, NO_COLOR: '1', ...environment };
  return new Promise((done, fail) => {
    execFile(program, args, { cwd, env, maxBuffer: 2 ** 26 }, (error, said, complained) =>
      error ? fail(new Error(`${program} ${args.join(' ')}: ${error.message}\n${said}${complained}`)) : done(said),
    );
  });
}

/** Builds the library anew, into `dist`. */
export async function buildLibrary(): Promise<void> {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  await run('npm', ['run', 'build:library']);
}

/** Packs what `dist` holds, as it would be published: the path of the archive. */
export async function packLibrary(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  await run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder]);
  const [archive] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  if (!archive) throw new Error('npm pack left no archive');
  return join(folder, archive);
}
