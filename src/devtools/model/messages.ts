import type { Observation } from '../observe/observation.ts';
import type { Told } from './past.ts';

/** How many messages of one kind there were. */
export interface MessageCount {
  readonly type: string;
  readonly sent: number;
  readonly received: number;
  readonly lost: number;
}

interface Heard {
  readonly type: string;
  readonly direction: 'sent' | 'received';
  readonly lost: boolean;
}

/** By kind: as they were seen below the session, or else as it told of them. */
export function countMessages(told: readonly Told[], seen: readonly Observation[] | null): MessageCount[] {
  const heard: Heard[] = seen
    ? seen.filter((each) => each.kind === 'message')
    : told
        .filter(({ type }) => type === 'message')
        .map(({ text }) => {
          const [verb, type = ''] = text.split(' ');
          return { type, direction: verb === 'sent' ? 'sent' : 'received', lost: false };
        });
  const counts = new Map<string, MessageCount>();
  for (const { type, direction, lost } of heard) {
    const { sent, received, lost: before } = counts.get(type) ?? { sent: 0, received: 0, lost: 0 };
    counts.set(type, {
      type,
      sent: sent + Number(direction === 'sent' && !lost),
      received: received + Number(direction === 'received' && !lost),
      lost: before + Number(lost),
    });
  }
  return [...counts.values()].sort((a, b) => (a.type < b.type ? -1 : 1));
}
