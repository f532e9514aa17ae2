import { createSession, type Session, type SessionState, seconds } from 'holdfast';
import type { TestBrowser, TestCredentials, TestTab } from 'holdfast/testing';
import { type TransportKind, transportOf } from '../../support/world/transports.ts';
import type { Oracle } from './model-oracle.ts';
import type { Happening } from './model-steps.ts';

export interface ModelUser {
  readonly id: string;
  readonly name: string;
  /** Which of the server's sessions was the newest when it said so. */
  readonly session: number;
}

export const limits = { idle: { timeout: seconds(300), warning: seconds(60) }, lifetime: seconds(1200) };

/** One tab of the model, its session, and what was seen of it. */
export interface ModelTab {
  readonly tab: TestTab;
  readonly session: Session<ModelUser, TestCredentials>;
  readonly release: () => void;
  stage: 'running' | 'stopped' | 'gone';
  visible: boolean;
  /** Timers hang on a clock that stood still in sleep, and no page event came since. */
  late: boolean;
  /** Opened after the clock was set back: it has no history of its own. */
  readonly young: boolean;
  /** Signing out was asked for while it wasn't known yet who is signed in. */
  wantsOut: boolean;
  /** When the person last asked for more time. */
  askedAt: number;
  /** What was asked and isn't answered yet. */
  readonly open: Set<string>;
}

export const authenticated = (state: SessionState<ModelUser>) => (state.status === 'authenticated' ? state : null);

export function openModelTab(browser: TestBrowser, kind: TransportKind, oracle: Oracle): ModelTab {
  const tab = browser.openTab();
  const session = createSession<ModelUser, TestCredentials>({
    name: 'shop',
    transport: transportOf(kind),
    ...limits,
    platform: tab.platform,
  });
  const one: ModelTab = {
    tab,
    session,
    release: session.start(),
    stage: 'running',
    visible: true,
    late: false,
    young: oracle.setBack(),
    wantsOut: false,
    askedAt: 0,
    open: new Set(),
  };
  const ends = new Set<string>();
  let warned = '';
  const { name } = tab;
  session.on('signed-in', ({ epoch, user, restored }) => oracle.began(epoch, user, restored));
  session.on('switched-user', ({ to }) => {
    const here = authenticated(session.getState());
    if (here) oracle.began(here.epoch, to, ![...one.open].some((asked) => asked.startsWith('sign in')));
  });
  session.on('ended', ({ epoch, reason }) => {
    if (ends.has(epoch)) oracle.fault(`${name} told twice that ${epoch} ended`);
    ends.add(epoch);
    oracle.ended(one, epoch, reason);
  });
  session.on('extended', ({ by }) => {
    if (by === 'here') oracle.counted(authenticated(session.getState())?.epoch, one.askedAt);
  });
  session.on('warning', () => {
    const episode = `${authenticated(session.getState())?.epoch} ${oracle.activity()}`;
    if (warned === episode) oracle.fault(`${name} warned twice of the same end`);
    warned = episode;
  });
  session.subscribe((state, before) => {
    if (state.status === 'loading') oracle.fault(`${name} is loading again`);
    const now = authenticated(state)?.epoch;
    if (now !== undefined && now !== authenticated(before)?.epoch) oracle.shown(one, now);
  });
  return one;
}

/** Asks `one` for something, and remembers that it has to answer. */
export function ask(one: ModelTab, what: Happening, oracle: Oracle, elapsed: () => number): void {
  const { session, tab, open } = one;
  const before = authenticated(session.getState());
  const asked = `${what.does} in ${tab.name} at ${elapsed() / 1000}`;
  const wait = <Value>(promise: Promise<Value>, then: (value: Value) => void | Promise<void>): void => {
    open.add(asked);
    const answered = (): void => void open.delete(asked);
    promise
      .then(then)
      .catch((error: { code?: string } & Error) => {
        const known =
          error.code === 'HOLDFAST_SESSION_CHANGED' || error.name === 'AbortError' || error instanceof TypeError;
        if (!known) oracle.fault(`${asked} threw ${error.stack}`);
      })
      .finally(answered);
  };
  const fetch = (method: string): void =>
    wait(session.fetch('/api/cart', { method, ...(method === 'POST' && { body: '{}' }) }), async (response) => {
      if (!response.ok || !before || response.headers.get('content-type') !== 'application/json') return;
      const { user } = (await response.json()) as { user: ModelUser };
      oracle.answered(one, before.user, user);
    });
  if (what.does === 'sign in') {
    one.wantsOut = false;
    wait(session.signIn({ name: what.as, password: what.password }), ({ outcome }) => {
      if (outcome === 'failed') oracle.discarded();
      if (outcome === 'signed-in' && what.password !== 'correct') oracle.fault(`${asked} with a wrong password`);
    });
  }
  if (what.does === 'sign out' || what.does === 'sign out everywhere') {
    if (before) oracle.signingOut(before.epoch);
    else one.wantsOut = true;
    wait(session.signOut({ scope: what.does === 'sign out' ? 'device' : 'everywhere' }), () => {});
    if (before && authenticated(session.getState())?.epoch === before.epoch)
      oracle.fault(`${asked} returned and ${before.epoch} is shown`);
  }
  if (what.does === 'extend') {
    one.askedAt = elapsed();
    wait(session.extend(), () => {});
  }
  if (what.does === 'verify') wait(session.verify(), () => {});
  if (what.does === 'read') fetch('GET');
  if (what.does === 'write') fetch('POST');
  if (what.does === 'input') {
    const verdict = tab.input();
    const after = authenticated(session.getState());
    if (after?.warning === null) oracle.counted(after.epoch);
    if (verdict === 'pass' && before && !after) oracle.fault(`${asked} ended the session and reached the application`);
  }
}
