import { expectState, expectStatus, expectWritten } from '../answer.ts';
import { Broken, type Idea, Skipped } from '../rule.ts';
import { create, first, nothing, second } from '../states.ts';

export const names: Idea = {
  about: 'names',
  rules: [
    {
      says: 'a name has up to 128 of A–Z a–z 0–9 . _ ~ -',
      async check({ me, newName }) {
        const name = `${newName()}.ABC_xyz~019-`.padEnd(128, 'x');
        expectWritten(await me.put(name, create, first));
        expectState(await me.get(name), first, 'it was stored under this name of 128 signs.');
      },
    },
    {
      says: 'a name has other signs, too, percent-encoded',
      async check({ me, newName }) {
        const name = `${newName()} für 🛟`;
        expectWritten(await me.put(name, create, first));
        expectState(await me.get(name), first, 'it was stored under this name.');
      },
    },
    {
      says: 'a name in capitals is another name',
      async check({ me, stored }) {
        const { name } = await stored(first);
        expectStatus(await me.get(name.toUpperCase()), nothing, `only ${name} is stored.`);
        expectWritten(await me.put(name.toUpperCase(), create, second));
        expectState(await me.get(name), first, 'the other document has its own state.');
      },
    },
    {
      says: 'the stream takes no name away',
      async check({ me, apart }) {
        if (!apart) throw new Skipped('the stream is at an address of a document, as --live says');
        const answer = await me.get('live');
        const type = answer.headers.get('content-type') ?? '';
        if (/^text\/event-stream/i.test(type))
          throw new Broken('GET live is a stream, and a document may be called so. The stream is at {base}.');
        expectStatus(answer, [200, ...nothing], 'a document may be called so.');
      },
    },
  ],
};
