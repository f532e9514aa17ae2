import { seconds } from 'holdfast';
import { createTestBrowser, createTestServer, nothingHeld, type ServerFault } from 'holdfast/testing';
import { createOracle } from './model-oracle.ts';
import type { Endpoint, Happening, Step, World } from './model-steps.ts';
import { ask, type ModelTab, type ModelUser, openModelTab } from './model-tab.ts';

type Paths = Readonly<Record<Endpoint, string>>;
const cookiePaths: Paths = {
  session: '/api/session',
  'sign-in': '/api/sign-in',
  'sign-out': '/api/sign-out',
  touch: '/api/touch',
  app: '/api/cart',
};
const bearerPaths: Paths = {
  ...cookiePaths,
  session: '/token',
  'sign-in': '/token',
  'sign-out': '/token/revoke',
  touch: '/token',
};

/** Lives through `steps` and answers what was wrong, in words. `[]` is how it should be. */
export async function live(world: World, steps: readonly Step[]): Promise<readonly string[]> {
  const browser = createTestBrowser({ locks: world.locks, ...(!world.channels && { messages: false }) });
  const { clock } = browser;
  const person = (id: string, name: string): ModelUser => ({ id, name, session: server.sessions.length - 1 });
  const users = {
    get ada() {
      return person('u1', 'Ada');
    },
    get bob() {
      return person('u2', 'Bob');
    },
  };
  const server = createTestServer(browser, { users, accessLifetime: seconds(60), latency: world.latency });
  const paths = world.transport === 'cookie' ? cookiePaths : bearerPaths;
  const faults = new Map<string, ServerFault[]>();
  const serve = browser.network.handler;
  browser.network.handler = async (request, tab) => {
    const { pathname } = new URL(request.url);
    const fault = faults.get(pathname)?.shift();
    if (fault !== undefined) server.fail(pathname, fault);
    // An answer is lost with whoever was waiting for it.
    if (fault === 'lost') lost = true;
    if (!serve) throw new Error('the server answers requests');
    const response = await serve(request, tab);
    if (pathname === paths['sign-out'] && response.status === 204) told++;
    return response;
  };
  let lost = false;
  /** Sign-outs that the server carried out, each with an answer that came home unless something was `lost`. */
  let told = 0;
  let unfinished = false;
  const oracle = createOracle(browser, () => server, {
    // A cookie changes under everybody's feet while the answer to a sign-in is on its way.
    strictAnswers: world.transport === 'bearer',
    stops: world.monotonic === 'stops',
  });
  const slots: (ModelTab | undefined)[] = [];
  const everyTab: ModelTab[] = [];
  const alive = (): ModelTab[] => slots.filter((one) => one !== undefined);
  const open = (at: number): void => {
    const one = openModelTab(browser, world.transport, oracle);
    slots[at] = one;
    everyTab.push(one);
  };
  const gone = (at: number): void => {
    const one = slots[at];
    if (one) one.stage = 'gone';
    slots[at] = undefined;
  };
  const stop = (one: ModelTab): void => {
    one.stage = 'stopped';
    lost ||= unfinished;
  };
  const wake = (one: ModelTab): void => {
    one.stage = 'running';
    one.visible = true;
    one.late = false;
  };

  /** RFC 7009 leaves a client to believe whatever a revocation endpoint says with a status below 500. */
  const believable = ({ at, fault }: Happening & { readonly does: 'fault' }): ServerFault =>
    world.transport === 'bearer' && at === 'sign-out' && (fault === 'html' || fault === 403) ? 502 : fault;

  const perform = async (what: Happening): Promise<void> => {
    if ('tab' in what) {
      const one = slots[what.tab];
      if (what.does === 'open') return one ? undefined : open(what.tab);
      if (!one) return;
      if (what.does === 'close' || what.does === 'crash') {
        lost ||= unfinished;
        one.tab[what.does]();
        return gone(what.tab);
      }
      if (what.does === 'go on') {
        if (one.stage !== 'stopped') return;
        const { visible } = one;
        one.tab.thaw();
        wake(one);
        one.visible = visible;
        return;
      }
      if (one.stage !== 'running') return;
      if (what.does === 'freeze' || what.does === 'freeze deaf' || what.does === 'leave') {
        if (what.does === 'leave') one.tab.leave();
        else one.tab.freeze({ messages: what.does === 'freeze' ? 'wait' : 'lost' });
        return stop(one);
      }
      if (what.does === 'hide') {
        one.visible = false;
        return one.tab.hide();
      }
      if (what.does === 'show') {
        wake(one);
        return one.tab.show();
      }
      if (what.does === 'input' && one.visible) one.late = false;
      return one.visible ? ask(one, what, oracle, clock.elapsed) : undefined;
    }
    if (what.does === 'turn') {
      await clock.advance(seconds(what.by));
      if (world.monotonic === 'runs') for (const one of alive()) one.late = false;
    } else if (what.does === 'sleep') {
      lost ||= unfinished;
      await clock.sleep(seconds(what.by), { monotonic: world.monotonic, first: what.first });
      for (const one of alive())
        one.late ||=
          what.first === 'input' || (world.monotonic === 'stops' && (what.first === 'timers' || !one.visible));
    } else if (what.does === 'set wall') {
      clock.setWall(seconds(what.by));
      oracle.setWall(what.by);
    } else if (what.does === 'fault') {
      if (what.at !== 'app' || what.fault !== 'hang')
        faults.set(
          paths[what.at],
          Array.from({ length: what.times }, () => believable(what)),
        );
    } else if (what.does === 'offline' || what.does === 'online') {
      lost ||= unfinished;
      browser.network.setOffline(what.does === 'offline');
    } else if (what.does === 'revoke all') server.revokeAll();
    else if (what.does === 'clear records') {
      browser.records.clear();
      oracle.recordsLost('cleared');
    } else if (what.does === 'messages') browser.messages.setFaults(what.faults);
    else if (what.does === 'reopen') {
      lost ||= unfinished;
      browser.reopen({ loseRecords: what.lose });
      for (const at of slots.keys()) gone(at);
      if (what.lose > 0) oracle.recordsLost('killed');
    } else await calm();
  };

  const calm = async (): Promise<void> => {
    faults.clear();
    browser.messages.setFaults({});
    browser.network.setOffline(false);
    if (alive().length === 0) open(0);
    for (const one of alive()) {
      if (one.stage === 'stopped') one.tab.thaw();
      one.tab.show();
      wake(one);
    }
    await clock.advance(seconds(15));
    browser.network.setOffline(true);
    await clock.settle();
    browser.network.setOffline(false);
    await clock.advance(seconds(25));
    oracle.afterStep(alive());
    oracle.afterCalm(alive());
  };

  for (const { what, atOnce } of steps) {
    await perform(what);
    unfinished = atOnce || world.latency > 0;
    if (atOnce) continue;
    await clock.settle();
    oracle.afterStep(alive());
    if (oracle.faults.length > 0) return oracle.faults;
  }
  await clock.settle();
  await calm();
  if (world.transport === 'bearer' && world.locks && !lost && server.reused > 0)
    oracle.fault('a used refresh token was sent');
  if (world.locks && !lost && told > oracle.epochs())
    oracle.fault(`the server was told ${told} times that a session is over`);
  const text = browser.text();
  for (const secret of server.secrets) if (text.includes(secret)) oracle.fault(`${secret} stands in the open`);
  for (const one of alive()) one.release();
  await clock.advance(seconds(15));
  for (const { tab } of alive()) {
    const held = JSON.stringify(tab.held());
    if (held !== JSON.stringify(nothingHeld)) oracle.fault(`${tab.name} released holds ${held}`);
  }
  // Somebody has to be told of a page where JSON belongs, and the model serves such pages.
  const isExpected = (message: string): boolean => message.includes('answered with HTML');
  for (const { tab } of everyTab)
    for (const { message, error } of tab.reports)
      if (!isExpected(message)) oracle.fault(`${tab.name} reported: ${message} ${error}`);
  return oracle.faults;
}
