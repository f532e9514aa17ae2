import type { Entry } from '../platform/database.ts';
import type { Kept } from './contents.ts';
import { changeKey, longChangeKey, ownKey, rootOf } from './keys.ts';
import { createOwnValues, type OwnValue, type StandsOn } from './own-values.ts';
import type { Locker } from './sealed.ts';
import { clearValue, type Parts } from './stored.ts';

/** What is put in one transaction. */
export interface Batch {
  /** `undefined` removes. */
  readonly entries: readonly Entry[];
  /** Keys of the wholes that changes among these are changes of. Somebody may have folded them. */
  readonly beside: readonly string[];
  /** By what keys the others are told of it. */
  readonly keys: readonly string[];
  /** It is stored, and the wholes were there. */
  stored(): void;
  /** One of the wholes wasn't there: the same elements are to be put whole. */
  failed(): void;
}

/** This stay's own parts of a document, as they stand in the journal. */
export interface OwnEntries {
  /** Which document it is, and what seals it. Until then nothing can be sealed. */
  settle(id: string, locker: Locker): void;
  /** Begins to seal an element that was edited: at an exit it would be too late. */
  touch(element: string): void;
  /** What is to be put of elements, where nothing has to be waited for; or a promise of it. */
  of(elements: Iterable<string>): Batch | Promise<Batch>;
  /** The same at an exit, where nothing can be waited for: whole, and what isn't sealed yet goes together under a pad. */
  atOnce(elements: Iterable<string>): Pick<Batch, 'entries' | 'keys'>;
}

/** The keys of an element's whole and of its change, and by which the others are told of that. */
interface Place {
  readonly whole: string;
  readonly change: string;
  readonly told: string;
}

/** One own fragment on its way through sealing. */
interface Sealing {
  readonly own: OwnValue;
  readonly value: Promise<unknown>;
  done?: unknown;
}

/** What is longer than this doesn't go under a pad, which has room for 4 KiB, where a change of it is sealed already. */
const long = 1024;

/** `untold` answers what keys begin with before it is known which document is stored. */
export function createOwnEntries(kept: Kept, untold: () => string): OwnEntries {
  const { replica, version } = kept;
  const values = createOwnValues(kept);
  const sealing = new Map<string, Sealing>();
  /** Elements of which a change may stand beside the whole. */
  const changed = new Set<string>();
  /** Edited in this turn: a burst of edits is sealed once. */
  let touched = new Set<string>();
  /** By these the elements are called in keys: short, and saying nothing. */
  const numbers = new Map<string, number>();
  /** Made once: every edit asks for its own. */
  let places = new Map<string, Place>();
  let document: readonly [id: string, locker: Locker] | null = null;

  const placeOf = (element: string): Place => {
    const known = places.get(element);
    if (known) return known;
    const at = numbers.get(element) ?? numbers.size;
    numbers.set(element, at);
    const whole = ownKey(document ? rootOf(document[0]) : untold(), replica, element, at);
    const place: Place = { whole, change: changeKey(whole), told: longChangeKey(whole) };
    if (document) places.set(element, place);
    return place;
  };
  const isSealed = (element: string): boolean => kept.seals?.(element) ?? false;

  const seal = (element: string, on: StandsOn): Sealing | null => {
    const before = sealing.get(element);
    if (before && values.isValid(before.own, on)) return before;
    const own = document && values.of(element, document[1].by(), on);
    if (!document || !own) return null;
    const next: Sealing = { own, value: document[1].seal(own.packed, own.base ? undefined : version) };
    next.value.then(
      (value) => {
        next.done = value;
      },
      // Whoever writes it hears of it.
      () => sealing.get(element) === next && sealing.delete(element),
    );
    sealing.set(element, next);
    return next;
  };
  const send = (ready: readonly (readonly [OwnValue, unknown])[]): Batch => {
    const entries: Entry[] = [];
    const [beside, keys, changes, sent]: [string[], string[], string[], (() => void)[]] = [[], [], [], []];
    for (const [own, value] of ready) {
      const { element, base } = own;
      const { whole, change, told } = placeOf(element);
      const done = values.send(own, value);
      entries.push([base ? change : whole, value]);
      keys.push(base ? told : whole);
      if (base) {
        // At an exit: what it stands on is perhaps still on its way, or waits to be tried again.
        if (base.sent) entries.push([whole, base.sent]);
        beside.push(whole);
        changes.push(element);
        changed.add(element);
        continue;
      }
      // A whole leaves no change beside it.
      if (changed.has(element)) entries.push([change, undefined]);
      sent.push(() => done() && changed.delete(element));
    }
    return {
      entries,
      beside,
      keys,
      stored() {
        for (const done of sent) done();
      },
      failed() {
        for (const element of changes) values.forget(element);
      },
    };
  };
  const clear = (element: string, on: StandsOn): (readonly [OwnValue, unknown])[] => {
    const own = values.of(element, null, on);
    return own ? [[own, own.base ? own.packed.text : clearValue(own.packed, version)]] : [];
  };

  return {
    settle(id, locker) {
      document = [id, locker];
      places = new Map();
    },
    touch(element) {
      if (!isSealed(element)) return;
      if (!touched.size)
        void Promise.resolve().then(() => {
          const names = touched;
          touched = new Set();
          for (const name of names) seal(name, 'sent');
        });
      touched.add(element);
    },
    of(elements) {
      const names = [...elements];
      const ready = names.flatMap((element) => (isSealed(element) ? [] : clear(element, 'stored')));
      const sealed = names.flatMap((element) => (isSealed(element) ? (seal(element, 'stored') ?? []) : []));
      if (!sealed.length) return send(ready);
      const pairs = sealed.map(async ({ own, value }) => [own, await value] as const);
      return Promise.all(pairs).then((done) => send([...ready, ...done]));
    },
    atOnce(elements) {
      const names = [...new Set(elements)];
      const ready = names.flatMap((element) => (isSealed(element) ? [] : clear(element, 'whole')));
      const late: [element: string, fragment: unknown][] = [];
      for (const element of names.filter(isSealed)) {
        const fragment = kept.own(element);
        if (fragment === undefined) continue;
        const { own, done } = sealing.get(element) ?? {};
        if (own && done && own.fragment === fragment && (!own.base || own.length > long)) ready.push([own, done]);
        else late.push([element, fragment]);
      }
      const { entries, keys } = send(ready);
      const padded = late.length && document?.[1].sealNow(late satisfies Parts, version, replica);
      const together = placeOf('@exit').whole;
      return padded ? { entries: [...entries, [together, padded]], keys: [...keys, together] } : { entries, keys };
    },
  };
}
