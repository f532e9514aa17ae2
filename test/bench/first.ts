import { type Counts, installCounting } from './counting.ts';
import { installVirtualTime } from './virtual-time.ts';

// Comes before all else, since libraries keep the timers that they find.

/** Of the real time, for what comes from other tabs. */
const nativeTimeout = window.setTimeout.bind(window);
export const breathe = (): Promise<void> => new Promise((done) => nativeTimeout(done, 0));

installVirtualTime();
/** Counting costs time itself, so it is asked for. */
export const takeCounts: (() => Counts) | null = location.search === '?count' ? installCounting() : null;
