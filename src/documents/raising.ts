import { closing, type Element, type Elements, latest } from './elements.ts';
import { type Fragment, isRegister, newest } from './fragment.ts';
import { pathOf } from './items/names.ts';
import { losersOf, restamped } from './register.ts';
import { momentOf, type Stamp } from './stamp.ts';

/** When somebody else than this stay last wrote anything. Nothing is ''. */
export function changedElsewhere(all: Elements, own: Elements): Stamp {
  const stored = ([element, fragment]: Element): readonly Fragment[] => {
    if (newest(own.get(element) ?? ['']) !== newest(fragment)) return [fragment];
    return isRegister(fragment) ? losersOf(fragment) : [];
  };
  return latest([...all].flatMap(stored));
}

/**
 * Lifts what was typed before it was known what is stored above that, also where the clock was set back since. `all` and `own` are
 * read while `apply` changes them.
 */
export function raise(
  all: Elements,
  own: Elements,
  now: number,
  tick: (after: Stamp) => Stamp,
  apply: (edit: Element) => void,
): void {
  const closed = all.get(closing) ?? [''];
  // In the order in which it was typed. An array that was set as a whole covers the items before it, so these look at it, too.
  const typed = [...own].sort(([, a], [, b]) => (newest(a) < newest(b) ? -1 : Number(newest(a) > newest(b))));
  const raised = new Map<string, Stamp>();
  for (const [element, fragment] of typed) {
    const path = pathOf(element);
    const known = [element, path].map((name): Fragment => all.get(name) ?? ['']);
    const top = latest([...known, [raised.get(path) ?? ''], closed]);
    if (element === closing || !isRegister(fragment) || fragment[0] >= top || momentOf(top) < now) continue;
    const stamp = tick(top);
    raised.set(path, stamp);
    apply([element, restamped(fragment, stamp)]);
  }
}
