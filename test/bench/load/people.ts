import { demoUsers, type StoredUser } from '../../../demo/backend/identity/users.ts';

/** Everybody's. One hash stands for all of them: what it costs to make and to check is measured by itself. */
const hash = demoUsers[0]?.password ?? '';
export const password = 'correct horse';

export const idOf = (person: number): string => `u-${String(person).padStart(8, '0')}`;
export const emailOf = (person: number): string => `person-${person}@example.com`;

/** So many users as an application's own database would hold them. */
export const makePeople = (count: number): readonly StoredUser[] =>
  Array.from({ length: count }, (_, person) => ({
    id: idOf(person),
    name: `Person ${person}`,
    email: emailOf(person),
    password: hash,
  }));
