import type { PasswordHash, Passwords } from './passwords.ts';

/** What others may know of a user. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

export interface StoredUser extends User {
  readonly password: PasswordHash;
}

export interface Users {
  find(id: string): User | undefined;
  /** The user with this email and password. An unknown email takes the same work as a wrong password. */
  verify(email: string, password: string): Promise<User | undefined>;
}

/** In a real application these live in its database. The passwords are "correct horse" and "battery staple". */
export const demoUsers: readonly StoredUser[] = [
  {
    id: 'u-ada',
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    password: '$argon2id$v=19$m=19456,t=2,p=1$SPPViBjC8EnonRcf73R7Tw$ZxFhb/JWCx5RuSqBAA3u3Rsf/2BEJb4B1qYO8fYSNv0',
  },
  {
    id: 'u-grace',
    name: 'Grace Hopper',
    email: 'grace@example.com',
    password: '$argon2id$v=19$m=19456,t=2,p=1$wMBsG5l9KnNy0RQE09sSjA$m1W7Hl7ve45mp7FzwfU5K+8x6K9IqxeJYUZRwT4VuRo',
  },
];

/** One account has one spelling: it is looked up and counted under this. */
export const normalizeEmail = (email: string): string => email.trim().toLowerCase();

const withoutPassword = ({ id, name, email }: StoredUser): User => ({ id, name, email });

export function createUsers(all: readonly StoredUser[], passwords: Passwords): Users {
  // Verified where there is no such user, so that the time of the answer doesn't tell who has an account.
  const decoy = all[0]?.password ?? demoUsers[0]?.password ?? '';
  // Each question who is signed in looks somebody up.
  const byId = new Map(all.map((user) => [user.id, withoutPassword(user)]));
  const byEmail = new Map(all.map((user) => [user.email, user]));

  return {
    find: (id) => byId.get(id),

    async verify(email, password) {
      const user = byEmail.get(normalizeEmail(email));
      const matches = await passwords.verify(password, user?.password ?? decoy);
      return user && matches ? withoutPassword(user) : undefined;
    },
  };
}
