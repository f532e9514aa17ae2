import { execFileSync } from 'node:child_process';
import {
  accessSync,
  constants,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import { chromium } from 'playwright';

/** A Chromium that tests can start. */
export interface Chromium {
  readonly executablePath: string;
  /** False for the headless shell that npm brings: it has no bfcache and its tabs are always visible. */
  readonly full: boolean;
  /** What its process needs in the environment. */
  readonly env: Readonly<Record<string, string>>;
}

/** The flags for every start. The sandbox stays on wherever the browser can have one. */
export const chromiumArgs: readonly string[] = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** The first of these programs that can be run from PATH. */
export function findOnPath(...programs: readonly string[]): string | undefined {
  const directories = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  for (const program of programs) {
    for (const directory of directories) {
      try {
        accessSync(join(directory, program), constants.X_OK);
        return join(directory, program);
      } catch {
        // Not here: the next directory.
      }
    }
  }
  return undefined;
}

/** Unpacks the browser inside `@sparticuz/chromium`, once, into node_modules/.cache. */
async function unpackChromium(): Promise<Chromium | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const bin = join(root, 'node_modules/@sparticuz/chromium/bin');
  if (!existsSync(bin)) return undefined;
  const cache = join(root, 'node_modules/.cache');
  const directory = join(cache, 'chromium-153.0.0');
  if (!existsSync(directory)) {
    mkdirSync(cache, { recursive: true });
    const work = mkdtempSync(join(cache, 'unpack-'));
    const inflate = (from: string, to: string, mode: number): Promise<void> =>
      pipeline(
        createReadStream(join(bin, from)),
        createBrotliDecompress(),
        createWriteStream(join(work, to), { mode }),
      );
    const archives = ['al2023', 'swiftshader', 'fonts'];
    await Promise.all([
      inflate('chromium.br', 'chromium', 0o755),
      ...archives.map((name) => inflate(`${name}.tar.br`, `${name}.tar`, 0o644)),
    ]);
    for (const name of archives) {
      execFileSync('tar', ['xf', `${name}.tar`], { cwd: work });
      rmSync(join(work, `${name}.tar`));
    }
    try {
      renameSync(work, directory);
    } catch {
      // Another process was first: its copy is as good.
      rmSync(work, { recursive: true, force: true });
    }
  }
  return {
    executablePath: join(directory, 'chromium'),
    full: false,
    env: { LD_LIBRARY_PATH: join(directory, 'lib') },
  };
}

/** HOLDFAST_CHROMIUM (a path, or `npm`), else one on PATH, else Playwright's own download, else the one npm brought. */
export async function findChromium(): Promise<Chromium | undefined> {
  const asked = process.env['HOLDFAST_CHROMIUM'];
  if (asked === 'npm') return unpackChromium();
  const downloaded = chromium.executablePath();
  const executablePath = asked ?? findOnPath(...names) ?? (existsSync(downloaded) ? downloaded : undefined);
  return executablePath ? { executablePath, full: true, env: {} } : unpackChromium();
}
