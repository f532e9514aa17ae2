import type { Kept } from '../vault/contents.ts';

/** Which elements are sealed: all, none, or those of some fields, with whatever is stored beneath a field. */
export function sealing(personal: boolean | readonly string[]): Kept['seals'] {
  if (typeof personal === 'boolean') return personal ? () => true : null;
  if (!personal.length) return null;
  // A field whose name only begins so is sealed as well, which does no harm.
  return (element) => personal.some((path) => element.startsWith(path) && !/^\w/.test(element.slice(path.length)));
}
