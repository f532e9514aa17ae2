import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright';

const axe = readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** What axe objects to in `part` of a page, short enough to be read in a failing test. `where` is said of each. */
export async function examine(page: Page, where: string, part: string, options: RunOptions = {}): Promise<string[]> {
  await page.evaluate(await axe);
  const asked = JSON.stringify([part, { ...options, resultTypes: ['violations'] }]);
  const { violations } = await page.evaluate<AxeResults>(`axe.run(...${asked})`);
  return violations.map(
    ({ id, nodes }) => `${where}: ${id} at ${nodes.map(({ target }) => target.join()).join(' | ')}`,
  );
}
