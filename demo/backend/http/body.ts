import type { Context } from 'hono';
import { badRequest } from './refusal.ts';

/** A JSON object of which nothing is known yet. */
export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The body as a JSON object. Anything else is refused. */
export async function readBody(c: Context): Promise<Fields> {
  // A form on a foreign page can send text or form data without asking, but not this type.
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) {
    throw badRequest('Send the body as application/json.');
  }
  const body: unknown = await c.req.json().catch(() => undefined);
  if (!isFields(body)) throw badRequest('The body must be a JSON object.');
  return body;
}

/** A text that must be there and not be longer than `longest` characters. */
export function readText(fields: Fields, name: string, longest: number = 1024): string {
  const value = fields[name];
  if (typeof value !== 'string' || value === '' || value.length > longest) {
    throw badRequest(`"${name}" must be a text of 1 to ${longest} characters.`);
  }
  return value;
}

/** Lengths of time in ms, each optional: `readLimits(body, ['idle', 'lifetime'])` reads `body.limits`. */
export function readLimits<Name extends string>(
  body: Fields,
  names: readonly Name[],
): { readonly [N in Name]?: number } {
  const limits = body['limits'] ?? {};
  if (!isFields(limits)) throw badRequest('"limits" must be an object.');
  const read: { [N in Name]?: number } = {};
  for (const name of names) {
    const value = limits[name];
    if (value === undefined) continue;
    if (typeof value !== 'number' || !(value > 0))
      throw badRequest(`"limits.${name}" must be a number of milliseconds.`);
    read[name] = value;
  }
  return read;
}
