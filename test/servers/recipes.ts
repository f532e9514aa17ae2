import type { Transport } from 'holdfast';
import { authJs } from '../../docs/servers/auth-js.ts';
import { betterAuth } from '../../docs/servers/better-auth.ts';
import { expressSession } from '../../docs/servers/express-session.ts';

/** What every user has, whatever the server says about them. */
export interface User {
  id: string;
}

/** Recipes by the name that a page's address gives, with the options that stand there, too. */
export const recipes: Readonly<Record<string, (options: never) => Transport<User, never>>> = {
  'auth-js': authJs,
  'better-auth': betterAuth,
  'express-session': expressSession,
};
