import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkSamples, readSamples } from './readme.ts';
import { readSource, root } from './sources.ts';

describe.skipIf(!existsSync(join(root, 'README.md')))('the README', () => {
  it('says of each TypeScript sample which file it is', () => {
    const samples = readSamples(readSource('README.md'));
    expect(samples.length).toBeGreaterThan(0);
    expect(samples.filter(({ file }) => file === undefined)).toEqual([]);
  });

  it('points only at what is there', () => {
    const targets = [...readSource('README.md').matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(
      ([, target = '']) => target,
    );
    expect(targets.length).toBeGreaterThan(0);
    expect(targets.filter((target) => !existsSync(join(root, target)))).toEqual([]);
  });

  it('names only commands that there are', () => {
    const { scripts } = JSON.parse(readSource('package.json')) as { scripts: Record<string, string> };
    const named = [...readSource('README.md').matchAll(/npm (?:run )?([a-z][\w:]*)/g)].map(([, name = '']) => name);
    expect(named).toContain('start');
    expect(named.filter((name) => name !== 'ci' && !(name in scripts))).toEqual([]);
  });

  it('shows code that compiles as it stands', async () => {
    expect(await checkSamples(readSamples(readSource('README.md')))).toBe('');
  });
});

describe('the check of the samples', () => {
  it('notices a sample that does not compile, also through another one', async () => {
    const text =
      '```ts\n// a.ts\nexport const a: number = 1;\n```\n<!--\n```tsx\n// b.tsx\nimport { a } from "./a";\na.trim();\n```\n-->';
    expect(readSamples(text).map(({ file, line }) => [file, line])).toEqual([
      ['a.ts', 1],
      ['b.tsx', 6],
    ]);
    expect(await checkSamples(readSamples(text))).toMatch(/^b\.tsx\(3,3\): error TS2339/);
  });

  it('lets one pass that does', async () => {
    const text =
      '```tsx\n// c.tsx\nimport { useState } from "react";\nexport const C = () => <p>{useState(1)[0]}</p>;\n```';
    expect(await checkSamples(readSamples(text))).toBe('');
  });
});
