import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { listFiles, root } from '../house/sources.ts';

// What the bytes of a bundle are spent on. By esbuild, which tells it file by file; its bundles weigh up to 6 % more than those in the
// table of sizes, which are Vite's.

const session = "export { createSession, cookie } from './src/index.ts';";
const everything = "export * from './src/index.ts'; export * from './src/react.ts';";

/** A duty of a session, and the files that do nothing else. */
const duties: Readonly<Record<string, RegExp>> = {
  '`cookie`: its endpoints, anti-CSRF tokens, answers that mean nobody, lengths': /auth\/(cookie\/|endpoint|exchange)/,
  'limits: deadlines, holds, presets, `configure`, `verify`, one alarm':
    /time\/|session\/(timekeeper|epoch-time|adjusting)/,
  'IndexedDB that breaks, loses records or is missing': /platform\/browser\/(database|transaction)|put-all/,
  'a start without a network: who was signed in, sealed':
    /profile|sealed-records|crypto|account-keys|foundation\/bytes/,
  '`session.fetch`: never under another person, step-up, waiting for a return':
    /authorized-fetch|challenge|session\/returning/,
  'a record and messages of all tabs, distrusted': /src\/tabs\/|session\/following/,
  'a sign-out that is owed, and one that a killed browser keeps': /revocation|durable-head/,
  'one question and one refresh for all tabs, also without Web Locks': /auth\/exclusive|session\/verifying/,
  'input: once a second, and the whole gesture after a sleep': /browser\/(activity|gesture)/,
  'what documents left by other pages ask of a session':
    /src\/vault\/|document-desk|session\/carrying|foundation\/base64/,
};
const others = 'finding, beginning, ending and showing a session; its options and wiring';

interface Weighed {
  /** Bytes, `gzip -9`. */
  readonly size: number;
  /** Bytes of each file before compression. */
  readonly files: Readonly<Record<string, number>>;
}

/** The text of a refusal says what was given and how to mend it; without, it is a code. */
const withoutWords = (text: string): string =>
  text.replaceAll(
    /\b(refuse|demand\([^,()]*|demandUse\([^,()]*)(\(|, )(`[^`]*`|'[^'\n]*'|"[^"\n]*")(?=\s*[,)])/g,
    "$1$2''",
  );

async function weigh(code: string, change: (text: string) => string = (text) => text): Promise<Weighed> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: root },
    absWorkingDir: root,
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'esm',
    target: 'es2022',
    define: { 'import.meta.env': 'undefined', 'process.env.NODE_ENV': '"production"' },
    external: ['react', 'react-dom'],
    plugins: [
      {
        name: 'change',
        setup: ({ onLoad }) =>
          onLoad({ filter: /\/src\/.*\.tsx?$/ }, ({ path }) => ({
            contents: change(readFileSync(path, 'utf8')),
            loader: path.endsWith('x') ? 'tsx' : 'ts',
          })),
      },
    ],
  });
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  return {
    size: gzipSync(outputFiles[0]?.text ?? '', { level: 9 }).length,
    files: Object.fromEntries(inputs.map(([path, { bytesInOutput }]) => [path, bytesInOutput])),
  };
}

/** Rows of what the parts of a bundle weigh: their share of its bytes, as bytes of what is downloaded. */
function tableOf(title: string, { size, files }: Weighed, partOf: (path: string) => string): string {
  const sums = new Map<string, number>();
  for (const [path, bytes] of Object.entries(files)) sums.set(partOf(path), (sums.get(partOf(path)) ?? 0) + bytes);
  const all = [...sums.values()].reduce((sum, bytes) => sum + bytes, 0);
  const rows = [...sums]
    .filter(([, bytes]) => bytes > 0)
    .toSorted(([, one], [, other]) => other - one)
    .map(
      ([part, bytes]) =>
        `| ${part} | ${((size * bytes) / all / 1000).toFixed(1)} kB | ${Math.round((100 * bytes) / all)} % |`,
    );
  return [`| ${title} | of ${(size / 1000).toFixed(1)} kB | |`, '| --- | ---: | ---: |', ...rows].join('\n');
}

const packageOf = (path: string): string => path.split('node_modules/').at(-1)?.split('/')[0] ?? path;
const roomOf = (path: string): string => (path.startsWith('src/') ? (path.split('/')[1] ?? '') : packageOf(path));
const dutyOf = (path: string): string =>
  path.startsWith('src/')
    ? (Object.entries(duties).find(([, files]) => files.test(path))?.[0] ?? others)
    : 'zustand, idb-keyval';

/** What a session is spent on, duty by duty, what everything is, room by room, and what refusals weigh in both. */
export async function tablesOfFootprint(): Promise<string> {
  const lost = Object.entries(duties).filter(([, files]) => !listFiles('src').some((path) => files.test(path)));
  if (lost.length > 0) throw new Error(`no file does: ${lost.map(([duty]) => duty).join('; ')}`);
  const [one, all] = [await weigh(session), await weigh(everything)];
  const [oneSilent, allSilent] = [await weigh(session, withoutWords), await weigh(everything, withoutWords)];
  const words = [one.size - oneSilent.size, all.size - allSilent.size].map(
    (bytes) => `${(bytes / 1000).toFixed(1)} kB`,
  );
  return [
    tableOf('a session with `cookie`', one, dutyOf),
    tableOf('everything', all, roomOf),
    `Of these the words of refusals are ${words.join(' and ')}.`,
  ].join('\n\n');
}

/** The heaviest files of a session and of everything. */
export async function tablesOfFiles(): Promise<string> {
  const tables = [session, everything].map(async (code) => tableOf(`\`${code}\``, await weigh(code), (path) => path));
  return (await Promise.all(tables)).join('\n\n');
}
