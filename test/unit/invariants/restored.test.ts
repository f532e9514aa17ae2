import fc from 'fast-check';
import { seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { type Act, anyChaos, createChaos, unleash } from './chaos.ts';
import { anyWorld, holds, patience, type Timed } from './interleave.ts';
import { createStage, type OpenTab } from './stage.ts';

/** More goings and comings back than usual. */
const anyAct = fc.oneof(
  fc.record({
    does: fc.constantFrom('leave' as const, 'freeze deaf' as const, 'freeze' as const),
    tab: fc.nat({ max: 2 }),
  }),
  fc.record({ does: fc.constant('go on' as const), tab: fc.nat({ max: 2 }) }),
);
const withReturns = (script: readonly Timed<Act>[], more: readonly Timed<Act>[]): Timed<Act>[] => [...script, ...more];

describe('a page that comes back from the cache or a freeze', () => {
  it('draws nothing of a session that ended meanwhile', patience, async () => {
    const input = fc.record({
      world: anyWorld(),
      script: anyChaos(12),
      returns: fc.array(fc.record({ at: fc.nat({ max: 75_000 }), act: anyAct }), { minLength: 2, maxLength: 10 }),
      lifetime: fc.constantFrom(seconds(40), seconds(28_800)),
    });
    let returned = 0;
    await holds(120, input, async ({ world, script, returns, lifetime }) => {
      const stage = createStage(world);
      const { faults } = stage;
      const ended = new Set<string>();
      let newest = '';
      const isOver = (epoch: string): boolean => ended.has(epoch) || epoch < newest;
      const open = (): OpenTab => {
        const one = stage.open({ lifetime, idle: { timeout: lifetime, warning: seconds(20) } });
        // By the time a page hears of an end it stands in the record, for every page that wakes.
        one.session.on('ended', ({ epoch, reason }) => reason === 'boot-failed' || ended.add(epoch));
        one.session.subscribe(() => {
          newest = [newest, stage.epoch(one) ?? ''].sort()[1] ?? '';
        });
        return one;
      };
      await stage.signedIn(3, open);
      const chaos = createChaos(stage, open);
      /** What is drawn: nothing behind a curtain, nothing in a page that isn't there. */
      const drawn = (one: OpenTab): string | null => (one.tab.curtain ? null : stage.epoch(one));
      const perform = (act: Act): void => {
        const one = act.does === 'go on' ? chaos.slots[act.tab] : undefined;
        const wakes = one && chaos.stopped.has(one);
        const before = one && drawn(one);
        if (wakes && before) faults.push(`${one.tab.name} shows ${before} while it is away`);
        chaos.perform(act);
        if (!wakes) return;
        returned++;
        const after = drawn(one);
        if (after && isOver(after)) faults.push(`${one.tab.name} came back and shows ${after}, which is over`);
      };
      await unleash(stage, { ...chaos, perform }, withReturns(script, returns));
      await chaos.calm();
      for (const one of chaos.slots) {
        if (one?.tab.curtain) faults.push(`the curtain of ${one.tab.name} is never lifted`);
        const epoch = one ? stage.epoch(one) : null;
        if (epoch && isOver(epoch)) faults.push(`${one?.tab.name} shows ${epoch}, which is over`);
      }
      return faults;
    });
    expect(returned).toBeGreaterThan(0);
  });
});
