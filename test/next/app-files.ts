import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Page, readPage } from '../house/samples.ts';

const own = ['app/desk/page.tsx', 'app/desk/tools.tsx'];

/** The app that the page of the recipe is, and what the stories need in it. */
export function readApp(): Page {
  const { files } = readPage('docs/recipes/next/README.md');
  const added = own.map((path) => [path, readFileSync(join(import.meta.dirname, path), 'utf8')] as const);
  return { path: 'test/next.md', files: new Map([...files, ...added]) };
}
