import fc from 'fast-check';
import { seconds } from 'holdfast';
import type { MessageFaults, ServerFault } from 'holdfast/testing';
import { anyScript, play, type Timed } from './interleave.ts';
import type { OpenTab, Stage } from './stage.ts';

type Ask = 'read' | 'write' | 'verify' | 'extend' | 'input' | 'sign out' | 'sign out everywhere';
type Life = 'crash' | 'close' | 'freeze' | 'freeze deaf' | 'leave' | 'go on' | 'open' | 'hide' | 'show' | 'start again';

/** What can happen in one moment. */
export type Act =
  | { readonly does: Ask | Life; readonly tab: number }
  | { readonly does: 'sign in'; readonly tab: number; readonly as: 'ada' | 'bob' }
  | { readonly does: 'fail'; readonly at: string; readonly how: ServerFault; readonly times: number }
  | { readonly does: 'set wall'; readonly by: number }
  | { readonly does: 'messages'; readonly faults: MessageFaults }
  | { readonly does: 'offline' | 'online' | 'revoke all' };

export const paths = {
  cookie: ['/api/session', '/api/sign-in', '/api/sign-out', '/api/touch', '/api/things'],
  bearer: ['/token', '/token', '/token/revoke', '/api/things'],
};

const tab = fc.nat({ max: 2 });
const onTab = <Does extends Ask | Life>(...does: Does[]) => fc.record({ does: fc.constantFrom(...does), tab });

export const anyAsk: fc.Arbitrary<Act> = onTab('read', 'write', 'verify', 'extend', 'input');
export const anySignIn: fc.Arbitrary<Act> = fc.record({
  does: fc.constant('sign in' as const),
  tab,
  as: fc.constantFrom('ada' as const, 'ada' as const, 'bob' as const),
});
export const anySignOut: fc.Arbitrary<Act> = onTab('sign out', 'sign out', 'sign out everywhere');
export const anyLife: fc.Arbitrary<Act> = fc.oneof(
  onTab('crash', 'close', 'freeze', 'freeze deaf', 'leave', 'hide', 'start again'),
  onTab('open', 'go on', 'show'),
);
const anyFault: fc.Arbitrary<Act> = fc.record({
  does: fc.constant('fail' as const),
  at: fc.constantFrom(...new Set([...paths.cookie, ...paths.bearer])),
  how: fc.constantFrom<ServerFault>('network', 'lost', 'hang', 'html', 502, 403, 401, {
    status: 429,
    headers: { 'retry-after': '3' },
  }),
  times: fc.integer({ min: 1, max: 3 }),
});
export const anyWorldly: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: anyFault },
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom('offline' as const, 'online' as const) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('revoke all' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('set wall' as const), by: fc.constantFrom(-3600, -20, 20, 3600) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('messages' as const),
      faults: fc.constantFrom<MessageFaults>({}, { drop: true }, { drop: 0.5, duplicate: true }, { reorder: true }),
    }),
  },
);

/** Half a minute or two in which anything happens, around the moment when access tokens are over. */
export const anyChaos = (most = 14, length = 75_000): fc.Arbitrary<Timed<Act>[]> =>
  anyScript(
    fc.oneof(
      { weight: 5, arbitrary: anyAsk },
      { weight: 2, arbitrary: anySignIn },
      { weight: 2, arbitrary: anySignOut },
      { weight: 4, arbitrary: anyLife },
      { weight: 3, arbitrary: anyWorldly },
    ),
    length,
    most,
  );

export interface Chaos {
  /** The tabs that are there. Those that are `stopped` are frozen or in bfcache. */
  readonly slots: (OpenTab | undefined)[];
  readonly stopped: Set<OpenTab>;
  perform(act: Act): void;
  /** Everything works again, everybody is awake, and some time goes by. */
  calm(): Promise<void>;
}

/** Lets things happen to the tabs of a stage. `open` opens one and watches it; `asked` hears of a request before it is made. */
export function createChaos(
  stage: Stage,
  open: () => OpenTab = stage.open,
  asked: (one: OpenTab, does: 'read' | 'write') => string = () => '/api/things',
): Chaos {
  const { browser } = stage;
  const slots: (OpenTab | undefined)[] = [...stage.tabs];
  const stopped = new Set<OpenTab>();
  const ask = (one: OpenTab, does: Ask): void => {
    const { session, tab: page } = one;
    if (does === 'input') page.input();
    else if (does === 'read') stage.expect(one, does, session.fetch(asked(one, does)));
    else if (does === 'write')
      stage.expect(one, does, session.fetch(asked(one, does), { method: 'POST', body: '{"a":1}' }));
    else if (does === 'verify') stage.expect(one, does, session.verify());
    else if (does === 'extend') stage.expect(one, does, session.extend());
    else stage.expect(one, does, session.signOut({ scope: does === 'sign out' ? 'device' : 'everywhere' }));
  };
  const wake = (one: OpenTab): void => {
    if (stopped.delete(one)) one.tab.thaw();
  };
  const live = (at: number, one: OpenTab, does: Life): void => {
    const { tab: page } = one;
    if (does === 'hide' || does === 'show') page[does]();
    else if (does === 'crash' || does === 'close') {
      page[does]();
      slots[at] = undefined;
    } else if (does === 'start again') {
      one.release();
      Object.assign(one, { release: one.session.start() });
    } else if (does !== 'open' && does !== 'go on') {
      if (does === 'leave') page.leave();
      else page.freeze({ messages: does === 'freeze' ? 'wait' : 'lost' });
      stopped.add(one);
    }
  };
  const isLife = (does: string): does is Life =>
    !['read', 'write', 'verify', 'extend', 'input', 'sign out', 'sign out everywhere'].includes(does);

  return {
    slots,
    stopped,
    perform(act) {
      if (act.does === 'fail')
        return stage.fail(act.at, act.how, act.at === '/api/things' && act.how === 'hang' ? 0 : act.times);
      if (act.does === 'set wall') return browser.clock.setWall(seconds(act.by));
      if (act.does === 'messages') return browser.messages.setFaults(act.faults);
      if (act.does === 'offline' || act.does === 'online') return browser.network.setOffline(act.does === 'offline');
      if (act.does === 'revoke all') return stage.server.revokeAll();
      if (!('tab' in act)) return;
      const one = slots[act.tab];
      if (!one) {
        if (act.does === 'open') slots[act.tab] = open();
        return;
      }
      if (act.does === 'go on') return wake(one);
      if (stopped.has(one)) return;
      if (act.does === 'sign in') stage.expect(one, act.does, stage.signIn(one, act.as));
      else if (isLife(act.does)) live(act.tab, one, act.does);
      else ask(one, act.does);
    },
    async calm() {
      stage.heal();
      browser.messages.setFaults({});
      browser.network.setOffline(false);
      // What the dead left is for whoever starts next.
      if (!slots.some(Boolean)) slots[0] = open();
      for (const one of slots) {
        if (!one) continue;
        wake(one);
        one.tab.show();
      }
      await browser.clock.advance(seconds(25));
      browser.network.setOffline(true);
      browser.network.setOffline(false);
      await browser.clock.advance(seconds(25));
    },
  };
}

/** Plays `script` in the tabs of `stage`, checking after each act. */
export const unleash = (stage: Stage, chaos: Chaos, script: readonly Timed<Act>[], check = () => {}): Promise<void> =>
  play(stage, script, (act) => {
    chaos.perform(act);
    check();
  });
