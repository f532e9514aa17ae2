import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { doors } from '../house/doors.ts';
import { readDoors } from '../support/doors.ts';
import { run } from '../support/pack.ts';
import { copyApplication, peers } from './installed.ts';

/** This Node, and the one that npm was started with, which may be the oldest that is promised. */
const nodes = [...new Set([process.execPath, process.env['npm_node_execpath'] ?? process.execPath])];

describe.each(nodes)('a script in %s', (node) => {
  it('runs a session on the test browser, with nothing installed that it does not use', async () => {
    const application = inject('application');
    cpSync(fileURLToPath(new URL('node', import.meta.url)), application, { recursive: true });
    expect(JSON.parse(await run(node, ['session.mjs'], application))).toEqual({
      outcome: 'signed-in',
      total: 2400,
      status: 'unauthenticated',
      reason: 'idle',
    });
  });
});

describe('every door', () => {
  let application: string;
  beforeAll(() => {
    application = copyApplication(inject('application'), Object.fromEntries(peers().map((name) => [name, name])));
  });

  it.each(readDoors())(
    '$name is imported on a server without a word, and nothing begins to run',
    async ({ name, entries }) => {
      const file = `${name.replaceAll('/', '-')}.mjs`;
      // A timer, a channel or a listener that importing left behind would keep the process from ending.
      const lines = [
        `import * as door from '${name}';`,
        'const { length } = process.getActiveResourcesInfo().filter((what) => !/^(TTYWrap|PipeWrap|CloseReq)$/.test(what));',
        'console.log(JSON.stringify({ length, names: Object.keys(door) }));',
      ];
      writeFileSync(join(application, file), lines.join('\n'));
      const said = JSON.parse(await run(process.execPath, [file], application));
      const promised = doors[`src/${entries.at(-1)}.ts`] ?? doors[`src/${entries.at(-1)}.tsx`];
      expect(said).toEqual({ length: 0, names: promised?.values.toSorted() });
    },
  );
});
