/** Where the lanes of the timeline stand, in pixels. */
export interface LaneLayout {
  /** Where the strip begins and ends. Beside it are names and what is left; where there is no room for that, they stand above. */
  readonly left: number;
  readonly right: number;
  readonly beside: boolean;
  readonly lanes: Readonly<Record<LaneName, number>>;
  readonly limits: number;
  readonly limitPitch: number;
  readonly bottom: number;
}

export const laneNames = {
  here: 'This tab',
  elsewhere: 'Other tabs',
  holds: 'Holds',
  messages: 'Messages',
  requests: 'Requests',
  locks: 'Locks',
  writes: 'Writes',
} as const;

export type LaneName = keyof typeof laneNames;

/** Those that only an observer sees. */
const below: readonly LaneName[] = ['requests', 'locks', 'writes'];

export const laneHeight = 12;
/** Two lines of text stand above the lanes. */
export const above = 32;

const wideEnough = 500;

export function layLanes(width: number, observed: boolean, limits: number): LaneLayout {
  const beside = width >= wideEnough;
  const [pitch, shift, limitPitch] = beside ? [19, 3.5, 20] : [29, 14, 30];
  const names = (Object.keys(laneNames) as LaneName[]).filter((name) => observed || !below.includes(name));
  const lanes = Object.fromEntries(names.map((name, at) => [name, above + at * pitch + shift])) as LaneLayout['lanes'];
  const end = above + names.length * pitch + 6;
  const [left, right] = beside ? [84, width - 72] : [0, width];
  return { left, right, beside, lanes, limits: end, limitPitch, bottom: end + limits * limitPitch + 2 };
}
