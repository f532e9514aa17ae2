import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { root } from './sources.ts';

let checkout: string;
const git = (...args: readonly string[]): string => execFileSync('git', args, { cwd: checkout, encoding: 'utf8' });
const commit = (): string =>
  git('-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '-qam', 'Change something');
const write = (name: string, text: string): void => writeFileSync(join(checkout, name), text);

beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), 'holdfast-release-'));
  git('init', '-q');
  write('package.json', JSON.stringify({ name: 'holdfast', version: '0.1.0' }));
  write('CHANGELOG.md', '# Changelog\n\n## [Unreleased]\n\n### Added\n\n- Something.\n');
  git('add', '.');
  commit();
});
afterEach(() => rmSync(checkout, { recursive: true, force: true }));

/** What the script of the release says in that checkout, and whether it came to its end. */
function release(...args: readonly string[]): { said: string; done: boolean } {
  const script = join(root, 'test/support/release.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: checkout,
    encoding: 'utf8',
  });
  return { said: stdout + stderr, done: status === 0 };
}

it('a dry run tells what a release does, in its order, and does nothing', () => {
  const before = git('log', '--oneline');
  const { said, done } = release('minor', '--dry-run');
  expect(done).toBe(true);
  expect(said).toMatch(/^holdfast 0\.1\.0 → 0\.2\.0, \d{4}-\d\d-\d\d\n/);
  expect([...said.matchAll(/^would do: (\w+ \S+)/gm)].map(([, what]) => what)).toEqual([
    ...['bash .ci/run', 'npm version', 'npm run', 'git commit', 'git tag', 'npm publish', 'git push'],
  ]);
  expect(said).toContain('would do: npm publish --provenance --access public');
  expect(said).toMatch(/would do: CHANGELOG\.md: \[0\.2\.0\] - \d/);
  expect(said).toMatch(/- Something\.\n$/);
  expect([git('status', '--porcelain'), git('tag'), git('log', '--oneline')]).toEqual(['', '', before]);
});

it('nothing is released from a checkout with changes', () => {
  write('package.json', '{ "name": "holdfast", "version": "0.1.0" }');
  expect(release('minor', '--dry-run')).toEqual({
    said: 'The checkout has changes. Commit or drop them first.\n',
    done: false,
  });
});

it('nothing is released where nothing is new, nor twice under one version', () => {
  git('tag', 'v0.1.1');
  expect(release('patch', '--dry-run').said).toBe('v0.1.1 is there already. Ask for another version.\n');
  write('CHANGELOG.md', '# Changelog\n\n## [Unreleased]\n\n## [0.1.0] - 2026-01-02\n\n- All.\n');
  commit();
  expect(release('minor', '--dry-run').said).toContain('nothing under [Unreleased]');
});

it('nothing is published as long as the package names no repository', () => {
  expect(release('minor')).toMatchObject({ done: false, said: expect.stringContaining('names no repository') });
  expect(git('tag')).toBe('');
});
