const utf8 = new TextEncoder();

/** URL-safe Base64 without padding. */
export const toBase64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

/** 256 bits that nobody can guess: a session id, a token, half of one. */
export const randomSecret = (): string => toBase64Url(crypto.getRandomValues(new Uint8Array(32)));

/**
 * What is stored in place of a secret. A plain hash is enough for 256 random bits, since there is nothing to guess;
 * passwords need `passwords.ts`.
 */
export const sha256 = async (secret: string): Promise<string> =>
  toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8.encode(secret))));

/** Proves that whoever made `message` held `key`. */
export async function sign(key: string, message: string): Promise<string> {
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const imported = await crypto.subtle.importKey('raw', utf8.encode(key), hmac, false, ['sign']);
  return toBase64Url(new Uint8Array(await crypto.subtle.sign('HMAC', imported, utf8.encode(message))));
}

/** As much of a text as is looked at. */
type Signs = Pick<string, 'length' | 'charCodeAt'>;

/** Compares in a time that tells nothing of where two texts differ. The length is not a secret. Every secret is compared by this. */
export function equalInConstantTime(a: Signs, b: Signs): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}
