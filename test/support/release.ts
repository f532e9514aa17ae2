import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nextVersion, notesOf, withRelease } from './changelog.ts';

// `npm run release -- minor --dry-run`: from a clean checkout to a published version. What it is about to do it says first, and a dry run
// does nothing else. It publishes with provenance, which npm takes only from a CI whose repository package.json names.

const root = process.cwd();

function run(program: string, ...args: readonly string[]): Promise<string> {
  return new Promise((done, fail) => {
    execFile(program, args, { cwd: root, maxBuffer: 2 ** 26 }, (error, said, complained) =>
      error ? fail(new Error(`${program} ${args.join(' ')} failed:\n${said}${complained}`)) : done(said.trim()),
    );
  });
}

function stop(why: string): never {
  throw new Error(why);
}

const [asked = '', ...flags] = process.argv.slice(2);
const dry = flags.includes('--dry-run');
const manifestPath = join(root, 'package.json');
const changelogPath = join(root, 'CHANGELOG.md');

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly repository?: unknown;
}

async function release(): Promise<void> {
  const manifest: Manifest = JSON.parse(readFileSync(manifestPath, 'utf8'));
  const changelog = readFileSync(changelogPath, 'utf8');
  const tags = (await run('git', 'tag', '--list', 'v*')).split('\n').filter(Boolean);
  const version = nextVersion(manifest.version, asked);
  const tag = `v${version}`;
  if ((await run('git', 'status', '--porcelain')) !== '') stop('The checkout has changes. Commit or drop them first.');
  if (tags.includes(tag)) stop(`${tag} is there already. Ask for another version.`);
  const notes = notesOf(changelog);
  if (notes === '') stop('CHANGELOG.md has nothing under [Unreleased]. Say what is new first.');
  const date = new Date().toISOString().slice(0, 10);
  const say = (text: string): boolean => process.stdout.write(`${text}\n`);

  say(`${manifest.name} ${manifest.version} → ${version}, ${date}\n`);
  if (manifest.repository === undefined) {
    const why = 'package.json names no repository, and npm gives provenance only where the one that builds is named.';
    if (dry) say(`Before this can be published: ${why}\n`);
    else stop(why);
  }
  const steps: readonly (readonly [string, () => unknown])[] = [
    ['bash .ci/run', () => run('bash', '.ci/run')],
    [`npm version ${version} --no-git-tag-version`, () => setVersion(manifest, version)],
    [`CHANGELOG.md: [${version}] - ${date}`, () => writeFileSync(changelogPath, withRelease(changelog, version, date))],
    ['npm run build:library', () => run('npm', 'run', 'build:library')],
    [`git commit -am "Release ${version}"`, () => run('git', 'commit', '-am', `Release ${version}`)],
    [`git tag ${tag}`, () => run('git', 'tag', '-a', tag, '-m', `${tag}\n\n${notes}`)],
    ['npm publish --provenance --access public', () => run('npm', 'publish', '--provenance', '--access', 'public')],
    ['git push --follow-tags', () => run('git', 'push', '--follow-tags')],
  ];
  for (const [what, step] of steps) {
    say(dry ? `would do: ${what}` : `doing: ${what}`);
    if (!dry) await step();
  }
  say(`\n${notes}`);
}

async function setVersion({ version: before }: Manifest, version: string): Promise<void> {
  if (before !== version) await run('npm', 'version', version, '--no-git-tag-version');
}

try {
  await release();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
