import type { FileFacts } from '../platform/crypto.ts';

/** A value as text, and the files in it, which the text names by their place. */
export interface Packed {
  readonly text: string;
  readonly files: readonly unknown[];
}

/** Stands for what JSON has no word for. An object that has such a key itself is wrapped. */
const mark = '$';

const tagOf = (value: unknown): string => Object.prototype.toString.call(value).slice(8, -1);
/** Most of what is stored: its tag need not be asked for, which takes longer than all else. */
const isPlainObject = (value: object): boolean => Object.getPrototypeOf(value) === Object.prototype;
export const isFile = (value: unknown): value is FileFacts =>
  typeof value === 'object' && value !== null && !isPlainObject(value) && /^(Blob|File)$/.test(tagOf(value));

/** Whether there is a file anywhere in it. */
export const hasFile = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && (isFile(value) || Object.values(value).some(hasFile));

/** What of a file stands in the text. */
const factsOf = ({ type, name, lastModified }: FileFacts): FileFacts =>
  name === undefined ? { type } : { type, name, ...(lastModified !== undefined && { lastModified }) };

/** Whether JSON carries it unchanged, and nothing in it has to be marked: then it needn't be looked at twice. */
function isJson(part: unknown): boolean {
  if (typeof part === 'string' || typeof part === 'boolean' || part === null) return true;
  if (typeof part === 'number') return Number.isFinite(part) && !Object.is(part, -0);
  if (typeof part !== 'object' || !isPlainObject(part))
    return Array.isArray(part) && !part.includes(undefined) && part.every(isJson);
  return !(mark in part) && Object.values(part).every(isJson);
}

/** Everything that counts as data, as text; what `JSON.stringify` would change or refuse is marked. */
export function pack(value: unknown): Packed {
  if (isJson(value)) return { text: JSON.stringify(value), files: [] };
  const files: unknown[] = [];
  const marked = (kind: string, content?: unknown): unknown => ({ [mark]: [kind, content] });
  const walk = (part: unknown): unknown => {
    if (part === undefined) return marked('undefined');
    if (typeof part === 'bigint') return marked('bigint', String(part));
    if (typeof part === 'number')
      return Number.isFinite(part) && !Object.is(part, -0)
        ? part
        : marked('number', Object.is(part, -0) ? '-0' : `${part}`);
    if (typeof part !== 'object' || part === null) return part;
    if (Array.isArray(part)) return Array.from(part, walk);
    if (!isPlainObject(part) && tagOf(part) === 'Date')
      return marked('date', (part as { getTime(): number }).getTime());
    if (isFile(part)) return marked('file', [files.push(part) - 1, factsOf(part)]);
    const object = Object.fromEntries(Object.entries(part).map(([key, each]) => [key, walk(each)]));
    return mark in part ? marked('object', object) : object;
  };
  return { text: JSON.stringify(walk(value)), files };
}

/** Whether there is nothing in a text of {@link pack} but what JSON has words for: `JSON.parse` reads it. */
export const isPlain = (text: string): boolean => !text.includes(`"${mark}":`);

/** Where files stand in a text, and what is known of them. */
export type FileAsked = readonly [at: number, facts: FileFacts];

/** The value in a text of {@link pack}. `dateOf` makes a date of a moment, `fileOf` finds a file. Throws for another text. */
export async function unpack(
  text: string,
  dateOf: (moment: number) => unknown,
  fileOf: (...asked: FileAsked) => Promise<unknown>,
): Promise<unknown> {
  const pending: Promise<void>[] = [];
  const walk = (part: unknown, put: (value: unknown) => void): unknown => {
    if (typeof part !== 'object' || part === null) return part;
    if (Array.isArray(part)) {
      part.forEach((each, at) => {
        part[at] = walk(each, (value) => {
          part[at] = value;
        });
      });
      return part;
    }
    const found = part as Record<string, unknown>;
    const special = found[mark];
    if (!Array.isArray(special)) return walkObject(found);
    const [kind, content] = special as [string, unknown];
    if (kind === 'undefined') return undefined;
    if (kind === 'bigint') return BigInt(content as string);
    if (kind === 'number') return Number(content);
    if (kind === 'date') return dateOf(content === null ? Number.NaN : (content as number));
    if (kind === 'file') {
      pending.push(fileOf(...(content as FileAsked)).then(put));
      return undefined;
    }
    return walkObject(content as Record<string, unknown>);
  };
  const walkObject = (object: Record<string, unknown>): unknown => {
    for (const [key, each] of Object.entries(object))
      object[key] = walk(each, (value) => {
        object[key] = value;
      });
    return object;
  };
  const root = { value: JSON.parse(text) as unknown };
  if (isPlain(text)) return root.value;
  walkObject(root);
  await Promise.all(pending);
  return root.value;
}
