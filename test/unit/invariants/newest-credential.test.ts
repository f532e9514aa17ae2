import fc from 'fast-check';
import { seconds } from 'holdfast';
import type { ServerFault } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { anyScript, anyWorld, holds, patience, play, type Timed } from './interleave.ts';
import { accessLifetime, createStage, type OpenTab, type Stage, type World } from './stage.ts';
import { rotateStrictly, type StrictTokens } from './strict-tokens.ts';

type Act = { readonly does: 'call'; readonly tab: number } | { readonly does: 'pass the holder' };

const tab = fc.nat({ max: 2 });
const call = { weight: 4, arbitrary: fc.record({ does: fc.constant('call' as const), tab }) };
const passTheHolder = { weight: 2, arbitrary: fc.record({ does: fc.constant('pass the holder' as const) }) };
const trouble = {
  weight: 3,
  arbitrary: fc.record({
    does: fc.constantFrom('crash', 'close', 'freeze', 'leave', 'go on', 'open', 'pause timers'),
    tab,
  }),
};
const fault = {
  weight: 2,
  arbitrary: fc.record({
    does: fc.constant('fail' as const),
    how: fc.constantFrom<ServerFault>('network', 'lost', 'hang', 'html', 502, 403, 401, {
      status: 429,
      headers: { 'retry-after': '2' },
    }),
  }),
};

/** Somebody loses the lease without a word: it stands in a database that browsers evict, and where a clock jumped it is too old. */
const evict = ({ browser }: Stage): void => browser.databases.plant('shop', 'session', 'exclusive/refresh', undefined);

const callIn = (stage: Stage, one: OpenTab | undefined): void => {
  if (one) stage.expect(one, 'a request', one.session.fetch('/api/things'));
};

/** Ends without need are faults: the server must have refused the newest credential that any tab has told of. */
function watchEnds(stage: Stage, tokens: StrictTokens, one: OpenTab, newest: { generation: number }): void {
  one.session.on('refreshed', ({ generation }) => {
    newest.generation = Math.max(newest.generation, generation);
  });
  one.session.on('ended', ({ reason }) => {
    if (tokens.refused() < newest.generation)
      stage.faults.push(
        `${one.tab.name}: ${reason}, but the server refused ${tokens.refused()} of ${newest.generation}`,
      );
  });
}

describe('a refresh token that was used twice', () => {
  const overlap = async (world: World, calls: readonly Timed<Act>[]): Promise<{ faults: string[]; twice: boolean }> => {
    const stage = createStage({ ...world, locks: false });
    const { uses } = rotateStrictly(stage, accessLifetime);
    await stage.signedIn(3);
    for (const { session, tab: page } of stage.tabs)
      session.on('ended', ({ reason }) => stage.faults.push(`${page.name} ended: ${reason}`));
    await stage.browser.clock.advance(accessLifetime);
    await play(stage, calls, (act) => (act.does === 'call' ? callIn(stage, stage.tabs[act.tab]) : evict(stage)));
    await stage.browser.clock.advance(seconds(40));
    stage.unanswered();
    return { faults: stage.faults, twice: [...uses.values()].some((times) => times > 1) };
  };

  it('signs nobody out while the answer to the first use is on its way, however late', patience, async () => {
    const input = fc.record({
      // Every answer comes home within a request's budget.
      world: anyWorld(['bearer'], 4900),
      // In the beginning two ask at once, and the one who waits may be passed: else it would happen in one script of ten.
      calls: fc
        .tuple(fc.nat({ max: 4000 }), anyScript<Act>(fc.oneof(call, passTheHolder), 9000))
        .map(([at, more]) => [
          ...[0, 1].map((tab) => ({ at: 0, act: { does: 'call' as const, tab } })),
          { at, act: { does: 'pass the holder' as const } },
          ...more,
        ]),
    });
    let twice = 0;
    await holds(60, input, async ({ world, calls }) => {
      const told = await overlap(world, calls);
      if (told.twice) twice++;
      return told.faults;
    });
    expect(twice).toBeGreaterThan(0);
  });

  it('signs nobody out when the one who was passed is refused before the other’s answer is stored', async () => {
    // The first use arrives last, and its refusal comes home in the same moment as the answer to the second.
    const world: World = { transport: 'bearer', locks: false, messages: {}, ways: [4101, 0, 1, 0, 0, 0] };
    const told = await overlap(world, [
      { at: 0, act: { does: 'call', tab: 0 } },
      { at: 0, act: { does: 'call', tab: 1 } },
      { at: 4000, act: { does: 'pass the holder' } },
    ]);
    expect(told).toEqual({ faults: [], twice: true });
  });

  it('signs out only when the newest one was refused, whatever happens to tabs and answers', patience, async () => {
    const input = fc.record({
      world: anyWorld(['bearer'], 12_000),
      calls: anyScript(fc.oneof(call, passTheHolder, trouble, fault), 60_000),
    });
    await holds(90, input, async ({ world, calls }) => {
      const stage = createStage(world);
      const tokens = rotateStrictly(stage, accessLifetime);
      await stage.signedIn(3);
      const { browser, tabs } = stage;
      const newest = { generation: 1 };
      for (const one of tabs) watchEnds(stage, tokens, one, newest);
      await browser.clock.advance(accessLifetime);
      const stages = new Map<OpenTab, 'stopped' | 'gone'>();
      await play(stage, calls, (act) => {
        if (act.does === 'fail') return stage.fail('/token', act.how);
        if (act.does === 'pass the holder') return evict(stage);
        const one = tabs[act.tab] as OpenTab;
        const is = stages.get(one);
        if (act.does === 'open' && is === 'gone') {
          tabs[act.tab] = stage.open();
          tabs.pop();
          watchEnds(stage, tokens, tabs[act.tab] as OpenTab, newest);
        }
        if (act.does === 'go on' && is === 'stopped') {
          one.tab.thaw();
          stages.delete(one);
        }
        if (is) return;
        if (act.does === 'call') callIn(stage, one);
        if (act.does === 'pause timers') one.tab.suspendTimers(act.tab > 0);
        if (act.does === 'crash' || act.does === 'close') {
          one.tab[act.does]();
          stages.set(one, 'gone');
        }
        if (act.does === 'freeze' || act.does === 'leave') {
          one.tab[act.does]();
          stages.set(one, 'stopped');
        }
      });
      await browser.clock.advance(seconds(60));
      return stage.faults;
    });
  });
});
