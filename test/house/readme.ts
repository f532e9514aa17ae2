import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeWorkFolder } from '../support/work-folder.ts';
import { root } from './sources.ts';

/** One code block of a Markdown text. */
export interface Sample {
  /** The file it says it is, in a comment on its first line. */
  readonly file: string | undefined;
  readonly line: number;
  readonly code: string;
}

/**
 * All TypeScript blocks of a Markdown text. A block inside an HTML comment counts as well: there stands what a sample needs
 * and a reader doesn't.
 */
export function readSamples(markdown: string): readonly Sample[] {
  return [...markdown.matchAll(/^```tsx?\n([\s\S]*?)^```/gm)].map((match) => {
    const code = match[1] ?? '';
    const line = markdown.slice(0, match.index).split('\n').length;
    return { file: /^\/\/ ([\w./-]+\.tsx?)\b/.exec(code)?.[1], line, code };
  });
}

/** What the compiler has against samples, as an application that has installed the package would see it. */
export function checkSamples(samples: readonly Sample[]): Promise<string> {
  const { path: directory, remove } = makeWorkFolder('readme');
  const files = new Map<string, string>();
  for (const { file, code } of samples) if (file) files.set(file, `${files.get(file) ?? ''}${code}`);
  for (const [file, code] of files) writeFileSync(join(directory, file), code);
  const settings = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: { types: ['vite/client'], noUnusedLocals: false, noUnusedParameters: false },
    include: ['*.ts', '*.tsx'],
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
