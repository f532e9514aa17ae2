/** What a token endpoint gives. */
export interface Tokens<User> {
  /** Sent with requests. */
  readonly access: string;
  /** @default the one of before, where there was one */
  readonly refresh?: string | undefined;
  /** Milliseconds from the start of the request. Left out when it isn't known: the token is then refreshed after a 401. */
  readonly expiresIn?: number | undefined;
  /** @default the one of before: many servers name the user at sign-in only */
  readonly user?: User | undefined;
  /** Whose tokens these are, in the server's words (`sub`). A refresh that brings somebody else's ends the session. */
  readonly subject?: string | undefined;
  /** More that has to be kept with the tokens, such as an ID token. JSON. @default that of before */
  readonly extra?: unknown;
  /** See `Lease.accountKey`. It is kept with no token: at sign-in, and where a cookie signs in, its keys are made and it is forgotten. */
  readonly accountKey?: string | undefined;
}

/** The tokens of one epoch at one generation. Moments in the session's own time. */
export interface Credential<User> {
  readonly epoch: string;
  /** Counts refreshes. Whoever holds an older one adopts the newer instead of refreshing. */
  readonly generation: number;
  readonly access: string;
  readonly refresh: string | null;
  readonly receivedAt: number;
  readonly expiresAt: number | null;
  readonly user: User;
  readonly subject: string | null;
  readonly extra: unknown;
}

/** The credential that `tokens`, asked for at `askedAt`, make of the one before, or of none at a sign-in. */
export function nextCredential<User>(
  epoch: string,
  before: Credential<User> | null,
  tokens: Tokens<User>,
  askedAt: number,
): Credential<User> {
  const { access, expiresIn } = tokens;
  return {
    epoch,
    generation: (before?.generation ?? 0) + 1,
    access,
    refresh: tokens.refresh ?? before?.refresh ?? null,
    receivedAt: askedAt,
    expiresAt: expiresIn === undefined ? null : askedAt + expiresIn,
    user: tokens.user ?? (before?.user as User),
    subject: tokens.subject ?? before?.subject ?? null,
    extra: tokens.extra ?? before?.extra ?? null,
  };
}

/** A stored credential is believed when it has the shape of one. */
export function isCredential<User>(value: unknown, epoch: string): value is Credential<User> {
  const { epoch: named, generation, access, refresh, receivedAt, expiresAt } = value as Record<string, unknown>;
  return (
    named === epoch &&
    typeof access === 'string' &&
    (refresh === null || typeof refresh === 'string') &&
    Number.isFinite(generation) &&
    Number.isFinite(receivedAt) &&
    (expiresAt === null || Number.isFinite(expiresAt))
  );
}
