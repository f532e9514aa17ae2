import { expect, it } from 'vitest';
import { readGlobals } from './globals.ts';
import { listFiles, readSource } from './sources.ts';

// The browser's own room, and the one file in which the doubles take what Node and browsers have in common.
const free = /^src\/(platform\/browser\/|testing\/host\.ts$)/;

it('only platform/browser names what a browser brings', () => {
  const others = listFiles('src', /(?<!\.d)\.tsx?$/).filter((path) => !free.test(path));
  const faults = others.flatMap((path) => readGlobals(path, readSource(path)).map((name) => `${path}: ${name}`));
  expect(faults).toEqual([]);
});

it.each([
  ['a call', 'setTimeout(run, 5);', 'setTimeout'],
  ['a reading of the clock', 'export const now = () => Date.now();', 'Date'],
  ['a new thing', "const url = new URL('/', base);", 'URL'],
  ['a question whether it is there', "if (typeof window === 'undefined') run();", 'window'],
  ['a default value', 'function f({ fetch: f = fetch } = {}) { return f; }', 'fetch'],
  ['a shorthand', 'export const platform = { crypto };', 'crypto'],
  ['a cast', 'const x = (document as Document).body;', 'document'],
  ['markup', 'const x = <p onClick={() => console.log(1)} />;', 'console'],
])('notices %s', (_, text, name) => {
  expect(readGlobals('a.tsx', text)).toEqual([name]);
});

it.each([
  ['a member of that name', 'platform.crypto.random(); session.fetch(x);'],
  ['an own name', "import { fetch } from './fetch.ts'; fetch(1);"],
  ['a parameter', 'function f({ location }: { location: string }, open: boolean) { return [location, open]; }'],
  ['a text that is read as a date', "export const at = Date.parse('2026-01-01');"],
  ['a field', 'export const x = { fetch: 1, open() { return 2; } };'],
  ['a type', 'export function f(x: Request): Response | Date | undefined { return x as Event; }'],
])('has nothing against %s', (_, text) => {
  expect(readGlobals('a.tsx', text)).toEqual([]);
});
