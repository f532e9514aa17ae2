import type { Clock } from '../platform/clock.ts';
import { within } from '../platform/within.ts';
import type { Participant } from './session.ts';
import type { EndReason } from './state.ts';

/** How long an end waits for what must still be written (WCAG 2.2.5: nothing a person entered is lost). */
const flushTime = 500;

/** What joined the session. One that throws neither stops the others nor the session. */
export interface Participants<User> {
  join(participant: Participant<User>): () => void;
  tell<Name extends 'signedIn' | 'ended' | 'switchedUser'>(
    name: Name,
    event: Parameters<NonNullable<Participant<User>[Name]>>[0],
  ): void;
  /** Asks all to finish; resolves when they have, or when time is up. The asking itself happens before it returns. */
  finish(reason: EndReason, more: readonly (() => Promise<void>)[]): Promise<void>;
}

export function createParticipants<User>(clock: Clock, report: (error: unknown) => void): Participants<User> {
  const joined = new Set<Participant<User>>();
  const isolated = async (work: () => unknown): Promise<void> => {
    try {
      await work();
    } catch (error) {
      report(error);
    }
  };
  return {
    join(participant) {
      const own = { ...participant };
      joined.add(own);
      return () => void joined.delete(own);
    },
    tell(name, event) {
      for (const participant of [...joined]) void isolated(() => participant[name]?.(event as never));
    },
    async finish(reason, more) {
      const asked = [...[...joined].map((participant) => () => participant.beforeEnd?.({ reason })), ...more].map(
        isolated,
      );
      await within(clock, flushTime, Promise.all(asked), undefined);
    },
  };
}
