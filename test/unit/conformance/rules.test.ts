import { describe, expect, it } from 'vitest';
import type { Send } from '../../conformance/caller.ts';
import { judgeAll } from '../../conformance/judge.ts';
import { createPlace, type Place, type PlaceOptions } from '../../conformance/place.ts';
import { Broken } from '../../conformance/rule.ts';
import { ideas } from '../../conformance/rules.ts';
import { faults } from './faults.ts';
import { faultsOfAccess } from './faults-of-access.ts';
import { ada, base, beat, createHandServer, grace } from './hand-server.ts';

const rules = ideas.flatMap((idea) => idea.rules);
const open = (send: Send, more: Partial<PlaceOptions> = {}): Place =>
  createPlace({
    ...{ base, me: ada, other: grace, send, allowed: 20_000, tooLarge: 200_000, patience: 1000, silence: 50 * beat },
    ...more,
  });

it('a server that is right keeps to every rule', async () => {
  const verdicts = await judgeAll(open(createHandServer()));
  expect(verdicts.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
  expect(verdicts.map(({ says }) => says)).toEqual(rules.map(({ says }) => says));
});

// A rule that can't be broken is not a rule: each server must be found out, by the rule that it breaks.
describe('a server that', () => {
  const all = [...faults, ...faultsOfAccess];

  it.each(all)('%s does not pass "%s"', async (_, says, parts) => {
    const rule = rules.find((one) => one.says === says);
    const judged = rule?.check(open(createHandServer(parts)));
    await expect(judged).rejects.toBeInstanceOf(Broken);
    // It was found out by what it answered, and not because it fell over.
    await expect(judged).rejects.not.toThrow('was not answered');
  });

  it('breaks a rule, there is one for each of them', () => {
    const caught = new Set(all.map(([, says]) => says));
    expect(rules.filter(({ says }) => !caught.has(says)).map(({ says }) => says)).toEqual([]);
  });
});
