import type { SessionState } from '../../session/state.ts';
import type { TimerState } from '../../time/countdown.ts';
import type { Faults } from '../observe/faults.ts';
import { formatLength } from './words.ts';

/** How a session is, in two words and a colour. */
export interface Status {
  readonly text: string;
  readonly tone: 'good' | 'warn' | 'bad' | 'plain';
}

export function readStatus(state: SessionState<unknown>, phase: TimerState['phase']): Status {
  if (state.status === 'loading') return { text: 'finding out', tone: 'plain' };
  if (state.status === 'unauthenticated')
    return { text: state.reason ? `ended: ${state.reason}` : 'nobody signed in', tone: state.reason ? 'bad' : 'plain' };
  if (phase === 'warning') return { text: 'warning', tone: 'warn' };
  if (state.freshness === 'fresh') return { text: 'signed in', tone: 'good' };
  return { text: `signed in, ${state.freshness}`, tone: state.freshness === 'refreshing' ? 'good' : 'warn' };
}

/** What is broken by a control, so that nobody forgets it. */
export function readChips({ asleep, offline, messages, full, refusing, ahead }: Faults): string[] {
  const sign = ahead < 0 ? '−' : '+';
  return [
    asleep && 'asleep',
    offline && 'offline',
    messages === 'none' && 'messages lost',
    messages === 'half' && 'half the messages lost',
    full && 'disk full',
    refusing === 'token' && 'token refused',
    refusing === 'session' && 'server refuses',
    Math.abs(ahead) >= 1000 && `clock ${sign}${formatLength(Math.abs(ahead))}`,
  ].filter((chip): chip is string => typeof chip === 'string');
}
