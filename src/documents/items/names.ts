/** The parts of an item, each an element by itself: where it stands, whether it was removed, and its fields. */
export type Part = '@place' | '@gone' | `.${string}`;

/** Names an item's part. No name of a field that anybody would choose has a tab character in it. */
export const elementOf = (path: string, id: string, part: Part): string => `${path}\t${id}\t${part}`;

/** Path of the array, id and part of an item. */
export type Place = readonly [path: string, id: string, part: Part];

/** Where an element stands, or null for an element that is none. */
export function parseElement(name: string): Place | null {
  const end = name.indexOf('\t');
  const start = name.indexOf('\t', end + 1);
  return start < 0 ? null : [name.slice(0, end), name.slice(end + 1, start), name.slice(start + 1) as Part];
}

/** Path of what an element belongs to: a field, or the array of an item. */
export const pathOf = (name: string): string => (name.includes('\t') ? name.slice(0, name.indexOf('\t')) : name);
