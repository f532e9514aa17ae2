import fc from 'fast-check';
import { seconds } from 'holdfast';
import { describe, it } from 'vitest';
import { type Act, anyAsk, anySignIn, anySignOut, createChaos, unleash } from './chaos.ts';
import { anyScript, anyWorld, holds, patience } from './interleave.ts';
import { createStage, type OpenTab, type Platform } from './stage.ts';

/** A tab of another release: it says the same in other words, and understands none of ours. */
const nextRelease = (platform: Platform): Platform => ({
  ...platform,
  openChannel(name, receive) {
    const channel = platform.openChannel(name, (message) => {
      const { holdfast } = (message ?? {}) as { holdfast?: unknown };
      receive(
        holdfast === 2
          ? { ...(message as { said: object }).said, holdfast: 1 }
          : message && { holdfast: 1, type: 'older' },
      );
    });
    return { ...channel, post: (message) => channel.post({ holdfast: 2, said: message }) };
  },
});

const strange = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    7,
    'text',
    [],
    {},
    { holdfast: 1, type: 'ended' },
    { holdfast: 1, type: 'unheard-of', from: 'x', epoch: 'y' },
    { holdfast: 2, type: 'ended', from: 'x', epoch: 'y' },
    { holdfast: 1, type: 'document', from: 'x', epoch: 'y', document: 7 },
    { holdfast: 1, type: 'ended', from: 'x', epoch: 'zzzzzzzzz-someone' },
    { holdfast: 1, type: 'extended', from: 'x', epoch: '' },
  ),
  fc.jsonValue(),
);
const anyKey = fc.constantFrom(
  'asked',
  'exclusive/refresh',
  'exclusive/probe',
  'exclusive/sign-out',
  'profile/',
  'credential/',
  'other',
);
const anyPlant = fc.oneof(
  fc.record({ plant: fc.constant('message' as const), value: strange }),
  fc.record({ plant: fc.constant('record' as const), key: fc.constantFrom('time:', 'other'), value: strange }),
  fc.record({ plant: fc.constant('database' as const), key: anyKey, value: strange }),
);
const anyAct = fc.oneof<fc.Arbitrary<Act>[]>(anyAsk, anySignIn, anySignOut);
const isPlant = (act: object): act is { plant: string; key?: string; value: unknown } => 'plant' in act;

describe('two releases in two tabs', () => {
  it('live together through messages and records that one of them doesn’t know', patience, async () => {
    const input = fc.record({
      world: anyWorld(),
      newer: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
      script: anyScript(fc.oneof({ weight: 3, arbitrary: anyAct }, { weight: 2, arbitrary: anyPlant }), 70_000),
    });
    await holds(80, input, async ({ world, newer, script }) => {
      const stage = createStage(world);
      const { browser, faults } = stage;
      const open = (): OpenTab => stage.open({}, newer[stage.tabs.length % 3] ? nextRelease : undefined);
      await stage.signedIn(3, open);
      const chaos = createChaos(stage, open);
      const plant = (what: string, key: string, value: unknown): void => {
        const epoch = stage.tabs.map(stage.epoch).find((one) => one !== null) ?? 'none';
        const at = key.endsWith('/') ? `${key}${epoch}/value` : key.endsWith(':') ? `${key}${epoch}` : key;
        if (what === 'message') browser.messages.plant('holdfast:shop', value);
        else if (what === 'record') browser.records.plant(`holdfast:shop:${at}`, JSON.stringify(value));
        else browser.databases.plant('shop', 'session', at, value);
      };
      await unleash(
        stage,
        {
          ...chaos,
          perform: (act) => (isPlant(act) ? plant(act.plant, act.key ?? '', act.value) : chaos.perform(act)),
        },
        script as never,
      );
      await chaos.calm();
      stage.unanswered();
      const words = stage.tabs.map((one) => stage.epoch(one) ?? one.session.getState().status);
      if (new Set(words).size > 1) faults.push(`tabs don't agree: ${words}`);
      const [first, ...others] = stage.tabs;
      if (first && stage.epoch(first) !== null) {
        void first.session.signOut();
        await browser.clock.settle();
        for (const other of others)
          if (stage.epoch(other) !== null) faults.push(`the sign-out didn't reach ${other.tab.name}`);
        await browser.clock.advance(seconds(40));
      }
      return faults;
    });
  });
});
