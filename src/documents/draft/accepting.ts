import type { Accept } from '../elements.ts';
import { isRegister, register } from '../fragment.ts';
import type { DraftOptions } from './face.ts';
import type { DraftSteps } from './steps.ts';

/** What a draft takes of what is stored: registers, translated by `migrate` where an older version wrote them, and no secrets. */
export function createAccept<Steps extends DraftSteps>(
  { version = 1, migrate }: DraftOptions<Steps>,
  secret: ReadonlySet<string>,
): Accept {
  return (element, fragment, from) => {
    if (!isRegister(fragment)) return null;
    if (secret.has(element)) return [];
    if (!migrate || from >= version || element.startsWith('@')) return [[element, fragment]];
    try {
      const fields = Object.entries(migrate(element, fragment[1], from));
      return fields.map(([path, value]) => [path, register(fragment[0], value)] as const);
    } catch {
      return null;
    }
  };
}
