import fc from 'fast-check';
import { seconds } from 'holdfast';
import type { ServerFault } from 'holdfast/testing';
import { describe, it } from 'vitest';
import { anyWorld, holds, patience } from './interleave.ts';
import { createStage, type OpenTab, openTab } from './stage.ts';

const trouble = fc.constantFrom<'offline' | ServerFault>('offline', 'offline', 'network', 'hang', 'html', 502, 503, {
  status: 429,
  headers: { 'retry-after': '5' },
});

describe('a sign-out that the server can’t hear of', () => {
  it(
    'is done here, owed there, never undone by a restart, and told when the server can be reached',
    patience,
    async () => {
      const input = fc.record({
        world: anyWorld(),
        tabs: fc.integer({ min: 1, max: 3 }),
        by: fc.nat({ max: 2 }),
        trouble,
        scope: fc.constantFrom('device' as const, 'everywhere' as const),
        /** Milliseconds before and after the restart, and what localStorage loses at it. */
        before: fc.constantFrom(0, 1, 500, 5000, 40_000),
        after: fc.constantFrom(0, 500, 15_000),
        lose: fc.constantFrom(0, 1000, 8000, 60_000),
        restart: fc.boolean(),
      });
      await holds(120, input, async ({ world, tabs, by, trouble: how, scope, before, after, lose, restart }) => {
        const stage = createStage(world);
        const { browser, server, faults } = stage;
        const { clock, network } = browser;
        await stage.signedIn(tabs);
        const one = openTab(stage, by % tabs);
        const epoch = stage.epoch(one);
        const mustNotShow = ({ tab, session }: OpenTab): void => {
          const check = (): void => {
            if (session.getState().status === 'authenticated')
              faults.push(`${tab.name} shows somebody ${clock.elapsed()} ms after the start`);
          };
          check();
          session.subscribe(check);
        };
        const path = world.transport === 'cookie' ? '/api/sign-out' : '/token/revoke';
        // RFC 7009 leaves a client to believe whatever a revocation endpoint says with a status below 500.
        if (how === 'offline') network.setOffline(true);
        else {
          stage.fail(path, how, 50);
          // A cookie server that refuses a sign-out is asked whether anybody is there.
          if (world.transport === 'cookie') stage.fail('/api/session', how, 50);
        }
        let answer = '';
        const signingOut = one.session.signOut({ scope }).then(({ local, remote }) => {
          answer = `${local} here, ${remote} there`;
        });
        if (stage.epoch(one) !== null) faults.push('shown after the call');
        await clock.settle();
        for (const each of stage.tabs) mustNotShow(each);
        await clock.advance(before);
        if (restart) {
          browser.reopen({ loseRecords: lose });
          for (let at = 0; at < tabs; at++) mustNotShow(stage.open());
          await clock.advance(after);
          mustNotShow(stage.open());
        } else {
          await clock.advance(seconds(35));
          await signingOut;
          if (answer !== 'done here, pending there') faults.push(`answered ${answer}`);
        }
        const keys = browser.databases.entries('shop', 'session').map(([key]) => key);
        if (epoch !== null && keys.some((key) => key.startsWith(`profile/${epoch}`)))
          faults.push('the profile is still stored');
        await clock.advance(seconds(15));
        stage.heal();
        network.setOffline(true);
        network.setOffline(false);
        await clock.advance(seconds(45));
        if (!server.sessions[0]?.revoked) faults.push('the server was never told');
        const left = browser.databases.entries('shop', 'session').map(([key]) => key);
        if (left.some((key) => key.startsWith('credential/'))) faults.push(`left: ${left}`);
        return faults;
      });
    },
  );
});
