import { hasFile } from './codec.ts';
import { keyOf } from './keys.ts';
import type { Found } from './reading.ts';
import { packParts } from './stored.ts';

/*
 * Many small records cost more to read, to open and to parse than a few that hold as much: 200 sealed fields twice the time, 1,000 lines
 * of a cart three times. So what is folded at once stands together in pages of the base. Every element stands in one record of the
 * base only: what has changed in a page is folded with the whole page, so that nothing old stays behind in it.
 */

/** Elements in one page. */
const pageSize = 64;
/** Fewer that are folded at once stay records of their own. */
const fewest = 16;
/** Characters: a page stays well below what browsers put into a file of its own, and a long text isn't written again for others. */
const roomInPage = 32_768;
const roomForOne = 4096;
/** In one transaction, so that it stays short. */
const records = 64;
const elements = 512;

const mark = '*';

/** Under a new name, so that no two tabs write the same page. */
export const pageKey = (prefix: string, name: string): string => keyOf(prefix, mark + name);

export const isPage = (prefix: string, { key }: Found): boolean => key.startsWith(mark, prefix.length);

export type Joined = readonly [element: string, fragment: unknown];

/** What of this goes into pages together, and what stays alone. All of it is sealed, or nothing. */
export function paginate(joined: readonly Joined[]): { readonly pages: Joined[][]; readonly alone: Joined[] } {
  const alone: Joined[] = [];
  const pages: Joined[][] = [];
  let room = 0;
  for (const each of joined) {
    const [element, fragment] = each;
    const weight = hasFile(fragment) ? roomForOne + 1 : packParts([each], '').text.length;
    const last = pages.at(-1);
    // The engine's own are looked for by their keys.
    if (element.startsWith('@') || weight > roomForOne) alone.push(each);
    else if (last && last.length < pageSize && weight <= room) {
      last.push(each);
      room -= weight;
    } else {
      pages.push([each]);
      room = roomInPage - weight;
    }
  }
  const rest = (pages.at(-1)?.length ?? fewest) < fewest ? (pages.pop() ?? []) : [];
  return { pages, alone: [...alone, ...rest] };
}

/** The elements that a record went into. */
export const elementsIn = ({ verdict }: Found): readonly string[] => (typeof verdict === 'string' ? [] : verdict);

/** As stored; files count as more than fits. */
const sizeOf = ({ value }: Found): number =>
  typeof value === 'string' ? value.length : value instanceof ArrayBuffer ? value.byteLength : roomForOne + 1;

/** By element, the records of the base that hold something of it: one, but for what a claim put beside a page. */
function holdersIn(found: readonly Found[]): ReadonlyMap<string, readonly Found[]> {
  const holders = new Map<string, Found[]>();
  for (const each of found)
    if (each.origin === 'base')
      for (const element of elementsIn(each)) holders.set(element, [...(holders.get(element) ?? []), each]);
  return holders;
}

/** Records of the base that stand in no good order: where an element has two, and where there are enough for a page. */
export function scattered(found: readonly Found[], prefix: string): ReadonlySet<Found> {
  const twice = [...holdersIn(found).values()].filter(({ length }) => length > 1).flat();
  const small = found.filter(
    (each) =>
      each.origin === 'base' &&
      !isPage(prefix, each) &&
      elementsIn(each).some((name) => !name.startsWith('@')) &&
      sizeOf(each) <= roomForOne,
  );
  return new Set([...twice, ...(small.length >= pageSize ? small : [])]);
}

/**
 * `chosen` in portions that are folded in one transaction each, with the records of the base that hold anything of the same elements:
 * these are replaced.
 */
export function portions(chosen: readonly Found[], found: readonly Found[]): Found[][] {
  const holders = holdersIn(found);
  const held = (each: Found): readonly Found[] => elementsIn(each).flatMap((element) => holders.get(element) ?? []);
  const sorted = chosen.map((each) => [held(each)[0]?.key ?? '', each] as const);
  /** Each in one of them only: what a transaction has put must not be taken away by the next as what stood there before. */
  const placed = new Set<Found>();
  const parts: Found[][] = [];
  // Even ones: the few that are left behind full ones would come into no page.
  const count = new Set(chosen.flatMap((each) => [each, ...held(each)])).size;
  const most = Math.ceil(count / Math.ceil(count / records));
  let room = 0;
  for (const [, each] of sorted.sort(([a], [b]) => (a < b ? -1 : Number(a > b)))) {
    const last = parts.at(-1);
    const more = [...new Set([each, ...held(each)])].filter((one) => !placed.has(one));
    const weight = more.reduce((sum, one) => sum + elementsIn(one).length, 0);
    if (last && last.length + more.length <= most && weight <= room) last.push(...more);
    else parts.push(more);
    room = (parts.at(-1) === last ? room : elements) - weight;
    for (const one of more) placed.add(one);
  }
  return parts.filter(({ length }) => length > 0);
}
