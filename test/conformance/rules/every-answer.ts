import type { Answer } from '../answer.ts';
import type { Place } from '../place.ts';
import { Broken, type Idea } from '../rule.ts';
import { create, first, replace, second } from '../states.ts';

/** One answer of each kind. */
async function* answersOf({ me, nobody, newName }: Place): AsyncGenerator<Answer> {
  const name = newName();
  yield await me.get(name);
  const created = await me.put(name, create, first);
  yield created;
  yield await me.get(name);
  yield await me.get(name, { 'If-None-Match': created.etag });
  yield await me.put(name, replace(created.etag), second);
  yield await me.put(name, replace(created.etag), second);
  yield await me.put(name, {}, second);
  yield await nobody.get(name);
}

export const everyAnswer: Idea = {
  about: 'every answer',
  rules: [
    {
      says: 'says cache-control: no-store',
      async check(place) {
        for await (const { asked, status, headers } of answersOf(place)) {
          if (!/\bno-store\b/i.test(headers.get('cache-control') ?? '')) {
            throw new Broken(
              `${asked} was answered ${status} without cache-control: no-store: the next user of this browser could see it.`,
            );
          }
        }
      },
    },
    {
      says: 'says the time, as Date',
      async check(place) {
        for await (const { asked, status, headers } of answersOf(place)) {
          // 304 is left out: caches and libraries in front of it may drop the header there.
          if (status !== 304 && Number.isNaN(Date.parse(headers.get('date') ?? ''))) {
            throw new Broken(`${asked} was answered ${status} without a Date: by it the client sets its clock right.`);
          }
        }
      },
    },
  ],
};
