import { type Fragment, isRegister } from '../documents/fragment.ts';
import { isSet, losersOf, overOf } from '../documents/register.ts';

const sketch = (fragment: Fragment): unknown => {
  if (isRegister(fragment))
    return [fragment[0], isSet(fragment), overOf(fragment), losersOf(fragment).map(([stamp]) => stamp)];
  const { changes, setting, item, born } = fragment;
  const lengths = Object.entries(changes).map(([replica, list]) => [replica, list.length] as const);
  return [lengths.sort(([a], [b]) => (a < b ? -1 : 1)), setting?.[0], item?.[0], born];
};

/**
 * What tells one state of a document from another, as text: stamps and lengths, no value. No two edits have the same stamp, so where
 * summaries are the same, so are the contents. Nothing is ''.
 */
export function summarize(elements: ReadonlyMap<string, Fragment>): string {
  const parts = [...elements].sort(([a], [b]) => (a < b ? -1 : 1));
  return parts.length ? JSON.stringify(parts.map(([name, fragment]) => [name, sketch(fragment)])) : '';
}
