import type { Accept } from '../elements.ts';
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
      if (item) return migratePart(item, fragment, (path, value) => migrate(path, value, from));
      // What lost goes where its own value leads.
      return partsOf(fragment).flatMap((part) =>
        Object.entries(migrate(element, contentOf(part), from)).map(
          ([path, value]) => [path, rewritten(part, value)] as const,
        ),
      );
    } catch {
      return null;
    }
  };
}
