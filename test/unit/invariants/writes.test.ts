import fc from 'fast-check';
import { describe, it } from 'vitest';
import { anyAsk, anyLife, anySignIn, anySignOut, anyWorldly, createChaos, unleash } from './chaos.ts';
import { createFamilies } from './families.ts';
import { anyScript, anyWorld, holds, patience } from './interleave.ts';
import { createStage, type OpenTab, type Stage } from './stage.ts';

const anyWrite = fc.record({ does: fc.constant('write' as const), tab: fc.nat({ max: 2 }) });
const anyAct = fc.oneof(
  { weight: 6, arbitrary: anyWrite },
  { weight: 4, arbitrary: anySignIn },
  { weight: 2, arbitrary: anySignOut },
  { weight: 2, arbitrary: anyLife },
  { weight: 1, arbitrary: fc.oneof(anyAsk, anyWorldly) },
);
const living = ({ browser }: Stage): string | null => {
  const head = JSON.parse(browser.records.contents()['holdfast:shop:head'] ?? '{}') as {
    epoch?: string;
    ended?: string;
  };
  return head.ended ? null : (head.epoch ?? null);
};

describe('a write', () => {
  it('is never sent under another session than the one it was called in', patience, async () => {
    const input = fc.record({ world: anyWorld(), script: anyScript(anyAct, 70_000, 16) });
    await holds(120, input, async ({ world, script }) => {
      const stage = createStage(world);
      const { faults } = stage;
      const families = createFamilies(stage);
      /** The epoch that was shown when a write was asked for, by its number. */
      const calledIn: (string | null)[] = [];
      const equip = families.equipWith((request, tab) => {
        const number = new URL(request.url).searchParams.get('write');
        const epoch = number === null ? null : (calledIn[Number(number)] ?? null);
        if (epoch === null) return;
        const carried = families.ofRequest(request);
        if (carried !== undefined && carried !== families.ofEpoch(epoch))
          faults.push(`${tab} sent a write of ${epoch} with the token of session ${carried}`);
        if (living(stage) !== epoch)
          faults.push(`${tab} sent a write of ${epoch} while ${living(stage)} stands in the record`);
      });
      const open = (): OpenTab => stage.open({}, equip);
      await stage.signedIn(3, open);
      const chaos = createChaos(stage, open, (one, does) =>
        does === 'read' ? '/api/things' : `/api/things?write=${calledIn.push(stage.epoch(one)) - 1}`,
      );
      await unleash(stage, chaos, script);
      await chaos.calm();
      return faults;
    });
  });
});
