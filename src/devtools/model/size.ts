/** How large the panel may be, in pixels. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
}

const least = { bottom: 180, right: 300 } as const;
/** Beside the panel a page is at least as wide as on a telephone. */
const leastOfPage = 360;
/** Below this width of the window there is room for it at the bottom alone. */
export const narrow = 860;

/** Enough to read, and never so much that nothing of the page is left. */
export function boundsOf(dock: 'bottom' | 'right', room: number): Bounds {
  const max = Math.max(120, dock === 'bottom' ? Math.round(room * 0.85) : room - leastOfPage);
  return { min: Math.min(least[dock], max), max };
}

/** How large it is where nobody has said so: at the bottom no more than about half of the window. */
export const usualSize = (dock: 'bottom' | 'right', room: number): number =>
  dock === 'bottom' ? Math.min(470, Math.round(room * 0.55)) : 480;

export const within = ({ min, max }: Bounds, size: number): number => Math.round(Math.min(max, Math.max(min, size)));

/** Milliseconds of steps are for clocks; these are pixels. */
const step = 16;

/** The size after a key, or `null` for a key that means nothing here. The panel grows upwards and to the left. */
export function sizeAfterKey(dock: 'bottom' | 'right', key: string, size: number, bounds: Bounds): number | null {
  const [grow, shrink] = dock === 'bottom' ? ['ArrowUp', 'ArrowDown'] : ['ArrowLeft', 'ArrowRight'];
  const next = {
    [grow]: size + step,
    [shrink]: size - step,
    PageUp: size + 5 * step,
    PageDown: size - 5 * step,
    Home: bounds.min,
    End: bounds.max,
  }[key];
  return next === undefined ? null : within(bounds, next);
}
