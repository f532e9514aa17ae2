import fc from 'fast-check';
import { minutes, seconds } from 'holdfast';
import type { ServerFault } from 'holdfast/testing';
import { describe, it } from 'vitest';
import { type Act, createChaos, paths, unleash } from './chaos.ts';
import { anyScript, anyWorld, holds, patience } from './interleave.ts';
import { createStage, type OpenTab } from './stage.ts';

const maxStale = minutes(10);
/** What is no answer, and an answer that nobody gets. */
const noAnswer = fc.constantFrom<ServerFault>(
  ...(['network', 'html', 502, 500, 503, 504, 403, 404, 'hang', 'lost'] as const),
  { status: 429, headers: { 'retry-after': '120' } },
  { status: 429 },
  { status: 503, headers: { 'retry-after': 'Thu, 01 Jan 2026 00:05:00 GMT' } },
  { status: 200, body: 'a text' },
  { status: 400, body: { error: 'invalid_request' } },
);
const anyAct = (transport: 'cookie' | 'bearer'): fc.Arbitrary<Act> =>
  fc.oneof(
    fc.record({
      does: fc.constantFrom(
        'read',
        'write',
        'verify',
        'extend',
        'input',
        'hide',
        'show',
        'open',
        'close',
        'start again',
      ),
      tab: fc.nat({ max: 2 }),
    }),
    fc.record({
      does: fc.constant('fail' as const),
      at: fc.constantFrom(...paths[transport]),
      how: noAnswer,
      times: fc.integer({ min: 1, max: 20 }),
    }),
    fc.record({ does: fc.constantFrom('offline' as const, 'online' as const) }),
  );
const input = fc.constantFrom('cookie' as const, 'bearer' as const).chain((transport) =>
  fc.record({
    // No way is so long that the answer to a refresh is given up.
    world: anyWorld([transport], 4000),
    script: anyScript(anyAct(transport), maxStale - seconds(90), 16),
  }),
);

describe('a server that gives no answer', () => {
  it('signs nobody out while the grace lasts, in pages that are there and in pages that open', patience, async () => {
    await holds(80, input, async ({ world, script }) => {
      // Answers are lost with the network and with tabs, and a used refresh token would end the session by right: here they stay good.
      const stage = createStage(world, { rotation: 'none' });
      const { faults } = stage;
      const open = (): OpenTab => {
        const one = stage.open({ maxStale });
        one.session.subscribe(({ status }, before) => {
          if (before.status === 'authenticated' && status !== 'authenticated')
            faults.push(`${one.tab.name} is ${status} at ${stage.browser.clock.elapsed()}`);
        });
        return one;
      };
      await stage.signedIn(2, open);
      const chaos = createChaos(stage, open);
      await unleash(stage, chaos, script);
      await stage.browser.clock.advance(seconds(15));
      for (const one of chaos.slots)
        if (one && stage.epoch(one) === null) faults.push(`${one.tab.name} shows ${one.session.getState().status}`);
      await chaos.calm();
      for (const one of chaos.slots)
        if (one && stage.epoch(one) === null) faults.push(`${one.tab.name} shows nobody after all`);
      return faults;
    });
  });
});
