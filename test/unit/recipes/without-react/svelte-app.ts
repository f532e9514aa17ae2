import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compile } from 'svelte/compiler';
import { makeWorkFolder } from '../../../support/work-folder.ts';
import type { Mount } from './stage.ts';

const recipe = join(import.meta.dirname, '../../../../docs/recipes/without-react');

/** What a browser gets: here the package would give its half for servers. */
const client = new URL('../index-client.js', import.meta.resolve('svelte/compiler')).href;

async function load(): Promise<unknown> {
  const { path, remove } = makeWorkFolder('svelte');
  const source = readFileSync(join(recipe, 'Note.svelte'), 'utf8');
  const { js } = compile(source, { generate: 'client', filename: 'Note.svelte', dev: true });
  const file = join(path, 'note.js');
  writeFileSync(file, js.code.replace("'./svelte.ts'", JSON.stringify(pathToFileURL(join(recipe, 'svelte.ts')).href)));
  const { default: component } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as { default: unknown };
  remove();
  return component;
}

export const mountSvelte: Mount = async (target, session, note) => {
  const { mount, unmount } = (await import(/* @vite-ignore */ client)) as typeof import('svelte');
  const component = (await load()) as Parameters<typeof mount>[0];
  const mounted = mount(component, { target, props: { session, note } });
  return async () => void (await unmount(mounted));
};
