import { judge } from './judge.ts';
import { readOptions, usage } from './options.ts';
import { createPlace, type PlaceOptions } from './place.ts';

// `npm run conformance -- <address> …`: asks a server in any language whether it keeps to docs/protocol.md.

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const words = { passed: '  pass ', failed: '  FAIL ', skipped: '  skip ' };

async function run(options: PlaceOptions): Promise<number> {
  const count = { passed: 0, failed: 0, skipped: 0 };
  let idea = '';
  for await (const { about, says, outcome, why } of judge(createPlace(options))) {
    if (about !== idea) say(`${idea && '\n'}${about}`);
    idea = about;
    count[outcome]++;
    say(`${words[outcome]} ${says}`);
    if (why) say(`        ${why}`);
  }
  say(`\n${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
  return count.failed === 0 ? 0 : 1;
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options) process.exitCode = await run(options);
  else say(usage);
} catch (failure) {
  process.stderr.write(`${failure instanceof Error ? failure.message : String(failure)}\n\n${usage}`);
  process.exitCode = 2;
}
