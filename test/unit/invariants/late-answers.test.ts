import fc from 'fast-check';
import { seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { type Act, anySignIn, anySignOut, createChaos, unleash } from './chaos.ts';
import { createFamilies } from './families.ts';
import { anyScript, anyWorld, holds, patience } from './interleave.ts';
import { accessLifetime, createStage, type OpenTab, openTab } from './stage.ts';

const anyAct = fc.oneof(
  { weight: 3, arbitrary: anySignIn },
  { weight: 3, arbitrary: anySignOut },
  { weight: 3, arbitrary: fc.record({ does: fc.constantFrom('read', 'verify', 'extend'), tab: fc.nat({ max: 2 }) }) },
);

describe('tokens that come home too late', () => {
  it('are revoked and not stored, and the server keeps no session but the one that is shown', patience, async () => {
    const input = fc.record({
      world: anyWorld(['bearer', 'bearer', 'cookie']),
      due: fc.boolean(),
      script: anyScript(anyAct, 8000, 8),
    });
    let late = 0;
    await holds(100, input, async ({ world, due, script }) => {
      const stage = createStage(world);
      const { browser, server, faults } = stage;
      const families = createFamilies(stage);
      const open = (): OpenTab => stage.open({}, families.equip);
      await stage.signedIn(3, open);
      if (due) await browser.clock.advance(accessLifetime);
      const chaos = createChaos(stage, open);
      const signingIn = new Set<OpenTab>();
      const perform = (act: Act): void => {
        const one = 'tab' in act ? chaos.slots[act.tab] : undefined;
        if (!one || act.does !== 'sign in') {
          chaos.perform(act);
          return;
        }
        // Of two cookies at once the jar keeps the later one, and nobody can end the session of the other.
        if (world.transport === 'cookie' && signingIn.has(one)) return;
        signingIn.add(one);
        stage.expect(one, 'sign in', stage.signIn(one, act.as), () => signingIn.delete(one));
      };
      await unleash(stage, { ...chaos, perform }, script);
      await browser.clock.advance(seconds(40));
      // What a session replaced is revoked with the next question at the latest.
      for (const one of stage.tabs) stage.expect(one, 'verify', one.session.verify());
      // One after the other, by a network that may take 5 s for each.
      await browser.clock.advance(seconds(60));
      stage.unanswered();
      const shown = new Set(stage.tabs.map(stage.epoch));
      if (shown.size > 1) faults.push(`tabs don't agree: ${[...shown]}`);
      const [epoch] = shown;
      // Of two sign-ins at once, whichever cookie came last is the one of all tabs.
      const jar = server.sessions.findLastIndex(({ revoked }) => !revoked);
      const family = epoch ? (world.transport === 'cookie' ? jar : families.ofEpoch(epoch)) : undefined;
      for (const [at, { revoked }] of server.sessions.entries()) {
        if (at === family && revoked) faults.push(`session ${at} is shown, and over`);
        if (at !== family && !revoked) faults.push(`session ${at} goes on and nobody has it`);
      }
      for (const [key] of browser.databases.entries('shop', 'session'))
        if (/^(credential|profile)/.test(key) && !(epoch && key.includes(epoch))) faults.push(`${key} is stored`);
      if (server.sessions.length > 2) late++;
      return faults;
    });
    expect(late).toBeGreaterThan(0);
  });

  it('after a sign-out that overtook a refresh are stored nowhere', patience, async () => {
    const input = fc.record({
      world: anyWorld(['bearer']),
      // There, home: the refresh is at the server soon, and its answer takes its time.
      there: fc.nat({ max: 300 }),
      home: fc.nat({ max: 6000 }),
      at: fc.nat({ max: 3000 }),
      by: fc.nat({ max: 1 }),
    });
    let overtaken = 0;
    await holds(80, input, async ({ world, there, home, at, by }) => {
      const stage = createStage({ ...world, ways: [there, home, ...world.ways.map((way) => way / 10)] });
      const { browser, server, faults } = stage;
      await stage.signedIn(2);
      await browser.clock.advance(accessLifetime);
      const reading = openTab(stage, 0);
      stage.expect(reading, 'read', reading.session.fetch('/api/things'));
      await browser.clock.advance(at);
      const leaving = openTab(stage, by);
      stage.expect(leaving, 'sign out', leaving.session.signOut(), () => {
        if (browser.clock.elapsed() < accessLifetime + seconds(1) + there + home) overtaken++;
      });
      await browser.clock.advance(seconds(40));
      stage.unanswered();
      // Where telling the server took longer than a request may, it is told when the network returns.
      browser.network.setOffline(true);
      browser.network.setOffline(false);
      await browser.clock.advance(seconds(15));
      for (const [key] of browser.databases.entries('shop', 'session'))
        if (/^(credential|profile)/.test(key)) faults.push(`${key} is stored`);
      if (!server.sessions[0]?.revoked) faults.push('the session goes on at the server');
      return faults;
    });
    expect(overtaken).toBeGreaterThan(0);
  });
});
