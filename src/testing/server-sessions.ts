import { randomBytes } from './host.ts';

/** How the server treats refresh tokens: a used one ends the family, is good for 10 s more, or stays the same for ever. */
export type Rotation = 'strict' | 'grace' | 'none';

/** What the server knows of one signing-in, by cookie or by tokens. */
export interface ServerSession {
  readonly login: string;
  readonly since: number;
  touched: number;
  revoked: boolean;
}

export interface Issued {
  readonly access: string;
  readonly refresh: string;
  readonly session: ServerSession;
}

export interface ServerSessions {
  /** Every credential that was ever given out. */
  readonly secrets: string[];
  readonly all: ServerSession[];
  /** How often a used refresh token was presented and ended its family. */
  reused(): number;
  signIn(login: string): ServerSession;
  cookieFor(session: ServerSession): string;
  /** The living session that a cookie or an access token belongs to. */
  find(credential: string | null): ServerSession | null;
  tokensFor(session: ServerSession): Issued;
  /** New tokens, or null for `invalid_grant`. */
  refresh(token: string): Issued | null;
  revoke(credential: string | null): void;
}

const graceTime = 10_000;
const random = (): string => Array.from(randomBytes(12), (byte) => byte.toString(16).padStart(2, '0')).join('');

export function createServerSessions(
  now: () => number,
  limits: { readonly idle: number; readonly lifetime: number; readonly accessLifetime: number },
  rotation: Rotation,
): ServerSessions {
  const all: ServerSession[] = [];
  const secrets: string[] = [];
  const cookies = new Map<string, ServerSession>();
  const access = new Map<string, { readonly session: ServerSession; readonly until: number }>();
  const refresh = new Map<string, { readonly session: ServerSession; usedAt: number | null }>();
  let reused = 0;

  const secret = (kind: string): string => {
    const made = `canary-${kind}-${random()}`;
    secrets.push(made);
    return made;
  };
  const lives = (session: ServerSession): boolean =>
    !session.revoked && now() < session.touched + limits.idle && now() < session.since + limits.lifetime;
  const grant = (session: ServerSession, token?: string): Issued => {
    const made = { access: secret('access'), refresh: token ?? secret('refresh'), session };
    access.set(made.access, { session, until: now() + limits.accessLifetime });
    if (!token) refresh.set(made.refresh, { session, usedAt: null });
    return made;
  };

  return {
    secrets,
    all,
    reused: () => reused,
    signIn(login) {
      const session = { login, since: now(), touched: now(), revoked: false };
      all.push(session);
      return session;
    },
    cookieFor(session) {
      const cookie = secret('cookie');
      cookies.set(cookie, session);
      return cookie;
    },
    find(credential) {
      if (credential === null) return null;
      const token = access.get(credential);
      const session = token && now() < token.until ? token.session : cookies.get(credential);
      return session && lives(session) ? session : null;
    },
    tokensFor: grant,
    refresh(token) {
      const known = refresh.get(token);
      if (!known || !lives(known.session)) return null;
      known.session.touched = now();
      if (rotation === 'none') return grant(known.session, token);
      if (known.usedAt !== null && (rotation === 'strict' || now() > known.usedAt + graceTime)) {
        reused++;
        known.session.revoked = true;
        return null;
      }
      known.usedAt ??= now();
      return grant(known.session);
    },
    revoke(credential) {
      const session =
        credential && (cookies.get(credential) ?? access.get(credential)?.session ?? refresh.get(credential)?.session);
      if (session) session.revoked = true;
    },
  };
}
