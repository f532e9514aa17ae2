import fc from 'fast-check';
import { seconds } from 'holdfast';
import { describe, it } from 'vitest';
import { anyScript, anyWorld, holds, patience, play } from './interleave.ts';
import { accessLifetime, createStage, openTab } from './stage.ts';

/** Who calls, and from which of the tabs. */
const anyCall = fc.record({ tab: fc.nat({ max: 3 }), write: fc.boolean() });

describe('however many tabs and callers need a new token', () => {
  it('asks for one once, and all go on with it', patience, async () => {
    const input = fc.record({
      world: anyWorld(['bearer'], 2000),
      tabs: fc.integer({ min: 1, max: 4 }),
      // From a moment when the token is over for every tab, and within the time that the next one is good.
      calls: anyScript(anyCall, 6000),
    });
    await holds(120, input, async ({ world, tabs, calls }) => {
      const stage = createStage(world);
      const { browser, server, faults } = stage;
      await stage.signedIn(tabs);
      const generations = new Set<number>();
      for (const { session, tab } of stage.tabs) {
        session.on('refreshed', ({ generation }) => generations.add(generation));
        session.on('ended', ({ reason }) => faults.push(`${tab.name} ended: ${reason}`));
      }
      await browser.clock.advance(accessLifetime);
      const before = browser.network.count('/token');
      await play(stage, calls, ({ tab, write }) => {
        const one = openTab(stage, tab % tabs);
        const asked = one.session.fetch('/api/things', write ? { method: 'POST', body: '{}' } : {});
        stage.expect(one, 'a request', asked, ({ status }) => status === 200 || faults.push(`answered ${status}`));
      });
      await browser.clock.advance(seconds(30));
      stage.unanswered();
      const sent = browser.network.requests.filter(({ path }) => path === '/api/things');
      const carried = new Set(sent.map(({ request }) => request.headers.get('authorization')));
      const refreshes = browser.network.count('/token') - before;
      if (refreshes !== 1) faults.push(`${refreshes} refreshes`);
      if (carried.size !== 1) faults.push(`${carried.size} tokens were carried`);
      if (generations.size !== 1) faults.push(`told of generations ${[...generations]}`);
      if (server.reused > 0) faults.push('a used refresh token was sent');
      return faults;
    });
  });
});
