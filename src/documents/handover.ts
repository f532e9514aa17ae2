import type { Document } from './document.ts';
import type { Element } from './elements.ts';
import type { Stamp } from './stamp.ts';

/** What is about to be handed over, as it was seen at `stamp`, and the edits that clear it. */
export interface Prepared<Payload> {
  readonly payload: Payload;
  readonly stamp: Stamp;
  readonly edits: readonly Element[];
}

/** Answer of a handover: what the handler made of it, or why it wasn't called. */
type Answer<Refusal, Result> = Refusal | { readonly outcome: 'submitted'; readonly result: Result };
type Handler<Payload, Result> = (given: Payload & { readonly key: string }) => Result | Promise<Result>;

/**
 * Hands a document over once: gathers what is known, lets `prepare` decide, calls the handler with the idempotency key and, when
 * that fulfils, closes what was handed over and nothing newer. Calls while one is under way share its answer.
 */
export function createHandover<Payload, Refusal extends { readonly outcome: string }>(
  document: Document,
  now: () => number,
  show: (change: { readonly submitting: boolean }) => void,
  prepare: () => Promise<Prepared<Payload> | Refusal>,
): <Result>(handler: Handler<Payload, Result>) => Promise<Answer<Refusal, Result>> {
  let running: Promise<Answer<Refusal, unknown>> | null = null;

  const run = async <Result>(handler: Handler<Payload, Result>): Promise<Answer<Refusal, Result>> => {
    show({ submitting: true });
    try {
      await document.gather();
      const prepared = await prepare();
      if ('outcome' in prepared) return prepared;
      const key = document.key();
      const result = await handler({ ...prepared.payload, key });
      // Where somebody else's document is open by now, or another tab was first, there is nothing left to close.
      if (document.key() === key) document.close(prepared.stamp, { key, at: now() }, ...prepared.edits);
      return { outcome: 'submitted', result };
    } finally {
      running = null;
      show({ submitting: false });
    }
  };
  return <Result>(handler: Handler<Payload, Result>) => {
    running ??= run(handler);
    return running as Promise<Answer<Refusal, Result>>;
  };
}
