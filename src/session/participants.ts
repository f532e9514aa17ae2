import { createGroup } from '../foundation/group.ts';
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
  finish(reason: EndReason, more: readonly (() => Promise<void>)[]): Promise<unknown>;
}

/** `call` runs what belongs to the application, and keeps what it throws from the others. */
export function createParticipants<User>(
  clock: Clock,
  call: (work: () => unknown) => Promise<void>,
): Participants<User> {
  const joined = createGroup<Participant<User>>();
  return {
    join: joined.add,
    tell(name, event) {
      for (const participant of joined.all()) void call(() => participant[name]?.(event as never));
    },
    finish(reason, more) {
      const asked = [...joined.all().map((participant) => () => participant.beforeEnd?.({ reason })), ...more];
      return within(clock, flushTime, Promise.all(asked.map(call)), null);
    },
  };
}
