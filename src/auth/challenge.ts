/** What a `WWW-Authenticate` of scheme Bearer or DPoP asks for (RFC 6750, 9449, 9470). */
export interface Challenge {
  /** `invalid_token`, `insufficient_scope`, `insufficient_user_authentication` …; null when none was named. */
  readonly error: string | null;
  readonly scope: string | null;
  readonly acrValues: string | null;
  /** Milliseconds: how long ago the person may have signed in. */
  readonly maxAge: number | null;
}

const parameter = /([a-z_]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",]+))/gi;

/** The challenge in an answer, or null when it has none of these schemes. A header may hold several; the first counts. */
export function readChallenge({ headers }: Response): Challenge | null {
  const text = /(?:^|[\s,])(?:bearer|dpop)(?:\s+(.*)|$)/i.exec(headers.get('www-authenticate') ?? '');
  if (!text) return null;
  const found = new Map<string, string>();
  for (const [, name = '', quoted, plain = ''] of (text[1] ?? '').matchAll(parameter))
    if (!found.has(name.toLowerCase())) found.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? plain);
  const take = (name: string): string | null => found.get(name) ?? null;
  const seconds = Number(take('max_age') ?? Number.NaN);
  return {
    error: take('error'),
    scope: take('scope'),
    acrValues: take('acr_values'),
    maxAge: seconds >= 0 ? seconds * 1000 : null,
  };
}

/** Whether the server wants a stronger sign-in, which no refresh can give. */
export const isStepUp = (status: number, challenge: Challenge | null): boolean =>
  (status === 403 && challenge?.error === 'insufficient_scope') ||
  (status === 401 && challenge?.error === 'insufficient_user_authentication');
