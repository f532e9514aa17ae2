import type { TimerState } from '../../time/countdown.ts';
import type { By, Flag, Past } from './past.ts';
import { formatAge, formatLength, formatMoment } from './words.ts';

const whose = (by: By): string => (by === 'here' ? 'in this tab' : 'in another tab');

/** What a flag says in the timeline. */
export function describeFlag({ kind, by, reason }: Flag): string {
  if (kind === 'ended') return `ended: ${reason}`;
  const what = {
    'signed-in': 'signed in',
    warning: 'warning',
    extended: 'extended',
    limits: 'new limits',
    refreshed: 'refreshed',
  }[kind];
  if (kind === 'signed-in' && by === 'elsewhere') return 'found signed in';
  return by === 'elsewhere' ? `${what} elsewhere` : what;
}

/** What started the idle limit last, as far as it was seen. */
function describeCause(lastActivityAt: number, present: number, { inputs, flags }: Past): string {
  const near = ({ at }: { readonly at: number }): boolean => Math.abs(at - lastActivityAt) < 1500;
  const age = `${formatAge(present - lastActivityAt)} ago`;
  const flag = flags.findLast((one) => (one.kind === 'extended' || one.kind === 'signed-in') && near(one));
  const input = inputs.findLast(near);
  if (flag && (!input || flag.at > input.at))
    return flag.kind === 'extended' ? `“Stay signed in” ${whose(flag.by)}, ${age}.` : `Signed in ${age}.`;
  return input ? `Last input ${age}, ${whose(input.by)}.` : `Last input ${age}.`;
}

/** Until when the idle clock is claimed to stand, as far as that can be seen: in what is left of the limit. */
export function claimedUntil({ heldBy, kind, deadline, remaining, now }: TimerState): number | null {
  const until = deadline - remaining;
  return heldBy.length > 0 && kind === 'idle' && until > now ? until : null;
}

function describeHold(reading: TimerState, present: number): string | null {
  const { heldBy, deadline } = reading;
  const until = claimedUntil(reading);
  // Nobody is told when a claim lapses.
  if (until === null || until <= present) return null;
  const [names, left] = [[...new Set(heldBy)].join(', '), formatLength(deadline - until)];
  return `Held by ${names} until ${formatMoment(until)}, so the idle clock stands with ${left} left. Unless somebody touches the page, the session ends at ${formatMoment(deadline)} then (idle).`;
}

/** Why the session will end, and when, in words. */
export function describeEnd(reading: TimerState, present: number, past: Past): string {
  const { phase, kind, deadline, warnAt, deadlines, lastActivityAt } = reading;
  if (phase === 'off') {
    const end = past.flags.findLast((flag) => flag.kind === 'ended');
    const why = end ? `The session ended at ${formatMoment(end.at)}: ${end.reason}. ` : '';
    return `${why}Nobody is signed in, so no clock runs.`;
  }
  const when = `in ${formatLength(deadline - present)}, at ${formatMoment(deadline)}`;
  const cause = describeCause(lastActivityAt, present, past);
  const warns = `the warning opens in ${formatLength(warnAt - present)}`;
  if (kind !== 'idle') {
    const why = kind === 'absolute' ? 'nobody may be signed in for longer' : 'the server allows no longer';
    const warned = phase === 'warning' ? 'the warning is open' : warns;
    return `${cause} However busy you are, the session ends ${when} (${kind}): ${why}; ${warned}.`;
  }
  if (phase === 'warning')
    return `${cause} The warning is open. Unless somebody answers it, in any tab, the session ends ${when} (idle).`;
  const last = deadlines.absolute - deadlines.server < 5000 ? 'absolute' : 'server';
  const later = `However busy you are, it ends at ${formatMoment(deadlines[last])} (${last}).`;
  const held = describeHold(reading, present);
  if (held !== null) return `${held} ${later}`;
  return `${cause} Unless somebody touches the page, ${warns}, and the session ends ${when} (idle). ${later}`;
}
