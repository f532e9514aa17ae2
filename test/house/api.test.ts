import { expect, it } from 'vitest';
import { writeReference } from '../support/api-reference.ts';
import { readAnchors } from './links.ts';
import { listFiles, readSource } from './sources.ts';

const files: Readonly<Record<string, string>> = {
  'dist/index.d.ts': "export { make } from './make.ts';\nexport type { Made } from './passing.ts';",
  'dist/passing.d.ts': "export type { Inner as Made } from './make.ts';",
  'dist/make.d.ts': [
    '/** What is made. */\nexport interface Inner {\n    /** How long.\n     * @default 5 */\n    readonly length: number;\n}',
    '/**\n * Makes one.\n * @example make(1)\n * @throws HOLDFAST_CONFIG for 2\n */\nexport declare function make(of: number): Inner;',
    'export declare function make(): Inner;',
  ].join('\n'),
  'dist/react.d.ts': "export { useMade } from './use.ts';",
  'dist/use.d.ts': '/** @default none */\nexport declare const useMade: () => Made | Inner | make;',
};

it('the reference has a page for each door, with what the doc comments say and links between names', () => {
  const doors = { holdfast: 'dist/index.d.ts', 'holdfast/react': 'dist/react.d.ts' };
  const pages = writeReference(doors, (path) => files[path] ?? '');
  expect([...pages.keys()]).toEqual(['holdfast.md', 'holdfast-react.md']);
  expect(pages.get('holdfast.md')?.split('\n## ').slice(1)).toEqual([
    'make\n\nMakes one.\n\n```typescript\nmake(1)\n```\n\nThrows `HOLDFAST_CONFIG` for 2\n\n' +
      '```typescript\nfunction make(of: number): Inner;\nfunction make(): Inner;\n```\n',
    'Made\n\nWhat is made.\n\n' +
      '```typescript\ninterface Inner {\n  /** How long.\n   * @default 5 */\n  readonly length: number;\n}\n```\n',
  ]);
  expect(pages.get('holdfast-react.md')).toContain('Default: `none`');
  expect(pages.get('holdfast-react.md')).toContain('See [`Made`](holdfast.md#made) [`make`](holdfast.md#make)');
});

it('no two names of a page share an anchor', () => {
  for (const page of listFiles('docs/api', /\.md$/)) {
    const anchors = [...readAnchors(readSource(page))];
    expect(anchors.filter((anchor) => /-\d+$/.test(anchor))).toEqual([]);
  }
});
