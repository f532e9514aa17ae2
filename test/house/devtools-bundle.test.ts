import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Rolldown } from 'vite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeWorkFolder } from '../support/work-folder.ts';
import { readSource, root } from './sources.ts';

type Exports = Readonly<Record<string, Readonly<Record<string, string>> | string>>;

/** The package as it is published, but with the sources where it has what is built of them. */
function installFromSource(folder: string): void {
  const place = join(folder, 'node_modules/holdfast');
  mkdirSync(place, { recursive: true });
  symlinkSync(join(root, 'src'), join(place, 'src'));
  const { name, type, exports } = JSON.parse(readSource('package.json')) as { exports: Exports } & Record<
    string,
    unknown
  >;
  const toSource = (path: string): string => path.replace(/^\.\/dist\/(.*)\.js$/, './src/$1.ts');
  const doors = Object.entries(exports).map(([door, ways]) => [
    door,
    typeof ways === 'string'
      ? ways
      : Object.fromEntries(Object.entries(ways).map(([condition, path]) => [condition, toSource(path)])),
  ]);
  const settings = { name, type, sideEffects: false, exports: Object.fromEntries(doors) };
  writeFileSync(join(place, 'package.json'), JSON.stringify(settings));
  // Without a name of its own the folder would be a part of the library, which resolves itself.
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'an-application' }));
}

const page = (door: string): string => `
import { createSession, cookie } from 'holdfast';
import { inspect, SessionDevtools } from '${door}';
const transport = cookie({ session: '/a', signIn: '/b', signOut: '/c' });
export const session = createSession({ name: 'shop', transport, platform: inspect() });
export { SessionDevtools };
`;

/** The chunks that an application loads before anything is asked for. */
function loadedAtOnce(chunks: readonly Rolldown.OutputChunk[]): Rolldown.OutputChunk[] {
  const loaded = chunks.filter(({ isEntry }) => isEntry);
  for (const { imports } of loaded)
    loaded.push(...chunks.filter((chunk) => imports.includes(chunk.fileName) && !loaded.includes(chunk)));
  return loaded;
}

describe('the devtools in an application’s build', () => {
  const folder = makeWorkFolder('devtools-bundle');
  beforeAll(() => installFromSource(folder.path));
  afterAll(() => {
    vi.unstubAllEnvs();
    folder.remove();
  });

  async function bundle(door: string, mode: 'development' | 'production'): Promise<Rolldown.OutputChunk[]> {
    vi.stubEnv('NODE_ENV', mode);
    const entry = join(folder.path, `${mode}.ts`);
    writeFileSync(entry, page(door));
    const built = await build({
      configFile: false,
      root: folder.path,
      logLevel: 'error',
      mode,
      resolve: { preserveSymlinks: true },
      build: {
        write: false,
        minify: false,
        rolldownOptions: {
          input: entry,
          external: [/^react/, /^zustand/, 'idb-keyval'],
          preserveEntrySignatures: 'strict',
          output: { format: 'es' },
        },
      },
    });
    const outputs = [built].flat() as Rolldown.RolldownOutput[];
    return outputs.flatMap(({ output }) => output.filter((it) => it.type === 'chunk'));
  }
  const holds = (chunks: readonly Rolldown.OutputChunk[], text: string): boolean =>
    chunks.some(({ code }) => code.includes(text));
  const marks = ['Shared record', 'data-holdfast-devtools', 'holdfast.observer'];

  it('are nothing in production: the same names, and none of what is behind them', async () => {
    const chunks = await bundle('holdfast/devtools', 'production');
    expect(holds(chunks, 'SessionDevtools')).toBe(true);
    expect(marks.filter((mark) => holds(chunks, mark))).toEqual([]);
  });

  it.each([
    ['while one develops', 'holdfast/devtools', 'development'],
    ['where a build for production asks for them', 'holdfast/devtools/production', 'production'],
  ] as const)('are there %s, and their panel is loaded when it is opened', async (_, door, mode) => {
    const chunks = await bundle(door, mode);
    expect(marks.filter((mark) => !holds(chunks, mark))).toEqual([]);
    const first = loadedAtOnce(chunks);
    expect([holds(first, 'data-holdfast-devtools'), holds(first, 'Shared record')]).toEqual([true, false]);
  });
});
