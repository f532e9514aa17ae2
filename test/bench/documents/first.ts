import { watchWrites } from './writes.ts';

/** Weighing costs time itself, so it is asked for. */
export const writes = watchWrites(location.search === '?weigh');
