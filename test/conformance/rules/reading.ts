import { expectState, expectStatus, expectWritten } from '../answer.ts';
import { Broken, type Idea } from '../rule.ts';
import { first, nothing, replace, second } from '../states.ts';

export const reading: Idea = {
  about: 'reading',
  rules: [
    {
      says: 'what nobody has stored is 404, whatever revision is asked for; without one, or 204',
      async check({ me, newName }) {
        const name = newName();
        expectStatus(await me.get(name), nothing, 'nothing is stored under this name.');
        expectStatus(await me.get(name, { 'If-None-Match': '"made-up"' }), [404], 'nothing is stored under this name.');
      },
    },
    {
      says: 'what is stored comes with 200, as application/json, with its ETag',
      async check({ me, stored }) {
        const { name } = await stored(first);
        const answer = await me.get(name);
        expectState(answer, first, 'this is what was stored.');
        const type = answer.headers.get('content-type') ?? 'no content-type';
        if (!/^application\/json\b/i.test(type))
          throw new Broken(`${answer.asked} came as ${type}, not as application/json.`);
        if (answer.etag === '') throw new Broken(`${answer.asked} was answered without ETag.`);
      },
    },
    {
      says: 'a revision that still stands is 304 and has no body',
      async check({ me, stored }) {
        const { name, revision } = await stored(first);
        const answer = await me.get(name, { 'If-None-Match': revision });
        expectStatus(answer, [304], 'this revision stands.');
        if (answer.text !== '') throw new Broken(`${answer.asked} was answered 304 with a body.`);
      },
    },
    {
      says: 'a revision that stands no longer brings the state that does',
      async check({ me, stored }) {
        const { name, revision: before } = await stored(first);
        expectWritten(await me.put(name, replace(before), second));
        expectState(await me.get(name, { 'If-None-Match': before }), second, 'the document has been written since.');
      },
    },
  ],
};
