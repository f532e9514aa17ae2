import type { SessionState } from '../../session/state.ts';
import type { Head } from '../../tabs/head.ts';
import type { SharedTime } from '../../tabs/record.ts';
import type { TimerState } from '../../time/countdown.ts';
import type { Partition } from '../../vault/host.ts';
import { formatAge, formatMoment } from './words.ts';

type Rows = readonly (readonly [name: string, value: string])[];

/** The state as an application has it. Who it is, is shown by a digest alone, as it stands in keys. */
export function readSessionRows(
  state: SessionState<unknown>,
  { phase, extension, heldBy, lastActivityAt }: TimerState,
  partition: Partition | null,
  now: number,
): Rows {
  const owner = partition === null ? 'not known yet' : partition.id === 'guest' ? 'a guest' : partition.id.slice(0, 12);
  if (state.status !== 'authenticated')
    return [
      ['status', state.status],
      ...(state.status === 'unauthenticated'
        ? ([
            ['reason', state.reason ?? '–'],
            ['resumable', state.resumable ? 'yes, work is kept' : 'no'],
          ] as const)
        : []),
      ['work of', owner],
    ];
  return [
    ['status', state.status],
    ['epoch', state.epoch || 'to be confirmed'],
    ['freshness', state.freshness],
    ['warning', state.warning?.kind ?? (phase === 'warning' ? 'open' : 'none')],
    ['last input', lastActivityAt > 0 ? `${formatAge(now - lastActivityAt)} ago` : '–'],
    ['held by', heldBy.length > 0 ? heldBy.join(', ') : 'nothing'],
    ['extension', extension],
    ['work of', owner],
  ];
}

const agrees = (head: Head, durable: Head | null): string => {
  if (!durable) return 'not written yet';
  return durable.epoch === head.epoch && durable.ended === head.ended ? 'agrees' : 'behind';
};

/** What stands in `localStorage` for all tabs, and whether the database's copy says the same. */
export function readRecordRows(
  { head, time }: { readonly head: Head | null; readonly time: SharedTime | null },
  durable: Head | null,
): Rows {
  if (!head) return [];
  const moment = (at: number | undefined): string => (at ? formatMoment(at) : '–');
  return [
    ['epoch', head.epoch],
    ['signed in', formatMoment(head.signedInAt)],
    ['ended', head.ended ?? 'no, it lives'],
    ...(head.owed ? ([['owed', `the server is to be told (${head.owed})`]] as const) : []),
    ['last activity', moment(time?.lastActivityAt)],
    ['server asked', moment(time?.touchedAt)],
    ['server’s idle end', moment(time?.serverIdleAt)],
    ['server’s end', moment(time?.serverEndAt)],
    ['holds', String(Object.keys(time?.holds ?? {}).length)],
    ['copy in IndexedDB', agrees(head, durable)],
  ];
}
