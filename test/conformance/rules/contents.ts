import { expectState, expectStatus, written } from '../answer.ts';
import type { Idea } from '../rule.ts';
import { first, largeState, replace, stateOf } from '../states.ts';

const nested = (depth: number): unknown => (depth === 0 ? [] : { in: [nested(depth - 1)] });

/** What databases, parsers and templates are known to change on the way. */
const difficult: object = stateOf({
  empty: ['', [], {}, null, false, 0],
  numbers: [0.1, -1.5e-7, 1e21, 1.7976931348623157e308, 2 ** 53, 1_000_000],
  texts: [
    'é ü ß 漢字 🛟 👩‍🚀',
    '\u0000\u0001\u007f\u2028',
    'half an emoji \ud83d',
    'e\u0301, not é',
    ' blanks ',
    'a\r\nb\tc',
  ],
  markup: '</script><b>&amp;"\'\\ %41 $1 {{x}} <%= y %>',
  // As JSON, since a literal would set the prototype.
  names: JSON.parse('{ "": 1, "__proto__": 2, "constructor": 3, "a.b": 4, "$set": 5, "🛟": 6, "A": 7, "a": 8 }'),
  dates: ['2030-01-01T00:00:00.000Z', '2030-01-01'],
  nested: nested(40),
});

export const contents: Idea = {
  about: 'contents',
  rules: [
    {
      says: 'a state comes back as it was sent, whatever is in it',
      async check({ me, stored }) {
        const { name } = await stored(difficult);
        expectState(await me.get(name), difficult, 'a state is the client’s own, the server changes nothing in it.');
      },
    },
    {
      says: 'a state of an ordinary size is kept',
      async check({ me, allowed, stored }) {
        const { name, revision } = await stored(first);
        const state = largeState(allowed);
        expectStatus(await me.put(name, replace(revision), state), written, `it had about ${allowed} bytes.`);
        expectState(await me.get(name), state, 'it was stored so.');
      },
    },
    {
      says: 'a state that is too large is 413, and changes nothing',
      async check({ me, tooLarge, stored }) {
        const { name, revision } = await stored(first);
        const because = `it had ${tooLarge} bytes, and somebody would fill the disk. Read the body, then answer; say --too-large where your limit is higher.`;
        expectStatus(await me.put(name, replace(revision), largeState(tooLarge)), [413], because);
        expectState(await me.get(name), first, 'the large state was refused.');
      },
    },
  ],
};
