import type { Head } from '../tabs/head.ts';
import type { Ground } from './ground.ts';
import { createRevocation } from './revocation.ts';
import type { SignOutResult } from './session.ts';
import type { EndReason } from './state.ts';
import type { Timekeeper } from './timekeeper.ts';

/** How a session ends: here first, in every tab, then at the server. */
export interface Ending {
  /** This tab ends the session for all. What is shown is gone when this returns; the promise is about the server. */
  end(reason: EndReason, scope?: 'device' | 'everywhere'): Promise<SignOutResult>;
  /** Another tab ended it. */
  leave(reason: EndReason): void;
  /** Ends an epoch that nobody got to see. */
  revoke(head: Head): Promise<void>;
  /** Tells the server what it hasn't heard. */
  settle(): Promise<'done' | 'pending'>;
}

export function createEnding<User, Credentials>(ground: Ground<User, Credentials>, timekeeper: Timekeeper): Ending {
  const { name, platform, record, durable, wire, connection, desk, participants, dispatch, store } = ground;
  const settle = createRevocation(
    name,
    platform.locks,
    connection,
    record,
    durable,
    () => platform.network.abort().signal,
  );

  /** Everything that happens in this tab. The first part is synchronous: nothing of the old epoch is shown or sent after it. */
  const close = (reason: EndReason): Promise<void> => {
    const deliberate = reason === 'signed-out' || reason === 'signed-out-elsewhere';
    const finished = participants.finish(reason, desk.flushes());
    const resumable = !deliberate && desk.kept();
    ground.actAs(null);
    timekeeper.stop();
    dispatch({ type: 'ended', reason, resumable });
    return finished.then(() => {
      // Somebody may have signed in while documents were being written; theirs are open now.
      if (ground.epoch() === null) desk.change({ id: 'guest', epoch: '' }, deliberate ? 'signed-out' : 'ended');
      participants.tell('ended', { reason });
    });
  };

  return {
    settle,
    async revoke(head) {
      await connection.begin(head.epoch);
      record.join({ ...head, ended: 'signed-out', owed: 'device' });
      ground.actAs(null);
      await durable.store();
      await settle();
    },
    async end(reason, scope = 'device') {
      const state = store.getState();
      if (state.status === 'authenticated') {
        const head: Head = record.head() ?? { epoch: state.epoch, signedInAt: 0, ended: null, owed: null };
        if (head.epoch === state.epoch) record.join({ ...head, ended: reason, owed: scope });
        wire.send({ type: 'ended', epoch: state.epoch });
        // Durable at once and not behind the documents: a crash in between must not bring the session back.
        await Promise.all([durable.store(), close(reason)]);
      }
      return { local: 'done', remote: await settle() };
    },
    leave(reason) {
      const { status } = store.getState();
      if (status === 'authenticated') return void close(reason);
      ground.actAs(null);
      if (status !== 'loading') return;
      // It ended while it was being found out here who is signed in.
      desk.change({ id: 'guest', epoch: '' }, 'restored');
      dispatch({ type: 'nobody', reason, resumable: false });
    },
  };
}
