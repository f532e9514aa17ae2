import type { DraftPath, DraftSteps } from '../../documents/draft/steps.ts';
import { createView, keep } from '../../documents/keep.ts';
import type { ReadableStore } from '../../foundation/store.ts';
import type { RecordConflict, RecordProblem, RecordState } from './face.ts';
import type { Edited } from './footing.ts';

/** What is shown of a record. */
export interface Showing<Steps extends DraftSteps> {
  readonly store: ReadableStore<RecordState<Steps>>;
  show(change: Partial<RecordState<Steps>>): void;
  /** Fields were edited, or the record is another one. */
  draw(edited: ReadonlyMap<string, Edited>): void;
  /** Runs `work` under `status`. What it comes to is shown, unless that is nobody's any more: `isOver`. */
  run<Result extends { readonly outcome: string }>(
    status: RecordState<Steps>['status'],
    isOver: () => boolean,
    work: () => Promise<Result>,
  ): Promise<Result>;
}

const problems: readonly string[] = ['gone', 'signed-out', 'refused', 'failed'] satisfies RecordProblem['outcome'][];
const isProblem = (result: { readonly outcome: string }): result is RecordProblem => problems.includes(result.outcome);

const conflictOf = (path: string, { bases, mine, theirs }: Edited): object => ({
  path,
  base: bases.find((base) => base !== undefined),
  mine,
  theirs,
});

export function createShowing<Steps extends DraftSteps>(saved: RecordState<Steps>['saved']): Showing<Steps> {
  type Conflict = RecordConflict<Steps>;
  const { store, show } = createView<RecordState<Steps>>({
    status: 'unread',
    changed: [],
    dirty: false,
    conflicts: [],
    problem: null,
    saved,
  });
  const state = store.getState;
  return {
    store,
    show,
    draw(edited) {
      const told = [...edited].filter(([, { verdict }]) => verdict !== 'theirs').sort(([a], [b]) => (a < b ? -1 : 1));
      const before = new Map<string, Conflict>(state().conflicts.map((conflict) => [conflict.path, conflict]));
      const conflicts = told
        .filter(([, { verdict }]) => verdict === 'conflict')
        .map(([path, each]) => {
          const made = conflictOf(path, each) as Conflict;
          return keep(before.get(path) ?? made, made);
        });
      show({
        changed: keep(state().changed, told.map(([path]) => path) as DraftPath<Steps>[]),
        dirty: told.length > 0,
        conflicts: keep(state().conflicts, conflicts),
      });
    },
    async run(status, isOver, work) {
      let isLoaded = state().status === 'ready';
      let problem: RecordProblem | null = null;
      show({ status: isLoaded && status === 'loading' ? 'ready' : status });
      try {
        const result = await work();
        if (isProblem(result)) problem = result;
        else isLoaded = true;
        return result;
      } catch (cause) {
        problem = { outcome: 'failed', failure: { kind: 'protocol', cause } };
        throw cause;
      } finally {
        if (!isOver()) show({ status: isLoaded ? 'ready' : 'failed', problem });
      }
    },
  };
}
