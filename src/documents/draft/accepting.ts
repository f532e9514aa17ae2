import type { Accept, Element } from '../elements.ts';
import { isRegister } from '../fragment.ts';
import { migratePart } from '../items/migrating.ts';
import { parseElement, pathOf } from '../items/names.ts';
import { contentOf, partsOf, rewritten } from '../register.ts';
import type { DraftOptions } from './face.ts';
import type { DraftSteps } from './steps.ts';

/** What a draft takes of what is stored: registers, translated by `migrate` where an older version wrote them, and no secrets. */
export function createAccept<Steps extends DraftSteps>(
  { version = 1, migrate }: DraftOptions<Steps>,
  secret: ReadonlySet<string>,
): Accept {
  return (element, fragment, from) => {
    if (!isRegister(fragment)) return null;
    if (secret.has(pathOf(element))) return [];
    if (!migrate || from >= version || element.startsWith('@')) return [[element, fragment]];
    try {
      const item = parseElement(element);
      const moved: Element[] = [];
      // What lost goes where its own value leads.
      for (const part of partsOf(fragment)) {
        const edits = item
          ? migratePart(item, part, (path, value) => migrate(path, value, from))
          : Object.entries(migrate(element, contentOf(part), from)).map(
              ([path, value]): Element => [path, rewritten(part, value)],
            );
        if (!edits) return null;
        moved.push(...edits);
      }
      return moved;
    } catch {
      return null;
    }
  };
}
