import { type PasswordHash, verifyPassword } from './passwords.ts';

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
    password: 'pbkdf2-sha256$600000$s-9t0f6zNldsM1ZXcNjYzg$OdxXbpdWHVGmwuNTOuN8GlXO8bG1BL8vi7WHidXm2U0',
  },
  {
    id: 'u-grace',
    name: 'Grace Hopper',
    email: 'grace@example.com',
    password: 'pbkdf2-sha256$600000$fDvc52GXAye5aXoeVKfokw$pgkRxxX8m93wk6dKVP_uy4n2qSx4O8hFf16rqlRbAu8',
  },
];

/** One account has one spelling: it is looked up and counted under this. */
export const normalizeEmail = (email: string): string => email.trim().toLowerCase();

const withoutPassword = ({ id, name, email }: StoredUser): User => ({ id, name, email });

export function createUsers(all: readonly StoredUser[]): Users {
  // Verified where there is no such user, so that the time of the answer doesn't tell who has an account.
  const decoy = all[0]?.password ?? demoUsers[0]?.password ?? '';

  return {
    find: (id) => all.filter((user) => user.id === id).map(withoutPassword)[0],

    async verify(email, password) {
      const user = all.find((one) => one.email === normalizeEmail(email));
      const matches = await verifyPassword(password, user?.password ?? decoy);
      return user && matches ? withoutPassword(user) : undefined;
    },
  };
}
