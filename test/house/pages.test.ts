import { expect, it } from 'vitest';
import { findDeadLinks, readAnchors, readLinks, withoutFences } from './links.ts';
import { listPages } from './samples.ts';
import { readSource, root } from './sources.ts';

it('every link of a page leads to what is there, also to the heading that it names', () => {
  const dead = listPages().flatMap((path) => findDeadLinks(path, readSource, root).map((link) => `${path}: ${link}`));
  expect(dead).toEqual([]);
});

it('a dead link is noticed, and what only looks like one is not', () => {
  const page = [
    '# Is it `one`? Yes, [one](LICENSE)',
    '## Again',
    '## Again',
    '[a](#again-1) [b](#again-2) ![c](docs/none.png) [d](docs/README.md#is) `[e](none)` [f](https://x.y)',
    '```md\n[g](none)\n# none\n```',
  ].join('\n');
  expect([...readAnchors(page)]).toEqual(['is-it-one-yes-one', 'again', 'again-1']);
  expect(readLinks(page)).toEqual(['LICENSE', '#again-1', '#again-2', 'docs/none.png', 'docs/README.md#is']);
  expect(findDeadLinks('README.md', () => page, root)).toEqual(['#again-2', 'docs/none.png', 'docs/README.md#is']);
});

it('pages name only commands that there are', () => {
  const { scripts } = JSON.parse(readSource('package.json')) as { scripts: Record<string, string> };
  const known = new Set([...Object.keys(scripts), 'ci', 'i', 'install', 'pack', 'create', 'init', 'publish', 'audit']);
  const named = listPages().flatMap((path) =>
    [...readSource(path).matchAll(/\bnpm (?:run )?([a-z][\w:-]*)/g)].map(([, name = '']) => ({ path, name })),
  );
  expect(named).toContainEqual({ path: 'README.md', name: 'start' });
  expect(named.filter(({ name }) => !known.has(name))).toEqual([]);
});

it('no line of a page but the changelog is wider than a screen, unless it is a row of a table', () => {
  const wide = listPages()
    .filter((path) => path !== 'CHANGELOG.md' && !path.startsWith('docs/api/'))
    .flatMap((path) =>
      readSource(path)
        .split('\n')
        .flatMap((line, index) => (line.length > 140 && !/^\s*\|/.test(line) ? [`${path}:${index + 1}`] : [])),
    );
  expect(wide).toEqual([]);
});

it('every row of a table has as many cells as its head', () => {
  const broken = listPages().flatMap((path) => {
    let width: number | undefined;
    return withoutFences(readSource(path))
      .split('\n')
      .flatMap((line) => {
        const cells = line.startsWith('|') ? (line.match(/(?<!\\)\|/g) ?? []).length : undefined;
        const odd = cells !== undefined && width !== undefined && cells !== width;
        width = cells === undefined ? undefined : (width ?? cells);
        return odd ? [`${path}: ${line}`] : [];
      });
  });
  expect(broken).toEqual([]);
});

it('the README is short, and begins with what can be run as it stands', () => {
  const text = readSource('README.md');
  expect(text.split('\n').length).toBeLessThanOrEqual(250);
  const commands = [...text.matchAll(/^```sh\n(.+)\n```$/gm)].map(([, command]) => command);
  expect(commands.slice(0, 2)).toEqual(['npm ci && npm start', 'npm ci && npm test']);
});
