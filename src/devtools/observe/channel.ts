import type { OpenChannel } from '../../platform/channel.ts';
import { parseMessage } from '../../tabs/protocol.ts';
import type { FaultStore } from './faults.ts';
import type { Seen } from './observation.ts';

/** Its kind and who said it. What else it holds is nobody's business here. */
const describe = (direction: 'sent' | 'received', message: unknown, lost: boolean): Seen => {
  const known = parseMessage(message);
  return { kind: 'message', direction, type: known?.type ?? 'unknown', from: known?.from ?? '', lost };
};

/** Tells of every message, and loses those that it is told to lose. What comes while the tab sleeps waits. */
export function observeChannel(
  open: OpenChannel,
  faults: FaultStore,
  tell: (seen: Seen) => void,
  chance: () => number,
): OpenChannel {
  const isLost = (): boolean => {
    const { messages } = faults.getState();
    return messages === 'none' || (messages === 'half' && chance() < 0.5);
  };
  return (name, receive) => {
    let waiting: unknown[] = [];
    const hear = (message: unknown): void => {
      const lost = isLost();
      tell(describe('received', message, lost));
      if (!lost) receive(message);
    };
    const stop = faults.subscribe(({ asleep }) => {
      if (asleep) return;
      const late = waiting;
      waiting = [];
      for (const message of late) hear(message);
    });
    const channel = open(name, (message) => {
      if (faults.getState().asleep) waiting.push(message);
      else hear(message);
    });
    return {
      post(message) {
        const lost = isLost();
        tell(describe('sent', message, lost));
        if (!lost) channel.post(message);
      },
      close() {
        stop();
        channel.close();
      },
    };
  };
}
