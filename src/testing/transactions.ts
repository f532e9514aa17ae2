import type { StoreName } from '../platform/database.ts';

/** A transaction in the order of one database. */
export interface Job {
  readonly stores: readonly StoreName[];
  readonly writing: boolean;
  readonly start: () => void;
}

/**
 * Who goes first in one database. Those that can write wait for one another, whatever stores they are over: Chromium 156 does
 * it so, though the specification wouldn't need it. Readers wait only for writers of the same stores, and the reverse.
 */
export interface Order {
  enter(job: Job): void;
  leave(job: Job): void;
}

export function createOrder(): Order {
  let jobs: Job[] = [];
  const started = new Set<Job>();
  const collide = (a: Job, b: Job): boolean =>
    (a.writing && b.writing) || ((a.writing || b.writing) && a.stores.some((store) => b.stores.includes(store)));
  const pump = (): void => {
    const due = jobs.filter(
      (job, at) => !started.has(job) && !jobs.slice(0, at).some((earlier) => collide(earlier, job)),
    );
    for (const job of due) started.add(job);
    for (const job of due) job.start();
  };
  return {
    enter(job) {
      jobs.push(job);
      pump();
    },
    leave(job) {
      jobs = jobs.filter((other) => other !== job);
      started.delete(job);
      pump();
    },
  };
}
