import { describe, expect, it } from 'vitest';
import { judgeImport, roomOf } from './directions.ts';
import { listFiles, readImports, readSource } from './sources.ts';

const code = /\.tsx?$/;

/** What the rules say of a file with this text. */
const judge = (path: string, text: string): readonly string[] =>
  readImports(path, text).flatMap((found) => judgeImport(path, found) ?? []);

describe('imports go one way', () => {
  it.each(['src', 'demo'])('in all of %s', (folder) => {
    expect(listFiles(folder, code).flatMap((path) => judge(path, readSource(path)))).toEqual([]);
  });

  it('and every file of src is in a room of the table, or is a door', () => {
    const homeless = listFiles('src', code).filter((path) => !roomOf(path) && path.split('/').length > 2);
    expect(homeless).toEqual([]);
  });
});

// A rule that can't be broken is not a rule: each of these must be found.
describe('the rules notice', () => {
  it.each([
    ['a room that looks to its right', 'src/time/alarm.ts', "import { x } from '../session/wiring.ts';"],
    ['a sibling', 'src/auth/tokens/refresh.ts', "import type { X } from '../../tabs/record.ts';"],
    ['a door used from inside', 'src/session/wiring.ts', "import { x } from '../index.ts';"],
    ['the browser known by others', 'src/vault/writer.ts', "import { x } from '../platform/browser/clock.ts';"],
    ['react outside its room', 'src/session/wiring.ts', "import { useState } from 'react';"],
    ['the hooks of zustand outside react', 'src/time/clock.ts', "import { create } from 'zustand';"],
    ['idb-keyval outside the platform', 'src/vault/writer.ts', "import { set } from 'idb-keyval';"],
    ['msw', 'src/testing/server.ts', "import { http } from 'msw';"],
    ['the doubles in a room', 'src/session/wiring.ts', "const x = await import('../testing/clock.ts');"],
    [
      'the code of a package that is there for its types',
      'src/documents/draft/draft.ts',
      "import { x } from '@standard-schema/spec';",
    ],
    ['a package nobody spoke of', 'src/auth/cookie/cookie.ts', "import ky from 'ky';"],
    ['a door that exports everything', 'src/index.ts', "export * from './session/session.ts';"],
    [
      'a type that is imported in passing',
      'src/time/limits.ts',
      "export type X = import('../session/session.ts').Session;",
    ],
    ['a demo that comes in by the window', 'demo/main.ts', "import { x } from '../src/session/session.ts';"],
  ])('%s', (_, path, text) => {
    expect(judge(path, text)).toHaveLength(1);
  });

  it('and have nothing against what is allowed', () => {
    expect(judge('src/session/create-session.ts', "import { x } from '../platform/browser/browser.ts';")).toEqual([]);
    expect(judge('src/documents/draft/draft.ts', "import type { X } from '@standard-schema/spec';")).toEqual([]);
    expect(
      judge('src/react/use-session.ts', "import { useStore } from 'zustand'; import { useMemo } from 'react';"),
    ).toEqual([]);
    expect(judge('src/index.ts', "export { x } from './session/create-session.ts';")).toEqual([]);
  });
});
