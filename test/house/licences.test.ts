import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSource, root } from './sources.ts';

interface Locked {
  readonly license?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
}

const { packages }: { packages: Record<string, Locked> } = JSON.parse(readSource('package-lock.json'));
const { dependencies, files }: { dependencies: Record<string, string>; files: string[] } = JSON.parse(
  readSource('package.json'),
);
const listed = Object.entries(packages).filter(([path]) => path !== '');
const page = 'docs/licences.md';

/** Ask for nothing but their notice. */
const free = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Unlicense',
];
/** Of tools: these ask for the source of what is changed in them, and nothing of them is handed on. */
const forTools = [...free, 'MPL-2.0', 'CC-BY-4.0'];

/** Whether a licence, or one of those that may be chosen from, is among these. */
function isAmong(allowed: readonly string[], licence = 'none'): boolean {
  return licence
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((part) => allowed.includes(part)));
}

const unknown = (known: readonly string[], of: readonly (readonly [string, Locked])[]): readonly string[] =>
  of
    .filter(([, { license }]) => !isAmong(known, license))
    .map(([path, { license }]) => `${path}: ${license ?? 'none'}`);

describe('licences', () => {
  it('of everything that is installed here are known', () => {
    expect(unknown(forTools, listed)).toEqual([]);
  });

  it('of what an application gets with the library ask for their notice alone', () => {
    const shipped = listed.filter(([, { dev }]) => !dev);
    expect(shipped.map(([path]) => path.replace('node_modules/', ''))).toEqual(
      expect.arrayContaining(Object.keys(dependencies)),
    );
    expect(unknown(free, shipped)).toEqual([]);
  });

  it('of what an application gets stand word by word in a page that is packed', () => {
    expect(files).toContain(page);
    for (const [name, version] of Object.entries(dependencies)) {
      const folder = join('node_modules', name);
      const file = readdirSync(join(root, folder)).find((it) => /^licen[cs]e/i.test(it)) ?? '';
      const words = (text: string): string => text.split(/\s+/).join(' ');
      expect(readSource(page)).toContain(`## ${name} ${version}, ${packages[folder]?.license}`);
      expect(words(readSource(page))).toContain(words(readSource(join(folder, file)).trim()));
    }
  });

  it('are refused where nobody has looked at one', () => {
    expect(
      unknown(forTools, [
        ['a', { license: 'GPL-3.0' }],
        ['b', {}],
        ['c', { license: '(GPL-2.0 OR MIT)' }],
      ]),
    ).toEqual(['a: GPL-3.0', 'b: none']);
    expect(isAmong(free, 'MIT AND MPL-2.0')).toBe(false);
  });
});
