import fc from 'fast-check';
import { seconds } from 'holdfast';
import { describe, it } from 'vitest';
import { anyChaos, createChaos, unleash } from './chaos.ts';
import { anyWorld, holds, patience } from './interleave.ts';
import { createStage, type OpenTab, people } from './stage.ts';

describe('a page that finds out who is signed in', () => {
  it('is loading once at most and ten seconds at most, whatever happens', patience, async () => {
    const input = fc.record({
      world: anyWorld(['cookie', 'bearer'], 14_000),
      initial: fc.constantFrom('unknown', 'nobody', 'somebody'),
      script: anyChaos(),
    });
    await holds(120, input, async ({ world, initial, script }) => {
      const stage = createStage(world);
      const { faults, browser } = stage;
      const initialSession = initial === 'somebody' ? { user: people.ada } : null;
      const since = new Map<OpenTab, number>();
      const open = (): OpenTab => {
        const one = stage.open(initial === 'unknown' ? {} : { initialSession });
        const { tab, session } = one;
        since.set(one, browser.clock.elapsed());
        if (initial !== 'unknown' && session.getState().status === 'loading')
          faults.push(`${tab.name} is loading although it was told`);
        session.subscribe(({ status }) => {
          if (status === 'loading') faults.push(`${tab.name} is loading again`);
        });
        return one;
      };
      for (let at = 0; at < 2; at++) open();
      const chaos = createChaos(stage, open);
      await unleash(stage, chaos, script);
      await browser.clock.advance(seconds(11));
      for (const one of chaos.slots) {
        if (!one || chaos.stopped.has(one)) continue;
        const { status } = one.session.getState();
        if (status === 'loading') faults.push(`${one.tab.name} is loading since ${since.get(one)}`);
      }
      return faults;
    });
  });
});
