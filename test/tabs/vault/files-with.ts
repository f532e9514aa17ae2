import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files below `folder` in which `text` stands, as UTF-8 or as UTF-16. */
export function filesWith(folder: string, text: string): string[] {
  const needles = [Buffer.from(text), Buffer.from(text, 'utf16le')];
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => {
    if (!entry.isFile()) return false;
    const content = readFileSync(join(entry.parentPath, entry.name));
    return needles.some((needle) => content.includes(needle));
  });
  return found.map(({ parentPath, name }) => join(parentPath, name));
}
