import type { EndReason } from '../../session/state.ts';
import type { TimerState } from '../../time/countdown.ts';

/** A tab that told of something: this one, or another. */
export type By = 'here' | 'elsewhere';

/** Something about the session that happened once. Moments are in the session's own time, here and below. */
export interface Flag {
  readonly id: number;
  readonly at: number;
  readonly kind: 'signed-in' | 'warning' | 'extended' | 'limits' | 'refreshed' | 'ended';
  readonly by: By;
  readonly reason?: EndReason;
}

/** A hold, from when it was first seen to when it was gone. */
export interface SeenHold {
  readonly name: string;
  readonly from: number;
  readonly until: number | null;
}

/** An event of the session in words. */
export interface Told {
  readonly id: number;
  readonly at: number;
  readonly type: string;
  readonly text: string;
}

/** What the panel remembers of a session. */
export interface Past {
  /** Since when input and holds are looked at: they cost a little, so nobody does while the panel is closed. */
  readonly watchedFrom: number;
  readonly inputs: readonly { readonly at: number; readonly by: By }[];
  readonly holds: readonly SeenHold[];
  readonly flags: readonly Flag[];
  readonly told: readonly Told[];
}

export const emptyPast: Past = { watchedFrom: 0, inputs: [], holds: [], flags: [], told: [] };

const most = { inputs: 2000, holds: 50, flags: 60, told: 200 };

export const withFlag = (past: Past, flag: Flag): Past => ({
  ...past,
  flags: [...past.flags, flag].slice(-most.flags),
});

export const withTold = (past: Past, told: Told): Past => ({ ...past, told: [...past.told, told].slice(-most.told) });

export const withInput = (past: Past, at: number, by: By): Past => ({
  ...past,
  inputs: [...past.inputs, { at, by }].slice(-most.inputs),
});

/** What stood and is gone gets an end; what is new gets a beginning. Answers `past` itself where nothing changed. */
export function withHolds(past: Past, { heldBy, now }: Pick<TimerState, 'heldBy' | 'now'>): Past {
  const standing = new Set(heldBy);
  let same = true;
  const followed = past.holds.map((hold) => {
    if (hold.until !== null || standing.delete(hold.name)) return hold;
    same = false;
    return { ...hold, until: now };
  });
  if (same && standing.size === 0) return past;
  const begun = [...standing].map((name) => ({ name, from: now, until: null }));
  return { ...past, holds: [...followed, ...begun].slice(-most.holds) };
}
