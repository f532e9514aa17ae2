/** What stood somewhere at one moment. Made when it is first asked for, and the same whenever it is asked for again. */
export type Moment<Whole> = () => Whole;

/** Something large that is changed in place, and handed out as it stood at one moment or another. */
export interface Moments<Whole> {
  /** How it stands now: the same answer until it changes. */
  now(): Moment<Whole>;
  /** It has changed: `undo` takes that back in a copy of how it stands now. */
  change(undo: (after: Whole) => void): void;
  /** It is about to change in a way that can't be taken back so: it is copied before. */
  replace(): void;
}

/** A moment points to the one after it, never back: those that nobody holds any more are gone. */
interface Node<Whole> {
  read: Moment<Whole>;
  made: Whole | null;
  next: readonly [after: Node<Whole>, undo: (after: Whole) => void] | null;
}

/**
 * A whole is copied only when somebody looks at it, so a change costs the same however large it is. Who holds a moment and looks at it
 * later gets what stood there then, by way of what was done since; that is never more than `size` changes, since now and then
 * a whole is made for nobody.
 */
export function createMoments<Whole>(
  /** What stands there now. */
  draw: () => Whole,
  copy: (whole: Whole) => Whole,
  size: () => number,
): Moments<Whole> {
  const create = (): Node<Whole> => {
    const node: Node<Whole> = { read: () => look(node), made: null, next: null };
    return node;
  };
  const look = (node: Node<Whole>): Whole => {
    if (node.made) return node.made;
    const undos: ((after: Whole) => void)[] = [];
    let at = node;
    for (; !at.made && at.next; [at] = at.next) undos.push(at.next[1]);
    const whole = at.made ? copy(at.made) : draw();
    for (const undo of undos.reverse()) undo(whole);
    node.made = whole;
    node.next = null;
    return whole;
  };

  let last = create();
  let unmade = 0;
  // What is empty costs nothing, and may be held for ever.
  look(last);
  return {
    now: () => last.read,
    change(undo) {
      const before = last;
      last = create();
      if (before.made) unmade = 0;
      else before.next = [last, undo];
      if (++unmade <= size()) return;
      look(last);
      unmade = 0;
    },
    replace() {
      look(last);
      last = create();
    },
  };
}
