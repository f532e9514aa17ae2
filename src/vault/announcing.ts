import { pastRoot } from './keys.ts';
import type { Standing } from './standing.ts';

/** So many keys are announced and read one by one; beyond that, everything is read in one go. */
export const most = 64;

/**
 * Tells the other tabs which keys of the journal were put, which name nothing: a replica, and the number it gave an element. Those of
 * changes are long ones. `null`: more changed than can be read key by key.
 *
 * At once, and not a little later together with what follows: a post costs the main thread some 20 µs of the 400 that a change
 * costs, and whoever reads gathers what comes meanwhile.
 */
export function announce({ host, kept }: Standing, keys: readonly string[] | null): void {
  if (!keys || keys.length > most) host.announce(kept.document);
  else if (keys.length) host.announce(kept.document, keys.map(pastRoot));
}
