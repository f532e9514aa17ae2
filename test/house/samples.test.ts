import { describe, expect, it } from 'vitest';
import { readApp } from '../next/app-files.ts';
import { readComponent } from './component.ts';
import { checkPages, gatherFiles, listPages, readPage, readSamples } from './samples.ts';
import { readSource } from './sources.ts';

describe('the samples of all pages', () => {
  it('say which file they are', () => {
    const silent = listPages().flatMap((path) =>
      readSamples(readSource(path)).flatMap(({ file, line }) => (file === undefined ? [`${path}:${line}`] : [])),
    );
    expect(silent).toEqual([]);
  });

  it('compile as they stand', async () => {
    expect(await checkPages([...listPages().map(readPage), readApp()])).toBe('');
  });
});

describe('the check of the samples', () => {
  it('notices one that does not compile, also through another one, and lets one pass that does', async () => {
    const wrong =
      '```ts\n// a.ts\nexport const a: number = 1;\n```\n<!--\n```tsx\n// b.tsx\nimport { a } from "./a";\na.trim();\n```\n-->';
    const right =
      '```tsx\n// c.tsx\nimport { useState } from "react";\nexport const C = () => <p>{useState(1)[0]}</p>;\n```';
    expect(readSamples(wrong).map(({ file, line }) => [file, line])).toEqual([
      ['a.ts', 1],
      ['b.tsx', 6],
    ]);
    const component =
      '<script lang="ts">\nimport { readable } from "svelte/store";\nconst ada = readable({ name: "Ada" });\n</script><p>{$ada.nam}</p>';
    const output = await checkPages([
      gatherFiles('wrong.md', wrong),
      gatherFiles('right.md', right),
      { path: 'component.md', files: new Map([['ada.ts', readComponent('Ada.svelte', component)]]) },
    ]);
    expect(output.trim().split('\n').sort()).toEqual([
      expect.stringMatching(/^component\/ada\.ts.*error TS2551: Property 'nam' does not exist/),
      expect.stringMatching(/^wrong\/b\.tsx\(3,3\): error TS2339/),
    ]);
  });

  it('lends the README’s session, and what stands beside a page', () => {
    const text = '```ts\n// a.ts\nimport { session } from "./session";\nimport { draftForm } from "./form-draft";\n```';
    expect([...gatherFiles('docs/recipes/forms/x.md', text).files.keys()]).toEqual([
      'a.ts',
      'session.ts',
      'form-draft.ts',
      'schemas.ts',
    ]);
  });
});
