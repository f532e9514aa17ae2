import type { Answer, Lease, Redirecting } from '../transport.ts';
import type { AtRest } from './credentials.ts';
import type { Rotation } from './refresh.ts';
import type { Credential, Tokens } from './tokens.ts';

/** Sends a refresh that was prepared. `rejected` is the server's own word that it is over; whatever else fails is `failed`. */
export type SendRefresh<User> = (signal: AbortSignal) => Promise<Answer<Tokens<User>>>;

/** What differs between servers that give tokens. No part throws, except where it says so. */
export interface TokenParts<User, Credentials> {
  signIn(credentials: Credentials, signal: AbortSignal): Promise<Answer<Tokens<User>> | Redirecting>;
  /**
   * Prepares a refresh; `null` where the browser holds the refresh token in a cookie and nothing else is known. Whatever is the
   * application's runs here, before the lock is asked for, and may throw; nothing of it may run asynchronously in what is returned.
   */
  refresh(credential: Credential<User> | null): SendRefresh<User> | Promise<SendRefresh<User>>;
  /** Tells the server that the tokens are no longer needed. `null` as in `refresh`. Without it the server is told nothing. */
  revoke?(
    credential: Credential<User> | null,
    scope: 'device' | 'everywhere',
    signal: AbortSignal,
  ): Promise<Answer<null>>;
  /** Lengthens the server's idle limit. Without it a refresh does. */
  touch?(credential: Credential<User>, signal: AbortSignal): Promise<Answer<Lease<User>>>;
  /** The request with the token. Called for every request that is sent, also the second time; outside of any lock; may throw. */
  attach(request: Request, credential: Credential<User>): Request | Promise<Request>;
  /** Whether an answer to a request with a token says that the token isn't good any more. */
  needsRefresh(response: Response): boolean;
  /** Whether an answer asks for the same token once more, signed anew. Called for every answer. */
  again?(response: Response): boolean;
  /** Where the browser goes after a sign-out, if anywhere. */
  endSessionUrl?(credential: Credential<User>): string | null;
  /** Other origins that may get the token. */
  readonly origins: readonly string[];
  readonly atRest: AtRest;
  readonly rotation: Rotation;
  /** Whether the refresh token is in a cookie that script can't read: a refresh then works without one. */
  readonly cookie: boolean;
}
