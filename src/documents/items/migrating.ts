import type { Element } from '../elements.ts';
import { contentOf, type Register, rewritten } from '../register.ts';
import { elementOf, type Part } from './names.ts';
import { isFields } from './reading.ts';

/** Translates what stands at one path of an older version into what stands at the paths of today. */
type Translate = (path: string, value: unknown) => Readonly<Record<string, unknown>>;

/**
 * Translates one part of an item as an array of one object that holds nothing else. So what knows how to translate the whole array
 * knows it of its items, too. Answers null for what can't be taken apart again.
 */
export function migratePart(
  [path, id, part]: readonly [path: string, id: string, part: Part],
  register: Register,
  translate: Translate,
): readonly Element[] | null {
  const value = contentOf(register);
  const field = part.startsWith('.') ? part.slice(1) : null;
  const moved: Element[] = [];
  for (const [to, list] of Object.entries(translate(path, [field === null ? {} : { [field]: value }]))) {
    if (!Array.isArray(list) || list.length > 1 || !list.every(isFields)) return null;
    // Where an item stands and whether it was removed goes along to wherever it does.
    if (field === null) moved.push(...list.map((): Element => [elementOf(to, id, part), register]));
    else
      for (const [name, content] of list.flatMap((item) => Object.entries(item)))
        moved.push([elementOf(to, id, `.${name}`), rewritten(register, content)]);
  }
  return moved;
}
