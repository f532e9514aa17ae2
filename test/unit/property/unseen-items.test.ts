import fc from 'fast-check';
import { expect, it } from 'vitest';
import { laws } from '../../support/runs.ts';
import { openTwo } from '../documents/items/support.ts';

const path = 'table.people';

const acts = fc.array(
  fc.record({
    do: fc.constantFrom('set', 'set', 'add', 'whole', 'clear', 'hear'),
    by: fc.constantFrom(0, 1),
    at: fc.nat({ max: 2 }),
  }),
  { maxLength: 14 },
);

/** A name that somebody wrote: whether they, or who had seen it, have done anything since that may have put another in its place. */
interface Written {
  readonly name: string;
  readonly by: number;
  readonly id: string;
  heard: boolean;
  settled: boolean;
}

it('what was written into an item stands, or is offered, unless its writer or who had seen it went on from there', async () => {
  await fc.assert(
    fc.asyncProperty(acts, async (list) => {
      const { browser, desks, here, there } = await openTwo();
      const drafts = [here, there];
      const written: Written[] = [];
      for (const desk of desks) desk.deaf = true;
      const hear = async (): Promise<void> => {
        await browser.clock.settle();
        for (const desk of desks) desk.wake();
        await browser.clock.settle();
        for (const each of written) each.heard = true;
      };
      for (const [count, { do: what, by, at }] of list.entries()) {
        const draft = drafts[by] as typeof here;
        const people = draft.items(path);
        const name = `name ${count}`;
        const id = people.getState()[at]?.id;
        await browser.clock.advance(1);
        if (what === 'hear') await hear();
        else if (what === 'add') written.push({ name, by, id: people.add({ name }), heard: false, settled: false });
        else {
          // An edit of an item is about that one; a whole array is about all of them.
          for (const each of written)
            if (what !== 'set' || each.id === id) each.settled ||= each.by === by || each.heard;
          if (what === 'clear') draft.set(path, undefined);
          else if (what === 'whole') draft.set(path, [{ name }]);
          else if (id !== undefined) people.set(id, 'name', name);
          const now = what === 'whole' ? people.getState()[0]?.id : what === 'set' ? id : undefined;
          if (now !== undefined) written.push({ name, by, id: now, heard: false, settled: false });
        }
      }
      await hear();
      for (const draft of drafts) {
        const { conflicts, itemConflicts } = draft.getState();
        const known = JSON.stringify([draft.get(path), conflicts[path], itemConflicts]);
        for (const { name, settled } of written) if (!settled) expect(known).toContain(`"${name}"`);
      }
    }),
    laws(60),
  );
}, 600_000);
