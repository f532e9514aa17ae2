import type { Accept, Element, Elements } from '../elements.ts';
import { isRegister, type Register, register } from '../fragment.ts';
import { type SharedNames, sharesAll } from '../sharing.ts';
import { momentOf, type Stamp } from '../stamp.ts';
import type { SettingMember } from './paths.ts';
import type { Part } from './reading.ts';
import { elementOf, parseElement, type Shape } from './shape.ts';

/** How long what belongs to a tab waits for it to come back: 31 days. */
const tabLife = 2_678_400_000;

/** Below every edit: what a guest brings fills gaps, whenever and wherever it is joined. */
const lowest = (replica: string): Stamp => `${'0'.repeat(13)}${replica}`;

/** What is read passes here: translated from older versions, or left out. */
export function createAccept(
  shape: Shape,
  version: number,
  migrate: ((path: string, value: unknown, from: number) => Readonly<Record<string, unknown>>) | undefined,
  /** The tab this is, and the time. */
  tab: () => string | null,
  now: () => number,
): Accept {
  return (element, fragment, from) => {
    const place = parseElement(element);
    if (!place || !isRegister(fragment)) return null;
    const { owner, path, member } = place;
    if (place.tab !== null && place.tab !== tab() && momentOf(fragment[0]) < now() - tabLife) return [];
    const [stamp, value] = fragment;
    const isMember = member !== undefined;
    if (isMember && value !== undefined && typeof value !== 'boolean') return null;
    if (!migrate || from >= version) return [[element, fragment]];
    let fields: Readonly<Record<string, unknown>>;
    try {
      fields = migrate(path, isMember ? [member] : value, from);
    } catch {
      // Of what was reset there is nothing to translate.
      return fragment.length > 1 ? null : [[element, fragment]];
    }
    // What was reset, or taken out of a set, stays so under its new name.
    return Object.entries(fields).flatMap(([to, given]): Element[] => {
      if (!isMember) return [[elementOf(owner, to), fragment.length > 1 ? register(stamp, given) : fragment]];
      if (!shape.get(to)?.isSet || !Array.isArray(given)) return [];
      return (given as readonly SettingMember[]).map((each) => [elementOf(owner, to, each), fragment]);
    });
  };
}

/** What is set for this tab and for all, of settings that there are. */
export function partsOf(all: Elements, shape: Shape, tab: string | null): Part[] {
  const parts: Part[] = [];
  for (const [element, fragment] of all) {
    const place = parseElement(element);
    const leaf = place && shape.get(place.path);
    if (!leaf || !isRegister(fragment) || fragment.length < 2) continue;
    if (place.tab !== (leaf.scope === 'tab' ? tab : null)) continue;
    // A list that became a set is all that it had been until then; a member has no place in what is no set any more.
    if (place.member !== undefined ? !leaf.isSet : leaf.isSet && !Array.isArray(fragment[1])) continue;
    parts.push({ element, leaf, member: place.member, stamp: fragment[0], value: fragment[1] });
  }
  return parts;
}

/** What of them is the account's: what no tab and no device has for itself. */
export const sharesOf = (shape: Shape): SharedNames => ({
  ...sharesAll,
  out(element) {
    const place = parseElement(element);
    return place?.tab === null && shape.get(place.path)?.scope === 'account' ? element : null;
  },
});

/** What of a guest's settings joins the account's. */
export function claimSettings(policy: 'keep-account' | 'join', guest: Elements, replica: string): Element[] {
  return [...guest].flatMap(([element, fragment]): Element[] => {
    const place = parseElement(element);
    if (!isRegister(fragment) || !place) return [];
    // A tab's own goes by its age, and has nobody to give way to.
    if (policy === 'join' || place.tab !== null) return [[element, fragment]];
    return fragment.length > 1 ? [[element, [lowest(replica), fragment[1]] satisfies Register]] : [];
  });
}
