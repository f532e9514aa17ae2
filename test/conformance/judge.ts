import type { Place } from './place.ts';
import { Broken, Skipped } from './rule.ts';
import { ideas } from './rules.ts';

/** What became of one rule. */
export interface Verdict {
  readonly about: string;
  readonly says: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** Why, where it did not pass. */
  readonly why?: string;
}

/** Asks a server about one rule after the other: who is asked for many things at once can't be told from who is slow. */
export async function* judge(place: Place): AsyncGenerator<Verdict> {
  for (const { about, rules } of ideas) {
    for (const { says, check } of rules) {
      try {
        await check(place);
        yield { about, says, outcome: 'passed' };
      } catch (reason) {
        if (reason instanceof Skipped) yield { about, says, outcome: 'skipped', why: reason.message };
        else if (reason instanceof Broken) yield { about, says, outcome: 'failed', why: reason.message };
        else throw reason;
      }
    }
  }
}

/** All verdicts, once they are there. */
export async function judgeAll(place: Place): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  for await (const verdict of judge(place)) verdicts.push(verdict);
  return verdicts;
}
