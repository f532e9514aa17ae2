import { useEffect, useState } from 'react';
import type { DraftEdit } from '../documents/draft/face.ts';

/** The field with the focus: what the person sees in it, and their edit of it, where the field has such edits. */
export interface HeldField {
  readonly path: string;
  readonly value: unknown;
  readonly edit: DraftEdit<unknown> | null;
}

export type Hold = (held: HeldField | null) => void;

/** What an input is bound to. `path` is its name on the page. */
export interface FieldSource {
  readonly draft: string;
  readonly path: string;
  readonly stored: unknown;
  readonly error: string | undefined;
  set(value: unknown): void;
  /** Whether it is still to be found out what is stored. */
  isRestoring?(): boolean;
  /** What stands there now, which may be newer than what was drawn. */
  read?(): unknown;
  /** What comes from elsewhere while the input has the focus counts as unseen. */
  begin?(): DraftEdit<unknown>;
}

/** What the person sees in a field, and what happens to it. */
interface HeldBinding {
  readonly value: unknown;
  change(element: Element, typed: unknown): void;
  readonly onFocus: () => void;
  readonly onBlur: () => void;
}

/** The field with the focus, if any. Its edit ends with the component at the latest. */
export function useHeld(): readonly [held: HeldField | null, hold: Hold] {
  const [held, hold] = useState<HeldField | null>(null);
  const edit = held?.edit;
  useEffect(() => () => edit?.end(), [edit]);
  return [held, hold];
}

/** Keeps what is being typed from being overwritten by what comes from elsewhere, until blur. */
export function holdField(source: FieldSource, held: HeldField | null, hold: Hold): HeldBinding {
  const { path, stored } = source;
  const mine = held?.path === path ? held : null;
  // What was cleared (a submitted draft, a wiped one) is not held: it must not stay on the screen.
  const value = mine && stored !== undefined ? mine.value : stored;
  const start = (): HeldField => ({
    path,
    value: source.read ? source.read() : value,
    edit: source.begin?.() ?? null,
  });
  return {
    value,
    change(element: Element, typed: unknown): void {
      // Not every browser focuses what is clicked, nor tells React of a focus that it begins with. What has none is not left either.
      const present = mine ?? (element.matches(':focus') ? start() : null);
      if (present) hold({ ...present, value: typed });
      (present?.edit ?? source).set(typed);
    },
    onFocus() {
      // The page may begin with the focus in a field: nothing was seen in it yet that could be held.
      if (!source.isRestoring?.()) hold(mine ?? start());
    },
    onBlur() {
      mine?.edit?.end();
      hold(null);
    },
  };
}
