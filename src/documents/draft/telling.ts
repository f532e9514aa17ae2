import { pathOf } from '../items/names.ts';
import { createWatching, type Watching } from '../watching.ts';

/** Who watches single fields of a draft, and the way to tell them. */
export interface Telling {
  readonly watch: Watching['watch'];
  /** These elements were brought up to date. */
  tell(elements: readonly string[]): void;
  /** Other contents are shown from the next telling on. */
  begun(): void;
}

export function createTelling(
  valueAt: (path: string) => unknown,
  errors: () => Readonly<Record<string, string>>,
): Telling {
  const { watch, tell, tellAll } = createWatching((path) => [valueAt(path), errors()[path]]);
  let told = errors();
  let begun = false;
  return {
    watch,
    tell(elements) {
      const before = told;
      told = errors();
      if (begun) tellAll();
      else tell(elements.map(pathOf));
      begun = false;
      if (told !== before) tell(Object.keys({ ...before, ...told }));
    },
    begun() {
      begun = true;
    },
  };
}
