import { expectStatus, expectWritten } from '../answer.ts';
import { Broken, type Idea } from '../rule.ts';
import { first, largeState, replace, second } from '../states.ts';

/** RFC 9110, 8.8.3: no blank and no quote inside the quotes. */
const strong = /^"[\x21\x23-\x7e\x80-\xff]*"$/;

export const revisions: Idea = {
  about: 'revisions',
  rules: [
    {
      says: 'an ETag is strong: a text in quotes, without W/',
      async check({ me, stored }) {
        const { name, revision } = await stored(first);
        const answers = [
          await me.put(name, replace(revision), first),
          await me.get(name, { 'Accept-Encoding': 'identity' }),
        ];
        for (const { asked, etag } of answers) {
          if (!strong.test(etag))
            throw new Broken(`${asked} was answered with ETag ${etag}, which is no strong one, like "5f2c".`);
        }
      },
    },
    {
      says: 'the ETag that a write answers is the one that reading shows',
      async check({ me, stored }) {
        const { name, revision: created } = await stored(first);
        const seen = (await me.get(name, { 'Accept-Encoding': 'identity' })).etag;
        if (seen !== created) throw new Broken(`PUT answered ETag ${created}, and GET shows ${seen}.`);
      },
    },
    {
      says: 'each write makes a revision that never was, also where the state is one that was',
      async check({ me, stored }) {
        const { name, revision } = await stored(first);
        const made = [revision];
        for (const state of [second, first, first]) {
          made.push(expectWritten(await me.put(name, replace(made.at(-1) ?? ''), state)));
        }
        if (new Set(made).size < made.length) throw new Broken(`four writes made the revisions ${made.join(', ')}.`);
      },
    },
    {
      says: 'the ETag of a compressed answer opens a write, too',
      async check({ me, stored }) {
        const { name } = await stored(largeState(20_000));
        const { etag } = await me.get(name, { 'Accept-Encoding': 'gzip, br' });
        // A proxy that compresses may weaken it; the client takes that off, and nothing else.
        const answer = await me.put(name, replace(etag.replace(/^W\//, '')), second);
        expectStatus(answer, [200, 201, 204], 'GET showed this revision. Something on the way has changed it.');
      },
    },
  ],
};
