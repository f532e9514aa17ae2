import { cookie, type Transport } from 'holdfast';

export interface User {
  id: string;
  name: string;
}
export interface Credentials {
  name: string;
  password: string;
}

/** express-session with routes of your own: they answer `{ user, expiresInMs }`, or a status of your choice where nobody is signed in. */
export function expressSession(): Transport<User, Credentials> {
  return cookie<User, Credentials>({
    session: '/api/session',
    signIn: '/api/sign-in',
    signOut: '/api/sign-out',
    readSession(body) {
      const { user, expiresInMs } = body as { user: User | null; expiresInMs: number };
      return user && { user, idleExpiresIn: expiresInMs };
    },
  });
}
