import { type Answer, expectState, expectStatus, expectWritten, written } from '../answer.ts';
import type { Place } from '../place.ts';
import { Broken, type Idea } from '../rule.ts';
import { create, first, replace, stateOf } from '../states.ts';

/** A server that looks first and writes then loses a write now and then only, so it is asked more than once. */
const rounds = 4;
const writers = 12;

/** Many write at once, under one condition; exactly one of them may be let. Gives back what the winner made. */
async function race({ me }: Place, name: string, condition: Readonly<Record<string, string>>): Promise<string> {
  const states = Array.from({ length: writers }, (_, writer) => stateOf({ writer }));
  const answers = await Promise.all(states.map((state) => me.put(name, condition, state)));
  const won = answers.filter(({ status }) => written.includes(status));
  if (won.length !== 1) {
    throw new Broken(
      `${writers} times ${answers[0]?.asked} at once: ${won.length} were done, not 1. The others' states are lost.`,
    );
  }
  for (const answer of answers) expectStatus(answer, [...written, 412], 'another write was first.');
  const winner = won[0] as Answer;
  const now = await me.get(name);
  expectState(now, states[answers.indexOf(winner)], 'this is what the one write that was done had sent.');
  return expectWritten(winner);
}

export const racing: Idea = {
  about: 'racing',
  rules: [
    {
      says: 'of many who create at once, one does',
      async check(place) {
        await race(place, place.newName(), create);
      },
    },
    {
      says: 'of many who replace one revision at once, one does',
      async check(place) {
        const { name, ...stored } = await place.stored(first);
        let { revision } = stored;
        for (let round = 0; round < rounds; round++) revision = await race(place, name, replace(revision));
      },
    },
  ],
};
