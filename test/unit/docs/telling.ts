import { afterAll, describe, expect, it } from 'vitest';
import { importSample, isStory, needsPage, readOutcomes, runSample, withOutcome } from '../../house/outcomes.ts';
import { listPages, readPage } from '../../house/samples.ts';
import { makeWorkFolder } from '../../support/work-folder.ts';

/** Runs all samples that say what comes out, and those that are tests of their own: those that need a page, or the others. */
export function tellSamples(inPage: boolean): void {
  const folder = makeWorkFolder('stories');
  afterAll(folder.remove);
  for (const page of listPages().map(readPage)) {
    const here = [...page.files.keys()].filter((file) => needsPage(page, file) === inPage);
    const spoken = withOutcome(page).filter((file) => here.includes(file));
    it.each(spoken)(`${page.path}: %s says what comes out`, async (file) => {
      const outcomes = readOutcomes(page.files.get(file) ?? '');
      expect(await runSample(page, file)).toEqual(outcomes);
    });
    for (const file of here.filter((name) => isStory(name, page.files.get(name) ?? ''))) {
      describe(`${page.path}: ${file}`, async () => {
        await importSample(page, file, folder.path);
      });
    }
  }
}
