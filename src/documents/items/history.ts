import type { Element } from '../elements.ts';
import { isRegister } from '../fragment.ts';
import { contentOf, type Register } from '../register.ts';
import type { Stamp } from '../stamp.ts';
import type { Items } from './editing.ts';
import { elementOf, parseElement } from './names.ts';

/** What an edit of an item changes, so that it can be taken back: one element, from what to what. */
interface ItemChange {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly base: Stamp;
  readonly stamp: Stamp;
}

/** No edit bears it. */
const never = '-';

/** Of edits that were made for one item, the one that was asked for: the others only take it out of its array. */
export function changeOf(
  { list, whole }: Items,
  edits: readonly Element[],
  find: (element: string) => Register | undefined,
): ItemChange | undefined {
  for (const [name, edit] of edits) {
    const place = parseElement(name);
    if (!place || !isRegister(edit) || edit[0] === whole?.[0]) continue;
    const [path, id, part] = place;
    const item = list.find((each) => each.id === id);
    // What was added is taken back by removing it: others may have written into it.
    if (!item) return { path: elementOf(path, id, '@gone'), before: true, after: undefined, base: never, stamp: '' };
    const before = { '@place': item.at, '@gone': undefined }[part as '@place' | '@gone'];
    const field = part.startsWith('.') ? (item.value as Record<string, unknown>)[part.slice(1)] : before;
    return { path: name, before: field, after: contentOf(edit), base: find(name)?.[0] ?? '', stamp: edit[0] };
  }
  return undefined;
}
