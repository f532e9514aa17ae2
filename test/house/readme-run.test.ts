import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { readSamples } from './readme.ts';
import { readSource, root } from './sources.ts';

it('the README’s test ends as its last line says', async () => {
  const sample = readSamples(readSource('README.md')).find(({ file }) => file === 'app.test.ts');
  const cache = join(root, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const directory = mkdtempSync(join(cache, 'readme-run-'));
  const said = vi.spyOn(console, 'log').mockImplementation(() => {});
  try {
    writeFileSync(join(directory, 'app.ts'), sample?.code ?? '');
    await import(/* @vite-ignore */ join(directory, 'app.ts'));
    expect(said.mock.calls).toEqual([[expect.objectContaining({ status: 'unauthenticated', reason: 'idle' })]]);
  } finally {
    said.mockRestore();
    rmSync(directory, { recursive: true, force: true });
  }
});
