import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkSamples, readSamples } from './readme.ts';
import { readSource, root } from './sources.ts';

it('the page on form libraries shows code that compiles beside the recipes', async () => {
  const folder = 'docs/recipes/forms';
  const samples = readSamples(readSource(`${folder}/README.md`));
  expect(samples.map(({ file }) => file)).toEqual(['checkout.ts', 'hook-form.tsx', 'tanstack.tsx']);
  const recipes = readdirSync(join(root, folder)).filter((file) => file.endsWith('.ts'));
  const copied = recipes.map((file) => ({ file, line: 1, code: readSource(`${folder}/${file}`) }));
  expect(await checkSamples([...copied, ...samples])).toBe('');
});
