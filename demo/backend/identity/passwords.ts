import { equalInConstantTime, fromBase64Url, toBase64Url } from '../secrets.ts';

/**
 * `pbkdf2-sha256$iterations$salt$hash`. PBKDF2 because WebCrypto has it and this backend also runs in a page; where you
 * can have Argon2id, take that.
 */
export type PasswordHash = string;

/** As OWASP's password storage cheat sheet asks for PBKDF2 with SHA-256. */
const iterationsToday = 600_000;

async function derive(password: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<string> {
  // The same password typed on two keyboards may come composed differently.
  const typed = new TextEncoder().encode(password.normalize('NFKC'));
  const key = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveBits']);
  const bits = await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, key, 256);
  return toBase64Url(new Uint8Array(bits));
}

export async function hashPassword(password: string, iterations: number = iterationsToday): Promise<PasswordHash> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  return ['pbkdf2-sha256', iterations, toBase64Url(salt), await derive(password, salt, iterations)].join('$');
}

export async function verifyPassword(password: string, stored: PasswordHash): Promise<boolean> {
  const [, iterations = '', salt = '', hash = ''] = stored.split('$');
  return equalInConstantTime(await derive(password, fromBase64Url(salt), Number(iterations)), hash);
}
