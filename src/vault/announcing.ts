import type { Standing } from './standing.ts';

/** So many keys are announced and read one by one; beyond that, everything is read in one go. */
export const most = 64;

/**
 * Tells the other tabs which keys were put, by their digests: a key may hold the name of a field or a line, which is nobody's
 * business. `null`: more changed than can be read key by key.
 *
 * At once, and not a little later with what follows: a post costs the main thread about a thirtieth of what its transaction does,
 * and whoever reads gathers what comes meanwhile.
 */
export function announce({ host, kept, digest }: Standing, keys: readonly string[] | null): void {
  if (!keys || keys.length > most) host.announce(kept.document);
  else if (keys.length) host.announce(kept.document, keys.map(digest));
}
