import type { Sealed } from '../../platform/crypto.ts';
import type { TransportContext } from '../transport.ts';
import type { KeyPair } from './proofs.ts';
import type { Expected } from './provider.ts';

/** Where a person left for the provider, and what the answer has to fit. */
export interface ResumePoint extends Expected {
  /** Path, query and hash to go on at. */
  readonly returnTo: string;
}

/**
 * One record per sign-in that goes on at the provider, under its `state`. A code is good for one request, so its record is taken
 * exactly once, by whichever tab comes first. What is left of it says for a while that the answer was used here.
 */
export interface ResumePoints {
  keep(point: ResumePoint, pair?: KeyPair): Promise<void>;
  /** The record, or where to go on after one that was used; null for an answer that nobody here asked for. */
  find(state: string): Promise<ResumePoint | Used | null>;
  /** True for the one caller that may use it. */
  take(state: string): Promise<boolean>;
  /** The key pair that the tokens of this sign-in are bound to. */
  pairOf(state: string): Promise<KeyPair | undefined>;
  /** Nothing came of it, or the tokens that came of it are revoked. */
  drop(state: string): Promise<void>;
}

export interface Used {
  readonly used: true;
  /** Milliseconds since 1970. */
  readonly usedAt: number;
  readonly returnTo: string;
}

interface Stored {
  /** When it was kept, then when it was used. */
  readonly at: number;
  readonly returnTo: string;
  /** Gone once it was used: the verifier is a secret. */
  readonly secret?: { readonly key: unknown; readonly sealed: Sealed };
  /** Stays for as long as there are tokens that are bound to it. */
  readonly pair?: KeyPair;
}

/** Providers let people take less time than that to sign in. */
const longest = 24 * 3_600_000;
/** No sign-in lasts as long as that. */
const longestBound = 400 * longest;

export function createResumePoints({ platform: { clock, crypto }, database }: TransportContext): ResumePoints {
  const key = (state: string): string => `oidc/${state}`;
  return {
    async keep({ state, returnTo, ...secret }, pair) {
      const secretKey = await crypto.createKey();
      const sealed = await crypto.seal(secretKey, JSON.stringify(secret));
      const now = clock.wall();
      // Durable before the page is left.
      await database().transact(
        ['session'],
        async ({ range, remove, put }) => {
          for (const [old, value] of await range('session', key(''))) {
            const { at, secret: unused, pair: bound } = value as Stored;
            if (Math.abs(now - at) > (bound && !unused ? longestBound : longest)) remove('session', old);
          }
          const stored: Stored = {
            at: now,
            returnTo,
            secret: { key: secretKey, sealed },
            ...(pair && { pair }),
          };
          put('session', key(state), stored);
        },
        { strict: true },
      );
    },
    async find(state) {
      const stored = (await database().get('session', key(state))) as Stored | undefined;
      if (!stored) return null;
      const { at, returnTo, secret } = stored;
      const text = secret && (await crypto.open(secret.key, secret.sealed));
      return text
        ? { state, returnTo, ...(JSON.parse(text) as Omit<Expected, 'state'>) }
        : { used: true, usedAt: at, returnTo };
    },
    take: (state) =>
      database().transact(
        ['session'],
        async ({ get, put }) => {
          const stored = (await get('session', key(state))) as Stored | undefined;
          if (!stored?.secret) return false;
          const { secret: _used, ...rest } = stored;
          put('session', key(state), { ...rest, at: clock.wall() } satisfies Stored);
          return true;
        },
        { strict: true },
      ),
    async pairOf(state) {
      const stored = (await database().get('session', key(state))) as Stored | undefined;
      return stored?.pair;
    },
    drop: (state) => database().transact(['session'], async ({ remove }) => remove('session', key(state))),
  };
}
