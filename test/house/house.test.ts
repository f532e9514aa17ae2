import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { listFiles, readSource, root } from './sources.ts';

/** Around 200 lines a file has usually become two ideas; 230 leaves room for a long table. */
const longest = 230;

/** Everything that is kept, read as text. */
function listKept(): readonly string[] {
  const kept = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  return kept
    .split('\n')
    .filter((path) => path !== '' && existsSync(join(root, path)) && !/\.(png|jpe?g|webp|ico|woff2?)$/.test(path));
}

it('a file holds one idea, so it is not long', () => {
  const files = ['src', 'demo', 'test'].flatMap((folder) => listFiles(folder, /\.(ts|tsx)$/));
  const lengths = files.map((path) => ({ path, lines: readSource(path).trimEnd().split('\n').length }));
  expect(lengths.filter(({ lines }) => lines > longest)).toEqual([]);
});

it('no folder is named after a kind of code', () => {
  expect(listFiles('src', /./).filter((path) => /\/(types|utils?|helpers|constants|common|misc)\//.test(path))).toEqual(
    [],
  );
});

it('nothing names the machine it was made on, nor a host that packages come from', () => {
  const suspect = /\/(?:home|root|Users|work)\/|\b[A-Z]:\\|\bregistry\.[a-z]/;
  const faults = listKept().flatMap((path) =>
    readSource(path)
      .split('\n')
      .flatMap((line, index) => (suspect.test(line) ? [`${path}:${index + 1}`] : [])),
  );
  expect(faults).toEqual([]);
});

it('no rule is switched off and nothing is left for later', () => {
  const suspect = /@ts-(?:ignore|nocheck)|biome-(?:ignore)|as\sunknown\sas|\b(?:TO(?=DO)DO|FIX(?=ME)ME)\b/;
  const code = listKept().filter((path) => /\.(tsx?|css|html)$/.test(path));
  expect(code.filter((path) => suspect.test(readSource(path)))).toEqual([]);
});

it('the top level holds what it needs and no more', () => {
  const top = new Set(listKept().map((path) => path.split('/')[0]));
  const plain = [...top].filter((name) => !name?.startsWith('.')).sort();
  const known = [
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'demo',
    'docs',
    'package-lock.json',
    'package.json',
    'src',
    'test',
  ];
  expect(plain.filter((name) => name && ![...known, 'tsconfig.json', 'vite.config.ts'].includes(name))).toEqual([]);
});
