import type { Context } from 'hono';
import { isFields } from '../http/body.ts';
import { badRequest, Refusal } from '../http/refusal.ts';

/** So many times what is allowed is read and thrown away, so that a refusal finds its way. */
const overlook = 16;

/**
 * The body as text, and nothing but a JSON object. What is in it is the client's own affair.
 *
 * One that is too large is read to its end before it is refused: where a connection closes while the other side is still
 * sending, the answer is often lost. What has no end in sight is cut off. No more is kept than what is allowed.
 */
export async function readState(c: Context, most: number): Promise<string> {
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? ''))
    throw badRequest('Send the state as application/json.');
  const tooLarge = (headers = {}): Refusal =>
    new Refusal(413, 'too_large', `A document may have ${most} bytes at most.`, headers);

  const { body } = c.req.raw;
  if (!body) throw badRequest('Send the state as the body.');
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.byteLength;
    if (size <= most) chunks.push(next.value);
    else chunks.length = 0;
    if (size > overlook * most) {
      await reader.cancel();
      // What was not read stands in the way of the next request on this connection.
      throw tooLarge({ connection: 'close' });
    }
  }
  if (size > most) throw tooLarge();

  const text = await new Response(new Blob(chunks)).text();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Said below.
  }
  if (!isFields(value)) throw badRequest('The state must be a JSON object.');
  return text;
}
