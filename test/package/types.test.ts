import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { root } from '../house/sources.ts';
import { readDoors } from '../support/doors.ts';
import { run } from '../support/pack.ts';
import { copyApplication, copyPackages, peers } from './installed.ts';

const modules = join(root, 'node_modules');
const named = Object.fromEntries(peers().map((name) => [name, name]));
const types = (react: string): Record<string, string> => ({
  ...named,
  '@types/react': react,
  '@types/react-dom': '@types/react-dom',
  '@types/prop-types': '@types/prop-types',
  csstype: 'csstype',
});

const strict = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  noEmit: true,
  target: 'es2022',
  lib: ['es2024', 'dom', 'dom.iterable'],
  jsx: 'react-jsx',
  types: [],
};
const resolutions = {
  bundler: { module: 'esnext', moduleResolution: 'bundler' },
  nodenext: { module: 'nodenext', moduleResolution: 'nodenext' },
};

let application: string;
beforeAll(() => {
  application = copyApplication(inject('application'), types('@types/react'));
  cpSync(fileURLToPath(new URL('app', import.meta.url)), application, { recursive: true });
  const all = readDoors().map(({ name }, index) => `export * as door${index} from '${name}';`);
  writeFileSync(join(application, 'doors.ts'), all.join('\n'));
});

async function compile(compiler: string, options: object, files = ['main.tsx', 'doors.ts']): Promise<void> {
  const settings = { compilerOptions: { ...strict, ...options }, files };
  writeFileSync(join(application, 'tsconfig.json'), JSON.stringify(settings));
  await run(process.execPath, [join(modules, compiler, 'bin/tsc'), '-p', application], application);
}

describe('what the package says of its types', () => {
  it.each([
    ['7, as bundlers look for modules', 'typescript', resolutions.bundler],
    ['7, as Node does', 'typescript', resolutions.nodenext],
    ['5.9, as Node does', '@arethetypeswrong/core/node_modules/typescript', resolutions.nodenext],
  ])('holds in TypeScript %s', (_title, compiler, options) => compile(compiler, options));

  it('is checked for real: a wrong use is refused', async () => {
    const wrong = "import { minutes } from 'holdfast';\nexport const wrong: string = minutes(1);";
    writeFileSync(join(application, 'wrong.ts'), wrong);
    const refused = /wrong\.ts\(2,14\): error TS2322/;
    await expect(compile('typescript', resolutions.nodenext, ['wrong.ts'])).rejects.toThrow(refused);
  });

  it('holds with the types of React 18', async () => {
    copyPackages(application, types('types-react-18'));
    await compile('typescript', resolutions.bundler);
  });
});
