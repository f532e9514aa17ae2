import type { Lease } from '../auth/transport.ts';
import { bornHead, type Head } from '../tabs/head.ts';
import { markWipe } from '../vault/wipe.ts';
import type { Ground } from './ground.ts';
import { createRevocation } from './revocation.ts';
import type { SignOutResult } from './session.ts';
import type { EndReason } from './state.ts';
import type { Timekeeper } from './timekeeper.ts';

/** How a session ends: here first, in every tab, then at the server. */
export interface Ending {
  /** This tab ends the session for all. What is shown is gone when this returns; the promise is about the server. */
  end(reason: EndReason, scope?: 'device' | 'everywhere'): Promise<SignOutResult>;
  /** Another tab ended it, or began another. `wiping` when the person asked for it there. */
  leave(reason: EndReason, wiping: boolean): void;
  /** Ends an epoch that nobody got to see. */
  revoke(head: Head, lease: Lease<unknown>): Promise<void>;
  /** Resolves when the documents of an ended session are written and closed: nobody else's are opened before. */
  closed(): Promise<void>;
  /** Tells the server what it hasn't heard, or waits until another tab has, for `longest`. */
  settle(longest?: number): Promise<'done' | 'pending'>;
}

export function createEnding<User, Credentials>(ground: Ground<User, Credentials>, timekeeper: Timekeeper): Ending {
  const { record, durable, desk, participants } = ground;
  const settle = createRevocation(ground);

  let closing: Promise<void> | undefined;

  /** Everything that happens in this tab. The first part is synchronous: nothing of the old epoch is shown or sent after it. */
  const close = async (reason: EndReason, wiping: boolean): Promise<void> => {
    // Before anything else: this page may know no document, and the next one must not find what the person left.
    if (wiping) markWipe(desk.host, desk.host.partition()?.id ?? 'guest');
    const left = ground.shown();
    const finished = participants.finish(
      reason,
      desk.host.writers().map((writer) => writer.flush),
    );
    const resumable = !wiping && desk.kept();
    ground.actAs(null);
    timekeeper.stop();
    ground.dispatch({ type: 'ended', reason, resumable });
    // Where it lives on, it may be shown again.
    if (left && record.living()?.epoch !== left.epoch) ground.profile.shred(left.epoch);
    await finished;
    ground.accountKeys.drop();
    desk.change('guest', '', wiping ? 'signed-out' : 'ended');
    participants.tell('ended', { reason });
  };

  const leave: Ending['leave'] = (reason, wiping) => {
    if (ground.shown()) closing = close(reason, wiping);
    // It ended while it was being found out here who is signed in.
    else if (ground.unknown()) ground.nobody(reason);
    else ground.actAs(null);
  };

  return {
    settle,
    leave,
    closed: async () => closing,
    async revoke(head, lease) {
      // What ended elsewhere meanwhile may be shown here still.
      timekeeper.look();
      leave('signed-out-elsewhere', false);
      await ground.connection.begin(head.epoch, lease as Lease<User>);
      await durable.join({ ...head, ended: 'signed-out', owed: 'device' });
      await settle();
    },
    async end(reason, scope = 'device') {
      const shown = ground.shown();
      if (shown) {
        const { epoch } = shown;
        const head = record.head() ?? bornHead(epoch, 0);
        // The one that is about to be shown ends, too.
        if (head.epoch === epoch || head.epoch === ground.epoch()) record.join({ ...head, ended: reason, owed: scope });
        ground.wire.send({ type: 'ended', epoch });
        // Durable at once and not behind the documents: a crash in between must not bring the session back.
        closing = close(reason, reason === 'signed-out');
        await Promise.all([durable.store(), closing]);
      }
      return { local: 'done', remote: await settle() };
    },
  };
}
