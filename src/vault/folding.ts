import type { Transaction } from '../platform/database.ts';
import type { Kept } from './contents.ts';
import { type Folded, foldElements } from './folded.ts';
import type { DocumentHost } from './host.ts';
import { readId } from './identity.ts';
import { changeKey, isChangeKey, keyOf, longChangeKey, writtenBy } from './keys.ts';
import { elementsIn, isPage, portions, scattered } from './pages.ts';
import type { Found, Reading } from './reading.ts';
import { isSame } from './same.ts';
import { asideName } from './set-aside.ts';
import { readShadow, writeShadow } from './shadow.ts';
import { readHead } from './stored.ts';
import { randomTag } from './tag.ts';

/** Whether it stands in the base as it would be put there now. */
function isInPlace(each: Found, { prefix, locker }: Reading, kept: Kept): boolean {
  const head = readHead(each.value);
  const [element, ...more] = each.verdict;
  if (head?.version !== kept.version || element === undefined) return false;
  if (!isPage(prefix, each) && (more.length || !(head.by || each.key === keyOf(prefix, element)))) return false;
  return [element, ...more].every((name) => (kept.seals?.(name) ? head.by === locker.by() : !head.by));
}

/**
 * What ended replicas left, what an older version wrote, what makes no sense, what nothing is left of, and too much of it. When it was
 * closed (`closed`), also what stands in the base of elements that were written anew since: what was closed must not stay below that.
 */
function choose(reading: Reading, kept: Kept, closed: boolean): Found[] {
  const { found, prefix, refused, contents } = reading;
  const crowd = scattered(found, prefix);
  const isOwn = writtenBy(kept.replica);
  return found.filter((each) => {
    const { origin, key, verdict } = each;
    if (verdict === 'apart' || verdict === 'waiting' || verdict === 'newer') return false;
    if (typeof verdict === 'string' || refused.has(key) || crowd.has(each)) return true;
    if (verdict.length === verdict.filter((element) => contents.all(element) === undefined).length) return true;
    if (origin !== 'base') return !isOwn(key);
    if (closed && verdict.some((element) => kept.own(element) !== undefined)) return true;
    return verdict.some((element) => contents.all(element) === undefined) || !isInPlace(each, reading, kept);
  });
}

/**
 * Moves into the base what ended replicas left. Joined and sealed beforehand; the transaction only compares: an element of which
 * anything has changed since it was read, also beside its whole, is left for another time. Folding a replica that still lives does
 * no harm: whatever it puts next carries its whole own fragment, or finds that the whole is gone. Answers false when the document is
 * another one by now.
 */
export async function fold(
  host: DocumentHost,
  owner: string,
  kept: Kept,
  id: string,
  reading: Reading,
  closed = false,
): Promise<boolean> {
  const { prefix } = reading;
  // Whoever waits for the document goes on, and shows it, before any work begins.
  if (!reading.found.length) return true;
  if ((await host.database().read(['base'], (stored) => readId(stored, prefix))) !== id) return false;
  const base = new Map(reading.found.filter(({ origin }) => origin === 'base').map(({ key, value }) => [key, value]));
  const lost = new Set(reading.found.filter(({ value }) => value === undefined).map(({ key }) => key));
  const changes = new Map(reading.found.flatMap(({ key, value }) => (isChangeKey(key) ? [[key, value]] : [])));
  const done = new Set<string>();
  for (const part of portions(choose(reading, kept, closed), reading.found)) {
    const fresh = [...new Set(part.flatMap(elementsIn))].filter((element) => !done.has(element));
    const folded = await foldElements(reading, kept, fresh, () => randomTag(host.platform.crypto));
    const stored = part.filter(({ origin }) => origin !== 'shadow');
    const isBad = ({ verdict, key }: Found): boolean => verdict === 'garbage' || reading.refused.has(key);
    const garbage = part.filter((each) => each.value !== undefined && isBad(each));
    const besides = stored.map(({ origin, key }) => {
      if (origin !== 'journal' || changes.has(key)) return null;
      return changes.has(longChangeKey(key)) ? longChangeKey(key) : changeKey(key);
    });

    const work = async ({ get, keys, put, remove }: Transaction): Promise<ReadonlySet<string> | null> => {
      const [present, targets, sources, beside] = await Promise.all([
        readId({ keys }, prefix),
        // What the disk has lost would fail the whole transaction when it is asked for.
        Promise.all(folded.map(({ key }) => (lost.has(key) ? undefined : get('base', key)))),
        Promise.all(stored.map(({ origin, key, value }) => value && get(origin as 'base' | 'journal', key))),
        Promise.all(besides.map((key) => (key === null || lost.has(key) ? undefined : get('journal', key)))),
      ]);
      if (present !== id) return null;
      const changed = new Set(
        folded.filter(({ key }, at) => !isSame(targets[at], base.get(key))).flatMap((it) => it.elements),
      );
      const unchanged = stored.filter(({ value, verdict }, at) => {
        const same = isSame(sources[at], value) && isSame(beside[at], changes.get(besides[at] ?? ''));
        if (!same && typeof verdict !== 'string') for (const element of verdict) changed.add(element);
        return same;
      });
      const isChanged = ({ elements }: Folded): boolean => elements.some((element) => changed.has(element));
      // A page is put as a whole or not at all.
      for (const { elements } of folded.filter(isChanged)) for (const element of elements) changed.add(element);
      for (const { key, value } of garbage) put('base', keyOf(prefix, asideName(key, prefix)), value);
      for (const { origin, key, verdict } of unchanged) {
        if (typeof verdict === 'string' || !verdict.some((element) => changed.has(element)))
          remove(origin as 'base' | 'journal', key);
      }
      for (const { key, value } of folded.filter((each) => !isChanged(each))) {
        if (value === undefined) remove('base', key);
        else put('base', key, value);
      }
      return changed;
    };
    // What an older version wrote is there in no other shape any more.
    const strict = part.some(
      ({ key, verdict, value }) =>
        Array.isArray(verdict) && !changes.has(key) && readHead(value)?.version !== kept.version,
    );
    const changed = await host.database().transact(['journal', 'base'], work, { strict });
    if (!changed) return false;
    for (const element of fresh) if (!changed.has(element)) done.add(element);
    const isTaken = ({ origin, verdict }: Found): boolean =>
      origin === 'shadow' && (typeof verdict === 'string' || !verdict.some((element) => changed.has(element)));
    const taken = new Map(part.filter(isTaken).map(({ key, value }) => [key, value]));
    if (taken.size) {
      const again = new Map(readShadow(host, owner));
      writeShadow(host, owner, (key) => taken.has(key) && isSame(again.get(key), taken.get(key)));
    }
  }
  return true;
}
