import { describe, expect, it } from 'vitest';
import { doors } from './doors.ts';
import { readDocComment, readDoor } from './exports.ts';

describe.each(Object.entries(doors))('the door %s', (path, promised) => {
  const exported = readDoor(path);
  const names = (typeOnly: boolean): readonly string[] =>
    exported.filter((name) => name.typeOnly === typeOnly).map(({ name }) => name);

  it('hands out what is promised, and nothing else', () => {
    expect(names(false).toSorted()).toEqual(promised.values.toSorted());
    expect(names(true).toSorted()).toEqual(promised.types.toSorted());
  });

  it('explains every name', () => {
    const silent = exported.filter(({ source, local }) => readDocComment(source, local) === '');
    expect(silent.map(({ name, source }) => `${name} in ${source}`)).toEqual([]);
  });

  it('can be imported on a server, where there is no browser', async () => {
    const module: object = await import(/* @vite-ignore */ `../../${path}`);
    expect(Object.keys(module).toSorted()).toEqual(promised.values.toSorted());
  });
});

it('a door does nothing but hand out names', () => {
  expect(() => readDoor('vite.config.ts')).toThrow('does more than hand out names');
});

it('a name without a doc comment is noticed, also behind another file', () => {
  const files: Readonly<Record<string, string>> = {
    'src/a.ts': "export { c as b } from './c.ts';",
    'src/c.ts': '// no doc comment\nexport const c = 1;\n/** One. */\nexport function d(): void {}',
  };
  const read = (path: string): string => files[path] ?? '';
  expect(readDocComment('src/a.ts', 'b', read)).toBe('');
  expect(readDocComment('src/c.ts', 'd', read)).toBe('* One. ');
});
