import type { Accept } from '../elements.ts';
import { isRegister, register } from '../fragment.ts';
import { migratePart } from '../items/migrating.ts';
import { parseElement, pathOf } from '../items/names.ts';
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
      const fields = Object.entries(migrate(element, fragment[1], from));
      return fields.map(([path, value]) => [path, register(fragment[0], value)] as const);
    } catch {
      return null;
    }
  };
}
