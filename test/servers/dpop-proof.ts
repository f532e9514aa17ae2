import { createHash, type webcrypto } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');
const parse = (part: string | undefined): Record<string, unknown> =>
  JSON.parse(Buffer.from(part ?? '', 'base64url').toString() || '{}');

/** Whether a request proves that it has the key that its token is bound to (RFC 9449, 4.3). */
export async function isProof(
  request: IncomingMessage,
  origin: string,
  { token, jkt, nonce }: { readonly token: string; readonly jkt: string; readonly nonce: string },
): Promise<boolean> {
  const [header, payload, signature = ''] = String(request.headers['dpop'] ?? '').split('.');
  if (!request.headers.authorization?.startsWith('DPoP ') || !payload) return false;
  const { typ, jwk } = parse(header) as { typ?: string; jwk?: webcrypto.JsonWebKey };
  const claims = parse(payload);
  if (!jwk || typ !== 'dpop+jwt' || 'd' in jwk) return false;
  const { crv, kty, x, y } = jwk;
  const curve = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('jwk', jwk, curve, false, ['verify']);
  return (
    digest(JSON.stringify({ crv, kty, x, y })) === jkt &&
    claims['ath'] === digest(token) &&
    claims['htm'] === request.method &&
    claims['htu'] === `${origin}${request.url}` &&
    claims['nonce'] === nonce &&
    (await crypto.subtle.verify(curve, key, Buffer.from(signature, 'base64url'), Buffer.from(`${header}.${payload}`)))
  );
}
