import { afterAll, describe, expect, it } from 'vitest';
import { importSample, isStory, readOutcomes, runSample, withOutcome } from '../../house/outcomes.ts';
import { gatherFiles, listPages, readPage } from '../../house/samples.ts';
import { makeWorkFolder } from '../../support/work-folder.ts';

const pages = listPages().map(readPage);

for (const page of pages) {
  it.each(withOutcome(page))(`${page.path}: %s says what comes out`, async (file) => {
    const outcomes = readOutcomes(page.files.get(file) ?? '');
    expect(await runSample(page, file)).toEqual(outcomes);
  });
}

const stories = pages.flatMap((page) =>
  [...page.files].filter(([file, code]) => isStory(file, code)).map(([file]) => ({ page, file })),
);
const folder = makeWorkFolder('stories');
afterAll(folder.remove);
for (const { page, file } of stories) {
  describe(`${page.path}: ${file}`, async () => {
    await importSample(page, file, folder.path);
  });
}

it('what a sample logs is compared with what it says, and with nothing left out', async () => {
  const text = '```ts\n// a.ts\nconsole.log([1], { a: 1, b: 2 }); // → [1], { a: 1, … }\nconsole.log(2); // → 3\n```';
  const page = gatherFiles('x.md', text);
  const [first, second] = await runSample(page, 'a.ts');
  const [firstSaid, secondSaid] = readOutcomes(page.files.get('a.ts') ?? '');
  expect(withOutcome(page)).toEqual(['a.ts']);
  expect(first).toEqual(firstSaid);
  expect(second).not.toEqual(secondSaid);
  expect(readOutcomes('console.log(a); // → { a: 1, b: { c: 2 } }')).not.toEqual([[{ a: 1, b: { c: 2, d: 3 } }]]);
});
