import { posix } from 'node:path';
import { expect, it } from 'vitest';
import { readLinks } from './links.ts';
import { listFiles, readSource } from './sources.ts';

it('every page of docs is linked from its index, or from a page that is', () => {
  const reached = new Set<string>();
  const visit = (path: string): void => {
    if (reached.has(path)) return;
    reached.add(path);
    for (const link of readLinks(readSource(path))) {
      const target = posix.join(posix.dirname(path), link.split('#')[0] ?? '');
      if (target.startsWith('docs/') && target.endsWith('.md')) visit(target);
    }
  };
  visit('docs/README.md');
  expect(listFiles('docs', /\.md$/).filter((page) => !reached.has(page))).toEqual([]);
});

it('every code of an error has a line on its page, and none has that is no code', () => {
  const union = /export type HoldfastErrorCode =([^;]+);/.exec(readSource('src/foundation/errors.ts'))?.[1] ?? '';
  const codes = [...union.matchAll(/'(HOLDFAST_\w+)'/g)].map(([, code]) => code);
  const rows = [...readSource('docs/errors.md').matchAll(/^\| `(HOLDFAST_\w+)` \|(.+)\|$/gm)];
  expect(codes.length).toBeGreaterThan(0);
  expect(rows.map(([, code]) => code).toSorted()).toEqual(codes.toSorted());
  for (const [, , cells = ''] of rows) expect(cells.split('|').filter((cell) => cell.trim() === '')).toEqual([]);
});

it('every test that a page points to is there', () => {
  const tests = listFiles('test', /\.(ts|tsx)$/);
  const missing = listFiles('docs', /\.md$/).flatMap((page) =>
    [...readSource(page).matchAll(/`((?:[\w-]+\/)*[\w.-]+\.(?:property\.)?test\.tsx?)`/g)].flatMap(([, name = '']) => {
      const found = name.startsWith('test/') ? tests.includes(name) : tests.some((test) => test.endsWith(`/${name}`));
      return found ? [] : [`${page}: ${name}`];
    }),
  );
  expect(missing).toEqual([]);
});
