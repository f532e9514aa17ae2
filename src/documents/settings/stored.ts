import type { Accept, Element, Elements } from '../elements.ts';
import { isRegister, type Register, register } from '../fragment.ts';
import { momentOf, type Stamp } from '../stamp.ts';
import type { SettingMember } from './paths.ts';
import type { Part } from './reading.ts';
import { elementOf, parseElement, type Shape } from './shape.ts';

/** How long what belongs to a tab waits for it to come back: 31 days. */
const tabLife = 2_678_400_000;

/** Below every edit: what a guest brings fills gaps, whenever and wherever it is joined. */
const lowest = (replica: string): Stamp => `${'0'.repeat(13)}${replica}`;

/** The elements that hold `value` at `path`: one, or one for each member of a set. */
export function elementsAt(shape: Shape, owner: string, path: string, stamp: Stamp, value: unknown): Element[] {
  if (!shape.get(path)?.isSet) return [[elementOf(owner, path), register(stamp, value)]];
  const members = Array.isArray(value) ? (value as readonly SettingMember[]) : [];
  return members.map((member) => [elementOf(owner, path, member), register(stamp, true)]);
}

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
    const translated = migrate && from < version;
    const becameSet = !isMember && !!shape.get(path)?.isSet;
    if (!translated && !becameSet) return [[element, fragment]];
    try {
      const fields = translated ? migrate(path, isMember ? [member] : value, from) : { [path]: value };
      return Object.entries(fields).flatMap(([to, list]) => {
        const elements = elementsAt(shape, owner, to, stamp, list);
        // A member that was removed, or reset, stays so under its new name.
        return isMember && shape.get(to)?.isSet ? elements.map(([name]) => [name, fragment] as const) : elements;
      });
    } catch {
      return null;
    }
  };
}

/** What is set for this tab and for all, of settings that there are. */
export function partsOf(all: Elements, shape: Shape, tab: string | null): Part[] {
  const parts: Part[] = [];
  for (const [element, fragment] of all) {
    const place = parseElement(element);
    const leaf = place && shape.get(place.path);
    if (!leaf || !isRegister(fragment) || fragment.length < 2) continue;
    if (place.tab !== (leaf.scope === 'tab' ? tab : null) || (place.member !== undefined) !== leaf.isSet) continue;
    parts.push({ element, leaf, member: place.member, stamp: fragment[0], value: fragment[1] });
  }
  return parts;
}

/** What of a guest's settings joins the account's. */
export function claimSettings(policy: 'keep-account' | 'join', guest: Elements, replica: string): Element[] {
  return [...guest].flatMap(([element, fragment]): Element[] => {
    if (!isRegister(fragment) || !parseElement(element)) return [];
    if (policy === 'join') return [[element, fragment]];
    return fragment.length > 1 ? [[element, [lowest(replica), fragment[1]] satisfies Register]] : [];
  });
}
