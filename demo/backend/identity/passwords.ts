import { argon2idAsync } from '@noble/hashes/argon2.js';
import { equalInConstantTime } from '../secrets.ts';

/** As others write it, too: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. */
export type PasswordHash = string;

/** What one guess costs. */
export interface Cost {
  /** In KiB. */
  readonly memory: number;
  readonly passes: number;
}

/** The hard work itself: 32 bytes out of a password and a salt. */
export type Argon2 = (password: Uint8Array, salt: Uint8Array, cost: Cost) => Promise<Uint8Array>;

/**
 * For wherever this runs, in a page too: the audited library that most others rest on. A server that has Argon2 natively
 * takes that (`argon2-node.ts`): it is quicker, and other requests are answered meanwhile.
 */
export const portableArgon2: Argon2 = (password, salt, { memory, passes }) =>
  argon2idAsync(password, salt, { m: memory, t: passes, p: 1, dkLen: 32 });

/** The least that OWASP's password storage cheat sheet asks for. */
const costToday: Cost = { memory: 19_456, passes: 2 };

export interface Passwords {
  hash(password: string, cost?: Cost): Promise<PasswordHash>;
  verify(password: string, stored: PasswordHash): Promise<boolean>;
}

const pattern = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([\w+/]+)\$([\w+/]+)$/;

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes)).replace(/=+$/, '');
const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

export function createPasswords(argon2: Argon2 = portableArgon2): Passwords {
  // The same password typed on two keyboards may come composed differently.
  const derive = async (password: string, salt: Uint8Array, cost: Cost): Promise<string> =>
    toBase64(await argon2(new TextEncoder().encode(password.normalize('NFKC')), salt, cost));

  return {
    async hash(password, cost = costToday) {
      const salt = crypto.getRandomValues(new Uint8Array(16));
      const hash = await derive(password, salt, cost);
      return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=1$${toBase64(salt)}$${hash}`;
    },

    async verify(password, stored) {
      const [, memory, passes, salt, hash] = pattern.exec(stored) ?? [];
      if (salt === undefined || hash === undefined) throw new Error('What is stored is no Argon2id hash.');
      // By the cost it was made with: when that is raised, older ones go on being good.
      const cost = { memory: Number(memory), passes: Number(passes) };
      return equalInConstantTime(await derive(password, fromBase64(salt), cost), hash);
    },
  };
}
