import { type Fields, isFields, readText } from '../http/body.ts';
import { badRequest } from '../http/refusal.ts';

/** Who comes to supper, and what they eat. */
export interface Guest {
  readonly name: string;
  readonly meal: string;
}

export function readSupper(body: Fields): readonly Guest[] {
  const guests = body['guests'];
  if (!Array.isArray(guests) || guests.length < 1 || guests.length > 12)
    throw badRequest('"guests" must hold 1 to 12 guests.');
  return guests.map((guest: unknown) => {
    if (!isFields(guest)) throw badRequest('A guest must be an object.');
    return { name: readText(guest, 'name', 80), meal: readText(guest, 'meal', 20) };
  });
}
