import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

// By its folder: below a simulated page the module's own address is none of a file.
const cache = join(import.meta.dirname, '../../node_modules/.cache');

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
