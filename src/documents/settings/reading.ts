import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { Stamp } from '../stamp.ts';
import type { SettingMember } from './paths.ts';
import type { Leaf, Shape } from './shape.ts';

/** What somebody set: a value, or whether a set has a member; without a member, all that a set had until then. */
export interface Part {
  readonly element: string;
  readonly leaf: Leaf;
  readonly member: SettingMember | undefined;
  readonly stamp: Stamp;
  readonly value: unknown;
}

type Issues = readonly StandardSchemaV1.Issue[];
export type Verdict = { readonly value: object } | { readonly issues: Issues };
/** Asks the schema about a whole object. */
export type Check = (candidate: object) => Verdict;

/** Older before newer, and everywhere the same. */
export const inOrder = (parts: readonly Part[]): Part[] =>
  [...parts].sort((a, b) => (a.stamp + a.element < b.stamp + b.element ? -1 : 1));

/** What holds at a leaf, by the parts that concern it, older ones first. Members stand in the order in which they came. */
export function valueAt(leaf: Leaf, parts: readonly Part[]): unknown {
  if (!leaf.isSet) return parts.length ? parts[parts.length - 1]?.value : leaf.fallback;
  let members = new Set(leaf.fallback as readonly SettingMember[]);
  for (const { member, value } of parts)
    if (member === undefined) members = new Set(value as readonly SettingMember[]);
    else if (value) members.add(member);
    else members.delete(member);
  return [...members];
}

/** The values of all leaves, by path. */
export function valuesOf(shape: Shape, parts: readonly Part[]): Map<string, unknown> {
  const mine = new Map<string, Part[]>();
  for (const part of parts) mine.set(part.leaf.path, [...(mine.get(part.leaf.path) ?? []), part]);
  return new Map([...shape].map(([path, leaf]) => [path, valueAt(leaf, mine.get(path) ?? [])]));
}

/** The whole object, as the schema takes it. What is undefined is left out. */
export function objectOf(shape: Shape, values: ReadonlyMap<string, unknown>): object {
  const whole: Record<string, unknown> = {};
  for (const { path, keys } of shape.values()) {
    let group = whole;
    for (const key of keys.slice(0, -1)) {
      group[key] ??= {};
      group = group[key] as Record<string, unknown>;
    }
    const value = values.get(path);
    if (value !== undefined) group[keys[keys.length - 1] as string] = value;
  }
  return whole;
}

const keyOf = (part: PropertyKey | StandardSchemaV1.PathSegment): string =>
  String(typeof part === 'object' ? part.key : part);

export const pathOf = ({ path = [] }: StandardSchemaV1.Issue): string => path.map(keyOf).join('.');

/** Whether an issue names this part and no other. One about a whole set or group names nobody. */
function names({ path = [] }: StandardSchemaV1.Issue, part: Part, list: unknown): boolean {
  const { keys, isSet } = part.leaf;
  if (!keys.every((key, at) => path[at] !== undefined && keyOf(path[at]) === key)) return false;
  const at = path[keys.length];
  if (!isSet) return true;
  const named = at !== undefined && (list as readonly unknown[])[Number(keyOf(at))];
  return (
    at !== undefined && (part.member === undefined ? (part.value as unknown[]).includes(named) : named === part.member)
  );
}

/** What is shown of parts, and which of them are not. */
export interface Settled {
  readonly value: object;
  readonly parts: readonly Part[];
  readonly refused: readonly (readonly [part: Part, reason: string])[];
}

/**
 * What the schema accepts of what is stored, the same in every tab. First what its issues name is left out; where that doesn't
 * help, for instance because two settings don't go together, the older ones stand and the newer are left out.
 */
export function settle(shape: Shape, all: readonly Part[], check: Check): Settled {
  const refused: (readonly [Part, string])[] = [];
  const ask = (parts: readonly Part[]) => {
    const values = valuesOf(shape, parts);
    return [check(objectOf(shape, values)), values] as const;
  };
  let parts = inOrder(all);
  let [verdict, values] = ask(parts);
  while ('issues' in verdict) {
    const { issues } = verdict;
    const before = parts;
    parts = before.filter((part) => {
      const issue = issues.find((each) => names(each, part, values.get(part.leaf.path)));
      if (issue) refused.push([part, issue.message]);
      return !issue;
    });
    if (parts.length === before.length) break;
    [verdict, values] = ask(parts);
  }
  if ('value' in verdict) return { value: verdict.value, parts, refused };

  let last = verdict;
  let value: object = {};
  let good: readonly Part[] = [];
  let left = parts;
  // One that is refused alone may be accepted beside a later one, so again until nothing more is.
  for (let before = -1; before !== good.length; ) {
    before = good.length;
    for (const part of left) {
      const [next] = ask(inOrder([...good, part]));
      if ('issues' in next) last = next;
      else {
        good = inOrder([...good, part]);
        value = next.value;
      }
    }
    left = left.filter((part) => !good.includes(part));
  }
  if (!good.length) {
    const [bare] = ask([]);
    if ('value' in bare) value = bare.value;
  }
  const reason = last.issues[0]?.message ?? 'refused';
  return { value, parts: good, refused: [...refused, ...left.map((part) => [part, reason] as const)] };
}
