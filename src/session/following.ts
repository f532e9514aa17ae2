import { bornHead } from '../tabs/head.ts';
import type { Message } from '../tabs/protocol.ts';
import type { Beginning } from './beginning.ts';
import type { Ending } from './ending.ts';
import type { Ground } from './ground.ts';
import type { EndReason } from './state.ts';
import type { Timekeeper } from './timekeeper.ts';

/** How a tab follows what the others did. */
export interface Following {
  /** Reads what all tabs share, and follows it. Called on every hint, at every wake and before every reading of time. */
  learn(): void;
  onMessage(message: Message | null): void;
}

export function createFollowing<User, Credentials>(
  ground: Ground<User, Credentials>,
  timekeeper: Timekeeper,
  ending: Ending,
  beginning: Beginning<User, Credentials>,
  /** False until it is known at start who is signed in. */
  isSettled: () => boolean,
): Following {
  const { record, desk, emitter, shown, signInElsewhere } = ground;
  /** The sign-in elsewhere that this tab was asked about. */
  let askedAbout: string | null = null;

  /** Another tab signed in. */
  const meet = (epoch: string): void => {
    const adopt = (): void => {
      const head = record.living();
      if (head && head.epoch !== ground.epoch()) beginning.adopt(head);
    };
    if (signInElsewhere === 'adopt') {
      adopt();
      return;
    }
    // What is shown here is over in any case.
    if (shown()) ending.leave('signed-out-elsewhere', false);
    if (askedAbout === epoch) return;
    askedAbout = epoch;
    if (signInElsewhere === 'ask') emitter.emit('signed-in-elsewhere', { adopt });
  };

  const learn = (): void => {
    if (!isSettled()) return;
    const acting = ground.epoch();
    const head = record.head();
    if (!head) {
      const present = shown();
      if (!present) return;
      // Storage was cleared under us. The session goes on for this tab, and stands in the record again,
      record.join(bornHead(present.epoch, timekeeper.timer.getState().signedInAt));
      timekeeper.share();
      // unless it was ended before: the other copy knows.
      void ground.durable.store().then(learn);
      return;
    }
    const { epoch, ended } = head;
    if (acting !== null && epoch < acting) return;
    if (!ended && epoch !== acting) meet(epoch);
    else if (ended && acting !== null) {
      // Where another session came in between, nobody signed out of this one: its work waits for its person.
      const signedOut = ended === 'signed-out' && epoch === acting;
      ending.leave(signedOut || epoch !== acting ? 'signed-out-elsewhere' : (ended as EndReason), signedOut);
    }
  };

  return {
    learn,
    onMessage(message) {
      if (message?.type === 'document') {
        desk.announced(message.document, message.keys);
        return;
      }
      learn();
      if (message?.type !== 'extended' || message.epoch !== ground.epoch()) return;
      timekeeper.set({ extension: 'none' });
      timekeeper.look();
      emitter.emit('extended', { by: 'elsewhere' });
    },
  };
}
