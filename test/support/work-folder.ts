import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cache = fileURLToPath(new URL('../../node_modules/.cache', import.meta.url));

export interface WorkFolder {
  readonly path: string;
  remove(): void;
}

/** Makes a folder for what a test builds. It is below `node_modules`, so that packages are found from there. */
export function makeWorkFolder(name: string): WorkFolder {
  mkdirSync(cache, { recursive: true });
  // Of its own, so that two runs at once don't take each other's files away.
  const path = mkdtempSync(join(cache, `${name}-`));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
