import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { makeWorkFolder } from '../support/work-folder.ts';
import { readSamples } from './readme.ts';
import { readSource } from './sources.ts';

it('the README’s test ends as its last line says', async () => {
  const sample = readSamples(readSource('README.md')).find(({ file }) => file === 'app.test.ts');
  const folder = makeWorkFolder('readme-run');
  const said = vi.spyOn(console, 'log').mockImplementation(() => {});
  try {
    writeFileSync(join(folder.path, 'app.ts'), sample?.code ?? '');
    await import(/* @vite-ignore */ join(folder.path, 'app.ts'));
    expect(said.mock.calls).toEqual([[expect.objectContaining({ status: 'unauthenticated', reason: 'idle' })]]);
  } finally {
    said.mockRestore();
    folder.remove();
  }
});
