import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeReference } from './api-reference.ts';

// The reference in `docs/api/`, made from what `npm run build:library` has emitted.

const root = join(import.meta.dirname, '../../');
const folder = join(root, 'docs/api');

function makeReference(): Map<string, string> {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    exports: Record<string, string | { types: string }>;
  };
  const doors = Object.entries(exports).flatMap(([name, target]) =>
    typeof target === 'string' ? [] : [[`holdfast${name.slice(1)}`, target.types.replace('./', '')]],
  );
  return writeReference(Object.fromEntries(doors));
}

/** Fails when a page differs from what the doc comments say now. */
export function checkReference(): void {
  const made = makeReference();
  const stale = [...made].filter(
    ([page, text]) => !existsSync(join(folder, page)) || readFileSync(join(folder, page), 'utf8') !== text,
  );
  const left = readdirSync(folder).filter((page) => !made.has(page));
  const pages = [...stale.map(([page]) => page), ...left];
  if (pages.length > 0)
    throw new Error(`docs/api is not what the doc comments say: ${pages.join(', ')}. Run npm run docs:api.`);
}

if (import.meta.main) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [page, text] of makeReference()) writeFileSync(join(folder, page), text);
}
