/** How large the panel may be, in pixels. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
}

const least = { bottom: 180, right: 300 } as const;

/** Enough to read, and never so much that nothing of the page is left. */
export function boundsOf(dock: 'bottom' | 'right', room: number): Bounds {
  const max = Math.max(120, Math.round(room * (dock === 'bottom' ? 0.85 : 0.75)));
  return { min: Math.min(least[dock], max), max };
}

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
