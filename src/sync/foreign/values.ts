import type { DraftInside } from '../../documents/draft/ground.ts';
import { isData } from '../../vault/data.ts';

/** Values of a record by path. Where there is none, there is no entry. */
export type PathValues = ReadonlyMap<string, unknown>;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What `read` made of a record, by path. Throws a sentence about what is no data, or is in no step of the draft. */
export function valuesIn(made: unknown, { steps }: Pick<DraftInside, 'steps'>): PathValues {
  if (!isObject(made)) throw new TypeError('it is no object of steps');
  const values = new Map<string, unknown>();
  for (const [step, fields] of Object.entries(made)) {
    if (fields === undefined) continue;
    if (!steps.includes(step)) throw new TypeError(`the draft has no step "${step}"`);
    if (!isObject(fields)) throw new TypeError(`"${step}" is no object of fields`);
    for (const [field, value] of Object.entries(fields)) {
      if (value === undefined) continue;
      if (!isData(value)) throw new TypeError(`"${step}.${field}" is no data`);
      values.set(`${step}.${field}`, value);
    }
  }
  return values;
}

/** A record as a server had it. */
export interface Version {
  /** Empty where it isn't known. */
  readonly etag: string;
  readonly values: PathValues;
}

/** As it is stored, without what is held in memory only. */
export const packVersion = (
  { etag, values }: Version,
  { version, secret }: Pick<DraftInside, 'version' | 'secret'>,
): unknown => [version, etag, Object.fromEntries([...values].filter(([path]) => !secret.has(path)))];

/** What was stored; `other` where another version of the draft wrote it, null for what makes no sense. */
export function unpackVersion(
  stored: unknown,
  { version, secret }: Pick<DraftInside, 'version' | 'secret'>,
): Version | 'other' | null {
  const [by, etag, values] = Array.isArray(stored) ? (stored as readonly unknown[]) : [];
  if (typeof by !== 'number' || typeof etag !== 'string' || !isObject(values)) return null;
  if (by !== version) return 'other';
  return { etag, values: new Map(Object.entries(values).filter(([path]) => !secret.has(path))) };
}
