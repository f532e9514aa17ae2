import { isAlike } from '../../documents/draft/alike.ts';
import { baseElement, type DraftInside, type Ground, groundElement } from '../../documents/draft/ground.ts';
import { stepOf } from '../../documents/draft/paths.ts';
import { type Element, latest } from '../../documents/elements.ts';
import type { Register } from '../../documents/fragment.ts';
import { parseElement, pathOf } from '../../documents/items/names.ts';
import { editedAt } from '../../documents/items/reading.ts';
import { contentOf, isSet, losersOf, markedRegister, overOf, seenIn } from '../../documents/register.ts';
import { justAfter, momentOf, type Stamp } from '../../documents/stamp.ts';
import { createKnown } from './known.ts';
import { mergeThree, type ThreeWay, type Verdict } from './three-way.ts';
import { type PathValues, packVersion, type Version } from './values.ts';

/** A field that was edited, and what that comes to. */
export interface Edited extends ThreeWay {
  readonly verdict: Verdict;
}

/** Which edits stood when they were handed over. */
export type Marks = ReadonlyMap<string, Stamp>;

/**
 * What a draft about a foreign record stands on: the record as it was seen last, and beneath each edit what it was made upon. All of
 * it is kept in the draft, so that it is as safe as that, and the same in every tab. The record itself stays on this device; what edits were made
 * upon goes along with them to other ones.
 */
export interface Footing extends Ground {
  /** The record as it is known in this browser; null where it isn't. */
  known(): Version | null;
  /** When any tab last learnt of the record, as edits are dated. */
  learntAt(): number;
  edited(): ReadonlyMap<string, Edited>;
  marks(): Marks;
  /**
   * The server has `next`. Edits of which nothing is left to be told are dropped, as are those that stand there as they are sent
   * (`sent`): an earlier attempt did arrive.
   */
  follow(next: Version, sent?: PathValues | null): void;
  /** The edits that stood at `marks` are in `next`. */
  saved(marks: Marks, next: Version): void;
  take(path: string, whose: 'mine' | 'theirs'): boolean;
}

/** What shows of the record at a path, and what it was made of. */
interface Shown {
  readonly own: Register | undefined;
  readonly since: Stamp;
  readonly register: Register;
}

export function createFooting(
  inside: DraftInside,
  changed: () => void,
  onBad: () => void,
  onBegun: () => void,
): Footing {
  const { document, fields, secret, steps, render } = inside;
  const { shelf } = fields;
  /** What is held in memory only: the server's secret fields, and what edits of them were made upon. */
  const hidden = new Map<string, unknown>();
  const hiddenBases = new Map<string, unknown>();
  const open = new Map<string, Edited>();
  const shown = new Map<string, Shown>();
  /** What is to be looked at again. */
  let pending = new Set<string>();
  let latestKnown: Version | null = null;
  let isOwn = false;

  const { at: stored, version: known, before } = createKnown(inside, onBad);
  const theirsAt = (path: string): unknown => (secret.has(path) ? hidden.get(path) : known()?.values.get(path));
  const wasAt = (path: string): Register | undefined => stored(baseElement(path));

  /** `own`: what is set at the path itself. */
  const isEdited = (path: string, own: Register | undefined): boolean => {
    if (own && isSet(own)) return true;
    const was = wasAt(path);
    if (hiddenBases.has(path) || (was && isSet(was))) return true;
    const parts = shelf.partsAt(path);
    return parts !== undefined && latest([...parts.values()].map((each) => [editedAt(each)])) > (own?.[0] ?? '');
  };
  const find: Ground['find'] = (element, own) => {
    if (parseElement(element) || isEdited(element, own)) return own;
    const value = theirsAt(element);
    const since = stored(groundElement)?.[0];
    if (value === undefined || since === undefined) return own;
    const last = shown.get(element);
    if (last && last.own === own && last.since === since && Object.is(last.register[1], value)) return last.register;
    // Items in it are named by its stamp: the same in all tabs, and another one for each version of the record.
    const stamp = own && own[0] >= since ? justAfter(own[0], `=${known()?.etag.replace(/\W/g, '')}`) : since;
    const register: Register =
      own && losersOf(own).length ? [stamp, value, overOf(own), losersOf(own)] : [stamp, value];
    shown.set(element, { own, since, register });
    return register;
  };

  const ownAt = (path: string): Register | undefined => {
    const register = fields.find(path);
    return register === shown.get(path)?.register ? stored(path) : register;
  };
  const markOf = (path: string): Stamp => latest([ownAt(path) ?? [''], wasAt(path) ?? [''], [shelf.changedAt(path)]]);
  const basesOf = (path: string): readonly unknown[] => {
    if (secret.has(path)) return [hiddenBases.get(path)];
    const was = wasAt(path);
    return [contentOf(was), ...(was ? losersOf(was) : []).map(([, value]) => value)];
  };
  const judge = (path: string): Edited => {
    const bases = basesOf(path);
    // Until the record is known, nobody has changed it.
    const sides = known()
      ? { bases, mine: shelf.valueAt(path), theirs: theirsAt(path) }
      : { bases: bases.slice(0, 1), mine: shelf.valueAt(path), theirs: bases[0] };
    return { ...sides, verdict: mergeThree(sides) };
  };

  /** Edits of `path` are upon `value` from here on. */
  const rebase = (path: string, value: unknown): Element[] => {
    if (secret.has(path)) {
      if (value === undefined) hiddenBases.delete(path);
      else hiddenBases.set(path, value);
      return [];
    }
    const was = wasAt(path);
    if (!was && value === undefined) return [];
    return [[baseElement(path), markedRegister(document.tick(was?.[0]), value, was?.[0] ?? '')]];
  };
  /** Edits of `path` are no more: what the server has shows again. What other tabs wrote unseen stays offered. */
  const drop = (path: string): Element[] => {
    const over = latest([[seenIn(ownAt(path), document.replica())], [shelf.touchedAt(path)]]);
    return [[path, markedRegister(document.tick(markOf(path)), undefined, over)], ...rebase(path, undefined)];
  };
  const put = (edits: readonly Element[], more: Iterable<string> = []): void => {
    isOwn = edits.length > 0;
    if (edits.length) inside.put(edits);
    const names = new Set(more);
    if (names.size) render(names);
  };
  const lay = (next: Version): Element[] => {
    latestKnown = next;
    hidden.clear();
    for (const [path, value] of next.values) if (secret.has(path)) hidden.set(path, value);
    const present = known();
    const packed = packVersion(next, inside);
    if (present && isAlike(packVersion(present, inside), packed)) return [];
    return [[groundElement, [document.tick(stored(groundElement)?.[0]), packed]]];
  };

  return {
    find,
    along(edits) {
      const isQuiet = isOwn;
      isOwn = false;
      const paths = edits.map(([element]) => pathOf(element)).filter((path) => steps.includes(stepOf(path)));
      // What is held in memory only changes no element.
      for (const path of paths) pending.add(path);
      const more: Element[] = [];
      for (const path of isQuiet ? [] : new Set(paths)) {
        if (isEdited(path, ownAt(path))) continue;
        const ground = fields.find(path);
        const value = theirsAt(path);
        if (value === undefined || !ground) continue;
        more.push(...rebase(path, value));
        // Items are edited in an array that is there.
        if (!edits.some(([element]) => element === path)) more.push([path, ground]);
      }
      return more;
    },
    touched(elements) {
      const names = new Set(elements);
      if (elements.has(groundElement)) {
        for (const path of before()?.values.keys() ?? []) names.add(path);
        for (const path of known()?.values.keys() ?? []) names.add(path);
        for (const path of open.keys()) names.add(path);
      }
      for (const name of elements) if (name.startsWith(baseElement(''))) names.add(name.slice(baseElement('').length));
      for (const name of names) if (steps.includes(stepOf(name))) pending.add(pathOf(name));
      return names;
    },
    rendered() {
      const paths = pending;
      pending = new Set();
      for (const path of paths) {
        if (isEdited(path, ownAt(path))) open.set(path, judge(path));
        else open.delete(path);
      }
      // Submitted or emptied: the record is what it was.
      if (latestKnown && !known()) put(lay(latestKnown));
      if (paths.size) changed();
    },
    begun() {
      for (const map of [hidden, hiddenBases, open, shown]) map.clear();
      latestKnown = null;
      pending.clear();
      onBegun();
    },
    known,
    learntAt: () => momentOf(stored(groundElement)?.[0] ?? '0'),
    edited: () => open,
    marks: () => new Map([...open.keys()].map((path) => [path, markOf(path)])),
    follow(next, sent = null) {
      put(lay(next), secret);
      const isThere = (path: string, { theirs }: Edited): boolean =>
        sent !== null && theirs !== undefined && isAlike(sent.get(path), theirs);
      const done = [...open].filter(([path, edited]) => edited.verdict === 'theirs' || isThere(path, edited));
      put(done.flatMap(([path]) => drop(path)));
    },
    saved(marks, next) {
      const edits = [...open.keys()].flatMap((path) => {
        const mark = marks.get(path);
        // What was typed on meanwhile is upon what was sent.
        if (mark === undefined) return [];
        return mark === markOf(path) ? drop(path) : rebase(path, next.values.get(path));
      });
      put([...edits, ...lay(next)], secret);
    },
    take(path, whose) {
      if (open.get(path)?.verdict !== 'conflict') return false;
      put(whose === 'theirs' ? drop(path) : rebase(path, theirsAt(path)), [path]);
      return true;
    },
  };
}
