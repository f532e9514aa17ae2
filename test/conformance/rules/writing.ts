import { expectState, expectStatus, expectWritten } from '../answer.ts';
import type { Idea } from '../rule.ts';
import { create, first, nothing, replace, second } from '../states.ts';

export const writing: Idea = {
  about: 'writing',
  rules: [
    {
      says: 'If-None-Match: * creates what is not there',
      async check({ me, newName }) {
        const name = newName();
        expectWritten(await me.put(name, create, first));
        expectState(await me.get(name), first, 'it was created so.');
      },
    },
    {
      says: 'If-None-Match: * is 412 where something is stored, and changes nothing',
      async check({ me, stored }) {
        const { name } = await stored(first);
        expectStatus(await me.put(name, create, second), [412], 'another device has created it.');
        expectState(await me.get(name), first, 'the second creation was refused.');
      },
    },
    {
      says: 'If-Match replaces the revision that stands, whole',
      async check({ me, stored }) {
        const { name, revision } = await stored(first);
        expectWritten(await me.put(name, replace(revision), second));
        expectState(await me.get(name), second, 'the state is the one sent last, nothing is merged into it.');
      },
    },
    {
      says: 'If-Match is 412 for a revision that stands no longer, and changes nothing',
      async check({ me, stored }) {
        const { name, revision: before } = await stored(first);
        expectWritten(await me.put(name, replace(before), second));
        expectStatus(await me.put(name, replace(before), first), [412], 'another device was first.');
        expectState(await me.get(name), second, 'the late write was refused.');
      },
    },
    {
      says: 'If-Match creates nothing',
      async check({ me, newName }) {
        const name = newName();
        expectStatus(await me.put(name, replace('"made-up"'), first), [412, 404], 'there is nothing to replace.');
        expectStatus(await me.get(name), nothing, 'that write was refused.');
      },
    },
    {
      says: 'a write without a condition is 428, and changes nothing',
      async check({ me, newName, stored }) {
        const missing = newName();
        expectStatus(await me.put(missing, {}, first), [428], 'it could cover what another device has created.');
        expectStatus(await me.get(missing), nothing, 'that write was refused.');
        const { name } = await stored(first);
        expectStatus(await me.put(name, {}, second), [428], 'it could cover what another device has written.');
        expectState(await me.get(name), first, 'the write without a condition was refused.');
      },
    },
    {
      says: 'a write with both conditions is refused, and changes nothing',
      async check({ me, stored }) {
        const { name, revision } = await stored(first);
        const both = { ...create, ...replace(revision) };
        expectStatus(await me.put(name, both, second), [400, 412, 428], 'the two contradict each other.');
        expectState(await me.get(name), first, 'the write with both conditions was refused.');
      },
    },
    {
      says: 'a write that is sent again, since its answer was lost, is 412 and stands once',
      async check({ me, stored }) {
        const { name, revision: before } = await stored(first);
        const revision = expectWritten(await me.put(name, replace(before), second));
        expectStatus(await me.put(name, replace(before), second), [412], 'its own first sending was first.');
        expectStatus(
          await me.get(name, { 'If-None-Match': revision }),
          [304],
          'the first sending made the revision that stands.',
        );
      },
    },
  ],
};
