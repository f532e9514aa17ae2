import { expect, it } from 'vitest';
import { needsPage, readOutcomes, runSample, withOutcome } from '../../house/outcomes.ts';
import { gatherFiles } from '../../house/samples.ts';
import { tellSamples } from './telling.ts';

tellSamples(false);

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

it('a sample is run in a page where it, or what it imports, needs one', () => {
  const text = [
    '```ts\n// a.ts\nimport { b } from "./b";\n```',
    '```ts\n// b.ts\nexport const b = () => localStorage;\n```',
    '```ts\n// c.ts\nexport const c = 1;\n```',
  ].join('\n');
  const page = gatherFiles('x.md', text);
  expect([...page.files.keys()].filter((file) => needsPage(page, file))).toEqual(['a.ts', 'b.ts']);
});
