/** What a JSON Web Token says. Whoever holds it can have written it: good for an expiry or a name, never for trust. */
export type Claims = Readonly<Record<string, unknown>>;

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The claims in the middle of a JWT; `null` for whatever isn't one. */
export function readClaims(token: unknown): Claims | null {
  const [, payload, , ...more] = typeof token === 'string' ? token.split('.') : [];
  if (!payload || more.length > 0) return null;
  try {
    const claims: unknown = JSON.parse(decodeBase64Url(payload));
    return claims instanceof Object && !Array.isArray(claims) ? (claims as Claims) : null;
  } catch {
    return null;
  }
}

/** UTF-8 from base64url, by way of percent signs. Throws for anything else. */
function decodeBase64Url(text: string): string {
  let bits = 0;
  let count = 0;
  let escaped = '';
  for (const letter of text.replace(/=+$/, '')) {
    const at = alphabet.indexOf(letter);
    if (at < 0) throw new TypeError('not base64url');
    bits = (bits << 6) | at;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    escaped += `%${(bits >> count).toString(16).padStart(2, '0')}`;
    bits &= (1 << count) - 1;
  }
  return decodeURIComponent(escaped);
}
