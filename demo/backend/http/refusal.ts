import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { StoreAway } from '../store.ts';

/** An answer that says no, thrown from wherever that turns out. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: ContentfulStatusCode;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: ContentfulStatusCode,
    code: string,
    message: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export const badRequest = (message: string): Refusal => new Refusal(400, 'bad_request', message);

/** Every failure leaves as `{ error, message }`. One that nobody foresaw tells the caller nothing of the inside. */
export function answerFailure(failure: Error, c: Context): Response {
  if (failure instanceof Refusal) {
    return c.json({ error: failure.code, message: failure.message }, failure.status, failure.headers);
  }
  if (failure instanceof StoreAway) {
    // Not the same for all: whoever was refused together must not come back together.
    const wait = { 'retry-after': String(1 + Math.floor(Math.random() * 5)) };
    return c.json({ error: 'away', message: 'The server can’t answer just now. Try again in a moment.' }, 503, wait);
  }
  console.error(failure);
  return c.json({ error: 'internal', message: 'The server failed. The request may be tried again.' }, 500);
}
