import { createChanges } from './change.ts';
import type { Packed } from './codec.ts';
import type { Kept } from './contents.ts';
import type { KeyKind } from './stored.ts';
import { packParts } from './stored.ts';

/** The whole of an element, as this stay put it into the journal. */
export interface Whole {
  readonly fragment: unknown;
  /** The document's last closing: of what stood before it, nothing may stay for a change to stand on. */
  readonly closing: unknown;
  readonly by: KeyKind | null;
  /** As it was put, until it is known to be stored. */
  sent: unknown;
  /** Signs that were put again and again since, because changes of it grow. */
  spent: number;
  changeTo?: ReturnType<typeof createChanges>;
}

/** An own fragment as it is to be stored. */
export interface OwnValue {
  readonly element: string;
  readonly fragment: unknown;
  readonly packed: Packed;
  /** What it is a change of; null where it is whole. */
  readonly base: Whole | null;
  /** Length of all of it. */
  readonly length: number;
  readonly by: KeyKind | null;
}

/** What a change may stand on: a whole that is at least on its way, or only one that is stored, since it is put next; or nothing. */
export type StandsOn = 'sent' | 'stored' | 'whole';

/**
 * Says what a stay stores of an element: all of its own fragment, or, where that is much shorter, how it differs from the whole
 * that stands in the journal. Never from another change: whoever reads needs two values at most.
 */
export interface OwnValues {
  of(element: string, by: KeyKind | null, on: StandsOn): OwnValue | null;
  /** Whether it is still what is to be put. */
  isValid(value: OwnValue, on: StandsOn): boolean;
  /** It is being put `as` this. Answers what to call when that is done, which answers whether it is what changes stand on from here on. */
  send(value: OwnValue, as: unknown): () => boolean;
  /** Nobody knows what stands there. */
  forget(element: string): void;
}

/** About what it takes to say of a change where it is. The rest is what it says, and is put again with the next one. */
const frame = 10;
const saidBy = ({ text }: Packed): number => Math.max(0, text.length - frame);

export function createOwnValues(kept: Kept): OwnValues {
  const wholes = new Map<string, Whole>();
  const baseOf = (element: string, by: KeyKind | null, on: StandsOn): Whole | null => {
    const whole = wholes.get(element);
    if (!whole || on === 'whole' || whole.by !== by || whole.closing !== kept.all('@closed')) return null;
    return on === 'sent' || !whole.sent ? whole : null;
  };
  const changeOf = (element: string, whole: Whole, text: string): string | null => {
    whole.changeTo ??= createChanges(packParts([[element, whole.fragment]], kept.replica).text);
    return whole.changeTo(text);
  };

  return {
    of(element, by, on) {
      const fragment = kept.own(element);
      if (fragment === undefined) return null;
      const packed = packParts([[element, fragment]], kept.replica);
      const { length } = packed.text;
      const all: OwnValue = { element, fragment, packed, base: null, length, by };
      const base = packed.files.length ? null : baseOf(element, by, on);
      if (!base) return all;
      const text = changeOf(element, base, packed.text);
      if (text === null || 2 * text.length > length) return all;
      const change: OwnValue = { ...all, packed: { text, files: [] }, base };
      // A new whole costs less than saying so much again.
      return base.spent + saidBy(change.packed) > length ? all : change;
    },
    isValid: ({ element, fragment, base, by }, on) =>
      kept.own(element) === fragment && (!base || baseOf(element, by, on) === base),
    send({ element, fragment, packed, base, by }, as) {
      if (base) {
        base.spent += saidBy(packed);
        return () => false;
      }
      const whole: Whole = { fragment, closing: kept.all('@closed'), by, sent: as, spent: 0 };
      // A change of one with files would have to say which of them are the same.
      if (packed.files.length) wholes.delete(element);
      else wholes.set(element, whole);
      return () => {
        whole.sent = undefined;
        return wholes.get(element) === whole;
      };
    },
    forget: (element) => void wholes.delete(element),
  };
}
