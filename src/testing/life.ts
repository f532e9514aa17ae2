import type { Turns } from './turns.ts';

/**
 * - `running`
 * - `frozen`: no code runs; what arrives waits for the thaw
 * - `cached`: in bfcache; answers wait, messages and `storage` events are lost
 * - `gone`: closed or crashed
 */
export type Stage = 'running' | 'frozen' | 'cached' | 'gone';

/** Whether code of one tab may run, and what becomes of things that arrive meanwhile. */
export interface Life {
  stage(): Stage;
  /** Whether this tab may come to know of things at all. */
  gone(): boolean;
  pause(stage: 'frozen' | 'cached'): void;
  resume(): void;
  end(how: 'closed' | 'crashed'): void;
  /** Runs `task` now, after the thaw, or never. */
  deliver(task: () => void): void;
  /** The same for what a cached page doesn't get. */
  deliverHint(task: () => void): void;
  /** `promise` as code of this tab sees it. */
  pass<T>(promise: Promise<T>): Promise<T>;
  /** What the browser does when this tab ends. */
  onEnd(undo: (how: 'closed' | 'crashed') => void): () => void;
}

export function createLife(turns: Turns): Life {
  let stage: Stage = 'running';
  let waiting: (() => void)[] = [];
  const undos = new Set<(how: 'closed' | 'crashed') => void>();

  /** One a turn, as a browser would; what arrives meanwhile stands behind. */
  const catchUp = (): void =>
    turns.run(() => {
      if (stage !== 'running') return;
      const task = waiting.shift();
      if (waiting.length > 0) catchUp();
      task?.();
    });
  const deliver = (task: () => void): void => {
    if (stage === 'gone') return;
    if (stage === 'running' && waiting.length === 0) task();
    else waiting.push(task);
  };

  return {
    stage: () => stage,
    gone: () => stage === 'gone',
    pause(next) {
      stage = next;
    },
    resume() {
      stage = 'running';
      if (waiting.length > 0) catchUp();
    },
    end(how) {
      if (stage === 'gone') return;
      stage = 'gone';
      waiting = [];
      for (const undo of [...undos]) undo(how);
      undos.clear();
    },
    deliver,
    deliverHint: (task) => void (stage !== 'cached' && deliver(task)),
    pass: (promise) =>
      new Promise((resolve, reject) => {
        promise.then(
          (value) => deliver(() => resolve(value)),
          (error: unknown) => deliver(() => reject(error)),
        );
      }),
    onEnd(undo) {
      undos.add(undo);
      return () => void undos.delete(undo);
    },
  };
}
