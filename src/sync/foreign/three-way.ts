import { isAlike } from '../../documents/draft/alike.ts';

/** One field as it is known in three places. */
export interface ThreeWay {
  /**
   * What edits were made upon. Usually one; more where devices edited the same field without having heard of each other. The first
   * is what the present edit was made upon.
   */
  readonly bases: readonly unknown[];
  readonly mine: unknown;
  readonly theirs: unknown;
}

/** `theirs`: nothing of the person's is left to be told. `mine`: nobody else changed it. */
export type Verdict = 'theirs' | 'mine' | 'conflict';

/** Whose value stands. Where it can't be told, it is asked. */
export function mergeThree({ bases, mine, theirs }: ThreeWay): Verdict {
  if (isAlike(mine, theirs) || isAlike(mine, bases[0])) return 'theirs';
  return bases.every((base) => isAlike(base, theirs)) ? 'mine' : 'conflict';
}
