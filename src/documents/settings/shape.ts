import type { SettingsScope } from './face.ts';
import type { SettingMember } from './paths.ts';

/** One setting: where it stands, what it is without anybody's doing, and whom it is for. */
export interface Leaf {
  readonly path: string;
  readonly keys: readonly string[];
  readonly fallback: unknown;
  readonly scope: SettingsScope;
  /** Whether each member of its list is an element of its own. */
  readonly isSet: boolean;
}

/** All settings by path, in the order of the defaults. */
export type Shape = ReadonlyMap<string, Leaf>;

export type Group = Readonly<Record<string, unknown>>;

/** An object that holds settings. An empty one is a value: the default of a record. */
export const isGroup = (value: unknown): value is Group =>
  Object.prototype.toString.call(value) === '[object Object]' && Object.keys(value as object).length > 0;

/** Whether `path` is `group`, or stands in it. */
export const isWithin = (group: string, path: string): boolean => path === group || path.startsWith(`${group}.`);

/** Whether a set can hold it. */
export const isMember = (value: unknown): value is SettingMember =>
  typeof value === 'number' ? Number.isFinite(value) : typeof value === 'string' || typeof value === 'boolean';

/** Every leaf of `defaults`. `scopeOf` and `sets` speak of paths. */
export function readShape(
  defaults: Group,
  sets: readonly string[],
  scopeOf: (path: string) => SettingsScope,
): Map<string, Leaf> {
  const shape = new Map<string, Leaf>();
  const walk = (group: Group, above: readonly string[]): void => {
    for (const [key, fallback] of Object.entries(group)) {
      const keys = [...above, key];
      const path = keys.join('.');
      if (isGroup(fallback)) walk(fallback, keys);
      else shape.set(path, { path, keys, fallback, scope: scopeOf(path), isSet: sets.includes(path) });
    }
  };
  walk(defaults, []);
  return shape;
}

/*
 * Elements are `@set:path` for all tabs and `@tab:id:path` for one; a member of a set adds `=` and its JSON. The `@` says that they
 * are nobody's unfinished work.
 */
const pattern = /^@(?:set|tab:([^:]*)):([^:=]+)(?:=(.*))?$/s;

/** The part of an element's name that says whose it is. */
export const ownerOf = (tab: string | null): string => (tab === null ? '@set:' : `@tab:${tab}:`);

export const elementOf = (owner: string, path: string, member?: SettingMember): string =>
  owner + path + (member === undefined ? '' : `=${JSON.stringify(member)}`);

/** What an element's name says. */
export interface Place {
  readonly owner: string;
  /** The tab it is for, or null. */
  readonly tab: string | null;
  readonly path: string;
  readonly member: SettingMember | undefined;
}

/** Reads the name of an element, or null when it is none of a setting. */
export function parseElement(element: string): Place | null {
  const [, tab = null, path, text] = pattern.exec(element) ?? [];
  if (path === undefined) return null;
  try {
    const member = text === undefined ? undefined : (JSON.parse(text) as SettingMember);
    return { owner: ownerOf(tab), tab, path, member };
  } catch {
    return null;
  }
}
