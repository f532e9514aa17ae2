import fc from 'fast-check';
import { seconds } from 'holdfast';
import { nothingHeld } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { anyChaos, createChaos, unleash } from './chaos.ts';
import { anyWorld, holds, patience } from './interleave.ts';
import { createStage, type OpenTab, type Platform } from './stage.ts';

/** Ids by count, so that what two runs differ in isn't chance. */
const counted = (platform: Platform, tab: string): Platform => {
  let ids = 0;
  const randomId = (): string => `${(++ids).toString(16).padStart(12, '0')}${tab.replace(/\D/g, '').padStart(4, '0')}`;
  return { ...platform, crypto: { ...platform.crypto, randomId } };
};

describe('a session', () => {
  it('that is released leaves nothing, in the middle of whatever it was, and starts again', patience, async () => {
    const input = fc.record({ world: anyWorld(), script: anyChaos(), wait: fc.nat({ max: 3000 }) });
    await holds(100, input, async ({ world, script, wait }) => {
      const stage = createStage(world);
      const { faults, browser } = stage;
      await stage.signedIn(2);
      const chaos = createChaos(stage);
      await unleash(stage, chaos, script);
      await browser.clock.advance(wait);
      for (const one of chaos.slots) one?.release();
      for (const one of chaos.slots) if (one && chaos.stopped.delete(one)) one.tab.thaw();
      // What was asked for is given up when its budget is over.
      await browser.clock.advance(seconds(40));
      for (const one of chaos.slots) {
        if (one && JSON.stringify(one.tab.held()) !== JSON.stringify(nothingHeld))
          faults.push(`${one.tab.name} holds ${JSON.stringify(one.tab.held())}`);
      }
      const requests = browser.network.count();
      const { writes } = browser.records;
      await browser.clock.advance(seconds(3600));
      if (browser.network.count() > requests || browser.records.writes > writes) faults.push('something goes on');
      for (const one of chaos.slots) one?.session.start();
      await chaos.calm();
      const words = chaos.slots.flatMap((one) => (one ? [stage.epoch(one) ?? one.session.getState().status] : []));
      if (new Set(words).size > 1 || words.includes('loading')) faults.push(`started again: ${words}`);
      return faults;
    });
  });

  it('does the same whether anybody listens or not', patience, async () => {
    const input = fc.record({ world: anyWorld(), script: anyChaos() });
    await holds(40, input, async ({ world, script }) => {
      const live = async (isHeard: boolean): Promise<string> => {
        const stage = createStage(world);
        const open = (): OpenTab => {
          const one = stage.open({}, counted);
          if (!isHeard) return one;
          const { session } = one;
          session.subscribe(() => {});
          session.timer.subscribe(() => {});
          for (const event of ['signed-in', 'ended', 'freshness', 'warning', 'refreshed', 'message'] as const)
            session.on(event, () => {});
          return one;
        };
        await stage.signedIn(2, open);
        const chaos = createChaos(stage, open);
        await unleash(stage, chaos, script);
        const states = chaos.slots.map((one) => one && [one.session.getState(), one.session.timer.getState()]);
        const sent = stage.browser.network.requests.map(({ at, method, path, tab }) => [at, tab, method, path]);
        return JSON.stringify({ states, sent, records: stage.browser.records.contents() }, null, 1);
      };
      const [alone, heard] = [await live(false), await live(true)];
      expect(heard).toBe(alone);
      return [];
    });
  });
});
