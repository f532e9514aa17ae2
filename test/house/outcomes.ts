import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { makeWorkFolder } from '../support/work-folder.ts';
import { type Page, writePage } from './samples.ts';
import { readImports } from './sources.ts';

/** What the lines of a sample that end with an arrow say they log, in their order. See `samples.ts`. */
export function readOutcomes(code: string): readonly (readonly unknown[])[] {
  return [...code.matchAll(/\/\/ → (.+)$/gm)].map(([, said = '']) => {
    const text = said.replaceAll(/,? ?…/g, (found) => `${found.startsWith(',') ? ',' : ''} "…": 0`);
    const values: unknown = new Function(`return [${text}];`)();
    if (!Array.isArray(values)) throw new Error(`No outcome: ${said}`);
    return values.map(loosen);
  });
}

/** Where a `…` stood there may be more. */
function loosen(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(loosen);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const { '…': more, ...known } = value as Record<string, unknown>;
  const loose = Object.fromEntries(Object.entries(known).map(([name, it]) => [name, loosen(it)]));
  return more === undefined ? loose : expect.objectContaining(loose);
}

/** Whether a sample is a test of its own, which `import` makes known to the runner. */
export const isStory = (file: string, code: string): boolean =>
  /\.test\.tsx?$/.test(file) && /^\s*(it|test)\(/m.test(code);

/** Whether a sample needs a page, by what it and those that it imports name. */
export function needsPage({ files }: Page, file: string, seen: Set<string> = new Set()): boolean {
  const code = files.get(file);
  if (code === undefined || seen.has(file)) return false;
  seen.add(file);
  if (/\b(?:localStorage|document|window)\b|from ['"](?:holdfast\/)?react/.test(code)) return true;
  const local = readImports(file, code).map(({ from }) => from.replace('./', ''));
  return [...files.keys()].some(
    (name) => local.includes(name.replace(/\.tsx?$/, '')) && needsPage({ files, path: '' }, name, seen),
  );
}

/** The samples of a page that say what comes out. */
export const withOutcome = ({ files }: Page): readonly string[] =>
  [...files].filter(([file, code]) => !isStory(file, code) && /\/\/ → /.test(code)).map(([file]) => file);

/** Runs one sample of a page, beside the others, and answers with what it logged. */
export async function runSample(page: Page, file: string): Promise<readonly (readonly unknown[])[]> {
  const folder = makeWorkFolder('outcomes');
  const said = vi.spyOn(console, 'log').mockImplementation(() => {});
  try {
    await importSample(page, file, folder.path);
    return said.mock.calls;
  } finally {
    said.mockRestore();
    folder.remove();
  }
}

/** Imports one sample of a page. Its folder has to stay for as long as it may import others. */
export async function importSample(page: Page, file: string, below: string): Promise<unknown> {
  const path = join(writePage(page, below), file);
  return await import(/* @vite-ignore */ path);
}
