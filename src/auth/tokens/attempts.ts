import { chance } from '../../platform/chance.ts';
import type { Failure } from '../failure.ts';
import type { TransportContext } from '../transport.ts';
import { credentialAt } from './credentials.ts';
import type { Outlook } from './outlook.ts';
import type { Credential } from './tokens.ts';

/** How it went with one refresh token, in all tabs. */
interface Attempt {
  readonly generation: number;
  /** How often it was sent without an answer. The server may have replaced it, then, and takes the next one for a theft. */
  readonly lost: number;
  readonly sentAt: number;
  /** Names the last send. */
  readonly by: string;
  /** Somebody sent it and hasn't said since what came of it: dead, or passed, and then its answer may still come home. */
  readonly out: boolean;
  readonly failures: number;
  /** Nobody asks again before. */
  readonly until: number;
  readonly failure: Failure | null;
  /** The server refused it for good. */
  readonly over: boolean;
}

/** Whether to send: no, since it is over; not now, and why; or yes, where an earlier one may be `out` still. */
export type Begun =
  | { readonly send: false; readonly failure: Failure | null }
  | { readonly send: true; readonly out: boolean; readonly by: string };

/** What is remembered of refreshes that failed, once for all tabs. Called under the lock. */
export interface Attempts {
  /** Why there is no use in asking for the lock, as far as this tab knows: a failure, `null` when it is over; else undefined. */
  cooling(credential: Credential<unknown>): Failure | null | undefined;
  /** Counts a send before it happens: a tab that dies in the middle has sent it. */
  begin(credential: Credential<unknown>): Promise<Begun>;
  /** Starts a pause of `least` or more. Answers whether there is none, since the one send that is left may follow at once. */
  fail(credential: Credential<unknown>, failure: Failure, least?: number): Promise<boolean>;
  /**
   * The server refused the newest credential in its own words: no tab needs to hear that again. False where somebody has sent it
   * after `by`, who was passed then, and may bring home what made it a used one.
   */
  finish(credential: Credential<unknown>, by: string): Promise<boolean>;
}

/** At most twice, until something shows that the network works. */
const sendsWithoutAnswer = 2;
/** After failures: 1, 2, 4 … 30 s, each up to a quarter less, by chance. */
const longestCooldown = 30_000;
/** A server that asks for more has made a mistake. */
const longestRetryAfter = 3_600_000;

const isLost = ({ kind }: Failure): boolean => kind === 'network' || kind === 'timeout' || kind === 'aborted';

export function createAttempts(
  { platform, database, now }: TransportContext,
  outlook: Outlook,
  { shared, grace }: { readonly shared: boolean; readonly grace: boolean },
): Attempts {
  let own: { readonly epoch: string; readonly attempt: Attempt } | null = null;
  const at = (epoch: string): string => `${credentialAt(epoch)}/attempt`;
  const knownOf = ({ epoch, generation }: Credential<unknown>): Attempt | null =>
    own?.epoch === epoch && own.attempt.generation === generation ? own.attempt : null;
  const isCooling = ({ until, sentAt }: Attempt): boolean => until > now() && outlook.onlineAt() <= sentAt;

  /** Reads and writes in one transaction; where the database refuses, for this tab alone. */
  const change = async (
    credential: Credential<unknown>,
    next: (before: Attempt) => Attempt,
    isNew = false,
  ): Promise<void> => {
    const { epoch, generation } = credential;
    const fresh = {
      generation,
      lost: 0,
      sentAt: 0,
      by: '',
      out: false,
      failures: 0,
      until: 0,
      failure: null,
      over: false,
    };
    const work = (stored: unknown): { before: Attempt; attempt: Attempt } => {
      const before = (stored as Attempt | null)?.generation === generation ? (stored as Attempt) : fresh;
      return { before, attempt: next(before) };
    };
    const kept = (): { before: Attempt; attempt: Attempt } => work(knownOf(credential));
    const { attempt } = !shared
      ? kept()
      : await database()
          .transact(['session'], async ({ get, put }) => {
            const stored = await get('session', at(epoch));
            const changed = work(stored);
            // Shredded meanwhile: it stays so.
            if (changed.attempt !== changed.before && (stored || isNew)) put('session', at(epoch), changed.attempt);
            return changed;
          })
          .catch(kept);
    own = { epoch, attempt };
  };

  return {
    cooling(credential) {
      const known = knownOf(credential);
      return known?.over ? null : known && isCooling(known) ? known.failure : undefined;
    },
    async begin(credential) {
      let begun: Begun = { send: false, failure: null };
      const by = platform.crypto.randomId();
      await change(
        credential,
        (before) => {
          const isHeard = outlook.heardAt() > before.sentAt;
          const lost = isHeard ? Math.min(before.lost, sendsWithoutAnswer - 1) : before.lost;
          const cannot = isCooling(before)
            ? before.failure
            : lost < sendsWithoutAnswer
              ? null
              : ({ kind: 'network' } as const);
          begun =
            before.over || cannot
              ? { send: false, failure: before.over ? null : cannot }
              : { send: true, out: before.out, by };
          return begun.send ? { ...before, lost: lost + 1, sentAt: now(), by, out: true } : before;
        },
        true,
      );
      return begun;
    },
    async fail(credential, failure, least = 0) {
      const { kind, status, retryAfter } = failure;
      let again = false;
      await change(credential, (before) => {
        const lost = isLost(failure) ? before.lost : 0;
        again = grace && lost > 0 && lost < sendsWithoutAnswer;
        const { failures } = before;
        const wait = again
          ? 0
          : retryAfter !== undefined
            ? Math.min(longestRetryAfter, retryAfter) * (1 + chance(platform.crypto) / 4)
            : Math.min(longestCooldown, 1000 * 2 ** failures) * (1 - chance(platform.crypto) / 4);
        return {
          ...before,
          lost,
          out: false,
          failures: failures + 1,
          until: now() + Math.max(least, wait),
          failure: { kind, ...(status !== undefined && { status }) },
        };
      });
      return again;
    },
    async finish(credential, by) {
      let isLast = false;
      await change(credential, (before) => {
        isLast = before.by === by;
        return isLast ? { ...before, over: true } : before;
      });
      return isLast;
    },
  };
}
