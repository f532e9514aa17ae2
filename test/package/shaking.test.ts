import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { readDoor } from '../house/exports.ts';
import { readDoors } from '../support/doors.ts';
import { bundleByEsbuild, bundleByVite, readPacked } from './bundle.ts';
import { copyApplication } from './installed.ts';

/** Small helpers that rooms share; they come with whoever needs them. */
const shared =
  /^(foundation\/|sync\/state\.js|vault\/(codec|keys|acknowledged)\.js|documents\/(demand|items\/names)\.js)/;

/** What an import brings, and which modules it has no business to bring. */
const stories: Readonly<Record<string, RegExp>> = {
  'createSession, cookie': /^(documents|sync|react|testing)\/|^auth\/(tokens|oidc)\//,
  'createSession, bearer': /^(documents|sync|react|testing)\/|^auth\/(cookie\/cookie|oidc\/)/,
  createCart: /^(auth|session|sync|time|react|testing)\/|^documents\/(draft|items|settings)\/|^idb-keyval/,
  createDraft: /^(auth|session|sync|time|react|testing)\/|^documents\/(cart|settings|money)|^idb-keyval/,
  createSettings: /^(auth|session|sync|time|react|testing)\/|^documents\/(cart|draft|items|money)|^idb-keyval/,
  http: /^(session|react|testing|vault)\/|^documents\/(cart|draft|items|settings)\/|^idb-keyval/,
  'formatMoney, multiply': /^(?!documents\/money\.js$)/,
  minutes: /^(?!foundation\/durations\.js$)/,
  holdWhilePlaying: /^(?!time\/hold-while-playing\.js$)/,
};
const notOf = (modules: readonly string[], foreign: RegExp): readonly string[] =>
  modules.filter((module) => foreign.test(module) && !shared.test(module));

describe.each([
  ['Vite', bundleByVite],
  ['esbuild', bundleByEsbuild],
] as const)('in a bundle by %s', (_name, bundle) => {
  it.each(Object.entries(stories))('{ %s } brings what it needs alone', async (names, foreign) => {
    const { modules } = await bundle(`export { ${names} } from 'holdfast';`);
    expect(modules).not.toEqual([]);
    expect(notOf(modules, foreign)).toEqual([]);
  });

  it('money weighs next to nothing', async () => {
    const { size } = await bundle("export { allocate, formatMoney, multiply, parseMoney } from 'holdfast';");
    expect(size).toBeLessThan(3_000);
  });

  it('a hook brings no other hook, no warning and no core', async () => {
    const exported = readDoor('src/react.ts').filter(({ typeOnly }) => !typeOnly);
    const hooks = exported.filter(({ name }) => name.startsWith('use'));
    const fileOf = (source: string): string => source.replace(/^src\/(.*)\.tsx?$/, '$1.js');
    expect(hooks.length).toBeGreaterThan(5);
    for (const { name, source } of hooks) {
      const others = exported.map((other) => fileOf(other.source)).filter((file) => file !== fileOf(source));
      const { modules } = await bundle(`export { ${name} } from 'holdfast/react';`);
      const foreign = [...modules.filter((it) => others.includes(it)), ...notOf(modules, /^(?!react\/|zustand$)/)];
      expect([name, ...foreign]).toEqual([name]);
      expect(modules).toContain(fileOf(source));
    }
  });

  it('hints that are for development alone are not there for anybody else', async () => {
    const hints = ['was not started', 'act like two tabs', 'Did you mean', 'was made twice', 'secure pages only'];
    const packed = readPacked();
    expect(hints.filter((hint) => !packed.includes(hint))).toEqual([]);
    const { code } = await bundle("export * from 'holdfast';");
    expect(hints.filter((hint) => code.includes(hint))).toEqual([]);
  });

  it('what is imported and not used leaves nothing', async () => {
    const unused = readDoors().map(({ name }, index) => `import * as door${index} from '${name}';`);
    expect(await bundle(unused.join('\n'))).toEqual({ size: 0, code: '', modules: [] });
  });
});

it('no module does anything when it is imported, also where nobody takes its word for it', async () => {
  const application = copyApplication(inject('application'), {});
  const manifest = join(application, 'node_modules/holdfast/package.json');
  // What it says of side effects, which lets a bundler leave out a module without a look.
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('"sideEffects"', '"unsaid"'));
  // The doubles of tests take the true timers of the machine at once, before somebody puts false ones in their place.
  for (const { name } of readDoors().filter((door) => !door.name.startsWith('holdfast/testing'))) {
    const { code } = await bundleByVite(`import '${name}';`, application);
    // Sums may be left, such as a quarter of an hour in milliseconds, and an empty context of React's, under names of a letter or two.
    // Whatever does something to the page has a longer one.
    const words = code.replaceAll(/import[^;"]*"[^"]+";?/g, '').match(/[a-z_$][\w$]{2,}/gi) ?? [];
    expect([name, ...words.filter((word) => !['var', 'null'].includes(word))]).toEqual([name]);
  }
});
