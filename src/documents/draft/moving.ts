import { demandUse } from '../demand.ts';
import type { Document } from '../document.ts';
import type { Element } from '../elements.ts';
import type { Checks } from './checks.ts';
import type { Fields } from './fields.ts';
import { doneAt, doneEdit, positionEdit, readPosition, type TabPosition } from './position.ts';

/** Which step this tab is on, and the ways to another one. */
export interface Moves {
  /** The step this tab is on. */
  step(): string;
  /** Steps that were left forwards and still stand as they did. */
  completed(): readonly string[];
  moveTo(step: string): void;
  /** What the schemas make of all values; null where one refuses, and that step is the one this tab is on now. */
  checkAll(): Promise<Readonly<Record<string, unknown>> | null>;
  next(): Promise<boolean>;
  back(): boolean;
  goTo(step: string): Promise<boolean>;
  /** The earlier of where the tab, or else the device, was and the first step that isn't completed, unless the tab moved since. */
  resume(): void;
  /** Back to the first step: what it was about is gone. */
  restart(): void;
}

export function createMoves(
  name: string,
  steps: readonly string[],
  document: Document,
  fields: Fields,
  checks: Checks,
  tab: TabPosition,
): Moves {
  let at = 0;
  let moved = false;
  const stepAt = (index: number): string => steps[index] as string;

  const move = (to: number, ...edits: Element[]): void => {
    at = to;
    moved = true;
    tab.write(document.mark(), to);
    document.write(...edits, positionEdit(steps, to, document.tick()));
  };
  const completed = (): readonly string[] =>
    steps.filter((step) => doneAt(step, document.all()) > fields.changedAt(step) && !checks.isRefused(step));
  const next = async (): Promise<boolean> => {
    const left = at;
    if (!(await checks.attempt(stepAt(left))) || at !== left) return false;
    const stamp = document.tick(fields.changedAt(stepAt(left)));
    move(Math.min(left + 1, steps.length - 1), doneEdit(stepAt(left), stamp));
    return true;
  };
  return {
    step: () => stepAt(at),
    completed,
    moveTo: (step) => move(steps.indexOf(step)),
    async checkAll() {
      const values: Record<string, unknown> = {};
      for (const [at, step] of steps.entries()) {
        const result = await checks.attempt(step);
        if (!result) {
          move(at);
          return null;
        }
        values[step] = result.value;
      }
      return values;
    },
    next,
    back() {
      const to = at - 1;
      if (to >= 0) move(to);
      return to >= 0;
    },
    async goTo(target) {
      const to = steps.indexOf(target);
      demandUse(to >= 0, `draft "${name}" has no step "${target}".`);
      if (to < at) move(to);
      while (at < to) if (!(await next())) return false;
      return at === to;
    },
    resume() {
      if (!moved) {
        const done = completed();
        const open = steps.findIndex((step) => !done.includes(step));
        const stored = tab.read(document.mark()) ?? readPosition(steps, document.all());
        at = open < 0 ? stored : Math.min(stored, open);
      }
      tab.write(document.mark(), at);
    },
    restart() {
      at = 0;
      moved = false;
    },
  };
}
