import { cookies } from 'next/headers';
import type { User } from './shop-session';

export const people: Readonly<Record<string, User>> = {
  ada: { id: 'ada', name: 'Ada Lovelace' },
  grace: { id: 'grace', name: 'Grace Hopper' },
};

/** Whom the cookie names. Here it does so itself; elsewhere it is a key to a session in a store. */
export async function readUser(): Promise<User | null> {
  const name = (await cookies()).get('name')?.value ?? '';
  return people[name] ?? null;
}
