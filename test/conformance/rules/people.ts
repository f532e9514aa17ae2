import { expectState, expectStatus, expectWritten } from '../answer.ts';
import type { Caller } from '../caller.ts';
import type { Place } from '../place.ts';
import { Broken, type Idea } from '../rule.ts';
import { create, first, nothing, replace, second } from '../states.ts';

/** Nobody, on a document that is there and one that is not: both must look the same, and stay as they are. */
async function expectTurnedAway({ me, newName, stored }: Place, who: Caller): Promise<void> {
  const { name: there, revision } = await stored(first);
  const missing = newName();
  const because = 'nobody is signed in. The client pauses at 401, and loses the document at 403 or 404.';
  expectStatus(await who.get(there), [401], because);
  expectStatus(await who.get(missing), [401], because);
  expectStatus(await who.put(there, replace(revision), second), [401], because);
  expectStatus(await who.put(missing, create, second), [401], because);
  expectState(await me.get(there), first, 'nobody may write.');
  expectStatus(await me.get(missing), nothing, 'nobody may write.');
}

export const people: Idea = {
  about: 'people',
  rules: [
    {
      says: 'who is not signed in gets 401, whether or not there is such a document',
      check: (place) => expectTurnedAway(place, place.nobody),
    },
    {
      says: 'a credential that nobody has handed out gets 401, too',
      check: (place) => expectTurnedAway(place, place.impostor),
    },
    {
      says: 'another person’s document looks as if it were not there',
      async check({ other, newName, stored }) {
        const { name: theirs } = await stored(first);
        const missing = newName();
        const because = 'it is another person’s, and they have none under this name.';
        const seen = expectStatus(await other.get(theirs), nothing, because);
        const none = await other.get(missing);
        if (seen.status !== none.status || seen.text.replaceAll(theirs, missing) !== none.text) {
          throw new Broken('The answer is another for a name that another person uses than for one that nobody does.');
        }
      },
    },
    {
      says: 'a name is each person’s own',
      async check({ me, other, newName }) {
        const name = newName();
        expectWritten(await me.put(name, create, first));
        expectWritten(await other.put(name, create, second));
        expectState(await me.get(name), first, 'the other one is another person’s.');
        expectState(await other.get(name), second, 'the other one is another person’s.');
      },
    },
    {
      says: 'another person’s revision opens nothing',
      async check({ me, other, stored }) {
        const { name, revision } = await stored(first);
        expectStatus(
          await other.put(name, replace(revision), second),
          [412, 404],
          'this revision is another person’s.',
        );
        expectState(await me.get(name), first, 'another person may not write here.');
      },
    },
  ],
};
