import type { Records } from '../platform/records.ts';

/** A list of `[text, …]` in the records. What can't be read is an empty one. */
export function readList<Item extends readonly [string, unknown, ...unknown[]]>(records: Records, key: string): Item[] {
  try {
    const found: unknown = JSON.parse(records.read(key) ?? '[]');
    return (found as unknown[]).filter((item): item is Item => Array.isArray(item) && typeof item[0] === 'string');
  } catch {
    return [];
  }
}

/** An empty list leaves no record. */
export function writeList(records: Records, key: string, texts: readonly string[]): void {
  if (texts.length) records.write(key, `[${texts.join()}]`);
  else if (records.read(key) !== null) records.write(key, null);
}
