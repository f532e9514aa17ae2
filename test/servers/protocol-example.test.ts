import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ada, example, grace, readPython } from './protocol-example.ts';

const python = await readPython();
if (python.missing) process.stdout.write(`skipped: the example of the protocol, there is ${python.missing}\n`);

const command = fileURLToPath(new URL('../conformance/run.ts', import.meta.url));

/** What `npm run conformance` says, and its exit code. */
const run = (...words: readonly string[]): Promise<{ readonly said: string; readonly code: number }> =>
  new Promise((done) => {
    execFile(process.execPath, [command, ...words], (failure, said, wrong) => {
      done({ said: said + wrong, code: failure ? Number(failure.code) : 0 });
    });
  });

it('the example of the protocol is as short as it says', () => {
  expect(example.trimEnd().split('\n').length).toBeLessThanOrEqual(40);
});

describe.skipIf(python.missing)('npm run conformance', () => {
  it('finds that the example keeps to every rule, and tells no credential', async () => {
    const { base, close } = await python.serve(example);
    const { said, code } = await run(base, '--header', ada, '--other-header', grace);
    await close();
    expect(said).not.toMatch(/FAIL|s-token/);
    // It has no cookies and no stream: two rules about the one and six about the other.
    expect(said).toMatch(/\n32 passed, 0 failed, 8 skipped\n$/);
    expect(code).toBe(0);
  });

  it('finds it out when a single condition is taken from it', async () => {
    const careless = example.replace('AND name = ? AND rev = ?', 'AND name = ? AND ? IS NOT NULL');
    expect(careless).not.toBe(example);
    const { base, close } = await python.serve(careless);
    const { said, code } = await run(base, '--header', ada, '--other-header', grace);
    await close();
    expect(said).toMatch(/FAIL {2}of many who replace one revision at once, one does\n +12 times PUT/);
    expect(said).not.toMatch(/s-token/);
    expect(said).toMatch(/passed, [1-9] failed, 8 skipped\n$/);
    expect(code).toBe(1);
  });

  it('fails, and does not fall over, where nobody answers', async () => {
    const { base, close } = await python.serve(example);
    await close();
    const { said, code } = await run(base, '--header', ada, '--quick');
    expect(said).toMatch(/GET conformance-\S+ was not answered: fetch failed, .*ECONNREFUSED/);
    expect([/\n0 passed, \d+ failed, \d+ skipped\n$/.test(said), code]).toEqual([true, 1]);
  });
});
