import type { Crypto } from './crypto.ts';

/** From 0 up to, but not quite, 1. */
export const chance = ({ randomId }: Pick<Crypto, 'randomId'>): number =>
  Number.parseInt(randomId().slice(0, 8), 16) / 2 ** 32;
