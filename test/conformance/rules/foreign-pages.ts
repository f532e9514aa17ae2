import { type Answer, expectState, expectStatus } from '../answer.ts';
import { elsewhere } from '../place.ts';
import { Broken, type Idea } from '../rule.ts';
import { first, replace, second } from '../states.ts';

function expectUnshared({ asked, headers }: Answer): void {
  const [origin, credentials] = ['access-control-allow-origin', 'access-control-allow-credentials'].map((name) =>
    headers.get(name),
  );
  if (origin === elsewhere && credentials === 'true') {
    throw new Broken(
      `${asked} was answered with access-control headers that let every page in, with the user's cookies.`,
    );
  }
}

export const foreignPages: Idea = {
  about: 'foreign pages',
  rules: [
    {
      says: 'a page of an unknown origin may not read with the user’s cookies',
      async check({ foreignPage, stored }) {
        const { name } = await stored(first);
        expectUnshared(await foreignPage.get(name));
        expectUnshared(await foreignPage.preflight(name));
      },
    },
    {
      says: 'a page of an unknown origin may not write with the user’s cookies',
      async check({ me, foreignPage, stored }) {
        const { name, revision } = await stored(first);
        const because = 'it says itself that another origin sends it. Look at Origin, or ask for a token in a header.';
        expectStatus(await foreignPage.put(name, replace(revision), second), [400, 401, 403, 419, 422], because);
        expectState(await me.get(name), first, 'that write was refused.');
      },
    },
  ],
};
