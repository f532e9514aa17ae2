import { expect, it } from 'vitest';
import { readDoors, sourceOf } from '../support/doors.ts';
import { doors as promised } from './doors.ts';
import { listFiles, readSource, root } from './sources.ts';

const pathOf = (entry: string): string => sourceOf(entry).slice(root.length);
const doors = readDoors();

it('what stands at the top of src is what package.json hands out', () => {
  const top = listFiles('src').filter((path) => /^src\/[^/]+\.tsx?$/.test(path));
  const behind = new Set(doors.flatMap(({ entries }) => entries.map(pathOf)));
  expect([...behind].toSorted()).toEqual(top);
  expect(Object.keys(promised).toSorted()).toEqual(top);
});

it('the compiler finds behind each door what an application finds there', () => {
  const { compilerOptions }: { compilerOptions: { paths: Record<string, string[]> } } = JSON.parse(
    readSource('tsconfig.json'),
  );
  const paths = doors.map(({ name, entries: [entry = ''] }) => [name, [`./${pathOf(entry)}`]]);
  expect(compilerOptions.paths).toEqual(Object.fromEntries(paths));
});

it('each door tells its types before its script, and says no word to require()', () => {
  const { exports }: { exports: Record<string, unknown> } = JSON.parse(readSource('package.json'));
  const conditions = Object.entries(exports).filter(([key]) => key !== './package.json');
  for (const [, target] of conditions) expect(Object.keys(target as object)[0]).toBe('types');
  expect(JSON.stringify(exports)).not.toMatch(/"(require|import|node)"/);
});
