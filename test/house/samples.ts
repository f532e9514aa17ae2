import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { makeWorkFolder } from '../support/work-folder.ts';
import { readComponent } from './component.ts';
import { listFiles, readImports, readSource, root } from './sources.ts';

/*
 * How the samples of a page in Markdown are checked. Nothing has to be registered: every page of the README, `docs/` and `demo/` is found.
 *
 * - A block of `ts` or `tsx` says on its first line which file it is: `// checkout.tsx`. All of a page are type-checked together, as an
 *   application that has installed the package sees them. Several blocks of one name are one file. Other code (what an application looked like
 *   before) is a block of `js` or `jsx`, and isn't checked.
 * - A sample may import other samples of its page, the files that stand beside the page or that it links to (as if copied beside the
 *   sample), and the README's `./session`, `./schemas` and `./pages`. What a reader needn't see stands in a block inside an HTML comment.
 * - A component of Svelte that a page links to is checked with it, as TypeScript that says the same.
 * - A sample that shows what comes out is run, and has to say just that: `console.log(total, 'EUR'); // → 5997, 'EUR'`. What stands behind
 *   the arrow is JavaScript; with `…` at its end an object may hold more. So is a sample that is called `….test.ts(x)`: its `it` are tests.
 *   It is run in Node, and in a simulated page where it, or a sample that it imports, names `localStorage`, `document` or React.
 */

/** One code block of a Markdown text. */
export interface Sample {
  /** The file it says it is, in a comment on its first line. */
  readonly file: string | undefined;
  readonly line: number;
  readonly code: string;
}

/** A page and the files that its samples are or import. */
export interface Page {
  readonly path: string;
  readonly files: ReadonlyMap<string, string>;
}

/** All TypeScript blocks of a Markdown text, those in HTML comments, too. */
export function readSamples(markdown: string): readonly Sample[] {
  return [...markdown.matchAll(/^```tsx?\n([\s\S]*?)^```/gm)].map((match) => {
    const code = match[1] ?? '';
    const line = markdown.slice(0, match.index).split('\n').length;
    return { file: /^\/\/ ([\w./-]+\.tsx?)\b/.exec(code)?.[1], line, code };
  });
}

/** Every page in Markdown that is kept, from the top of the checkout. */
export function listPages(): readonly string[] {
  return ['README.md', 'CHANGELOG.md', ...['docs', 'demo'].flatMap((folder) => listFiles(folder, /\.md$/))].filter(
    (path) => existsSync(join(root, path)),
  );
}

const shared = new Set(['session.ts', 'schemas.ts', 'pages.tsx']);

/** The samples of a text as files, with whatever they import from beside the page, from where it links to, or from the README. */
export function gatherFiles(path: string, markdown: string): Page {
  const files = new Map<string, string>();
  for (const { file, code } of readSamples(markdown)) if (file) files.set(file, `${files.get(file) ?? ''}${code}`);
  for (const [, link = ''] of markdown.matchAll(/\]\(([\w-]+\.svelte)\)/g))
    files.set(`${link}.ts`, readComponent(link, readSource(posix.join(posix.dirname(path), link))));
  const links = [...markdown.matchAll(/\]\(([^()\s]+\.tsx?)\)/g)].map(([, link = '']) => link);
  const lent = path === 'README.md' ? [] : readSamples(readSource('README.md'));
  for (const [file, code] of files) {
    for (const { from } of readImports(file, code)) {
      if (!from.startsWith('.')) continue;
      const wanted = posix.join(posix.dirname(file), from);
      const names = ['', '.ts', '.tsx'].map((ending) => `${wanted}${ending}`);
      if (names.some((name) => files.has(name))) continue;
      const bare = names.map((name) => posix.basename(name)).filter((name) => /\.tsx?$/.test(name));
      const beside = [...bare, ...links.filter((link) => bare.includes(posix.basename(link)))].find((name) =>
        existsSync(join(root, posix.dirname(path), name)),
      );
      const found = lent.find(({ file: name }) => name && shared.has(name) && names.includes(name));
      if (beside) {
        const copied = posix.join(posix.dirname(wanted), posix.basename(beside));
        files.set(copied, readSource(posix.join(posix.dirname(path), beside)));
      } else if (found?.file) files.set(found.file, found.code);
    }
  }
  return { path, files };
}

/** A page of the checkout. */
export function readPage(path: string): Page {
  return gatherFiles(path, readSource(path));
}

/** Writes the files of a page into this folder. */
export function writeFiles({ files }: Page, folder: string): void {
  for (const [file, code] of files) {
    mkdirSync(join(folder, posix.dirname(file)), { recursive: true });
    writeFileSync(join(folder, file), code);
  }
}

/** Writes the files of a page into a folder of its own below this one, and answers with its path. */
export function writePage(page: Page, below: string): string {
  const folder = join(below, page.path.replace(/\.md$/, ''));
  writeFiles(page, folder);
  return folder;
}

/** What the compiler has against the samples of these pages. */
export function checkPages(pages: readonly Page[]): Promise<string> {
  const { path: directory, remove } = makeWorkFolder('samples');
  for (const page of pages) writePage(page, directory);
  const settings = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: { types: ['vite/client'], noUnusedLocals: false, noUnusedParameters: false },
    include: ['**/*.ts', '**/*.tsx', join(root, 'test/next/next.d.ts')],
  };
  writeFileSync(join(directory, 'tsconfig.json'), JSON.stringify(settings));
  return new Promise((done) => {
    const compiler = [join(root, 'node_modules/typescript/bin/tsc'), '-p', directory];
    execFile(process.execPath, compiler, { cwd: directory }, (_, output) => {
      remove();
      done(output);
    });
  });
}
