import type { TestBrowser, TestServer } from 'holdfast/testing';
import { authenticated, limits, type ModelTab, type ModelUser } from './model-tab.ts';

/** What is known of one signing-in from outside. */
interface Life {
  readonly bornAt: number;
  /** Last input or extension that counted, in any tab. */
  activeAt: number;
  /** The server's session, if it was seen to begin. */
  readonly session: number | null;
  /** Somebody signed out of it, or was told that it is over. */
  over: boolean;
  /** That stands in the database, too. */
  durable: boolean;
  /** The server has to be told. */
  told: boolean;
}

/** Knows from what people and servers did which sessions may be shown. It knows nothing of how the library works. */
export interface Oracle {
  readonly faults: string[];
  fault(text: string): void;
  setWall(by: number): void;
  /** Whether a tab opened now has no history of its own; whatever is known of time is worth less from then on. */
  setBack(): boolean;
  began(epoch: string, user: ModelUser, restored: boolean): void;
  shown(one: ModelTab, epoch: string): void;
  signingOut(epoch: string): void;
  ended(one: ModelTab, epoch: string, reason: string): void;
  /** Activity of now, or of `at`. */
  counted(epoch: string | undefined, at?: number): void;
  activity(): number;
  /** How many sessions there were, with those whose sign-in was given up before anybody saw them. */
  epochs(): number;
  discarded(): void;
  answered(one: ModelTab, shown: ModelUser, named: ModelUser): void;
  /** localStorage lost something: what wasn't in the database yet may be forgotten. */
  recordsLost(how: 'cleared' | 'killed'): void;
  /** Everything that a step caused is over. */
  afterStep(tabs: readonly ModelTab[]): void;
  /** Everything works again, everybody is awake, and some seconds went by. */
  afterCalm(tabs: readonly ModelTab[]): void;
}

/** The server's words on an end that nobody here decided. */
const byServer = ['revoked', 'loop'];
const byUs = ['signed-out', 'idle', 'absolute'];
const tolerance = 2000;
const budget = 10_000;

export function createOracle(
  browser: TestBrowser,
  server: () => TestServer,
  { strictAnswers, stops }: { readonly strictAnswers: boolean; readonly stops: boolean },
): Oracle {
  const faults: string[] = [];
  const lives = new Map<string, Life>();
  const now = browser.clock.elapsed;
  let back = false;
  let forward = false;
  /** The last inputs are forgotten, or a tab without a history of its own was opened: a session may end early. */
  let mixed = false;
  let activity = 0;
  let unseen = 0;

  const fault = (text: string): void => void faults.push(text);
  const deadline = ({ bornAt, activeAt }: Life): number =>
    Math.min(bornAt + limits.lifetime, activeAt + limits.idle.timeout);
  const newest = (): [string, Life] | undefined => [...lives].sort(([a], [b]) => (a < b ? 1 : -1))[0];

  return {
    faults,
    fault,
    setWall(by) {
      back ||= by < 0;
      forward ||= by > 0;
      // A tab that doesn't look between that and a sleep can't tell how long it slept.
      mixed ||= back && stops;
    },
    setBack() {
      mixed ||= back;
      return back;
    },
    began(epoch, user, restored) {
      const known = lives.get(epoch);
      if (!known)
        lives.set(epoch, {
          bornAt: now(),
          activeAt: now(),
          session: restored ? null : user.session,
          over: false,
          durable: false,
          told: false,
        });
      else if (!restored) lives.set(epoch, { ...known, session: user.session });
      activity = now();
      if (restored) return;
      for (const [older, life] of lives) if (older < epoch) Object.assign(life, { over: true, durable: true });
    },
    shown(one, epoch) {
      if (lives.get(epoch)?.over) fault(`${one.tab.name} shows ${epoch}, which is over`);
    },
    signingOut(epoch) {
      const life = lives.get(epoch);
      if (life) Object.assign(life, { over: true, told: true });
    },
    ended(one, epoch, reason) {
      const life = lives.get(epoch);
      if (!life) return;
      if (byServer.includes(reason) && life.session !== null && !server().sessions[life.session]?.revoked)
        fault(`${one.tab.name} ended ${epoch} (${reason}), which the server never refused`);
      if (reason === 'signed-out' && !life.over && !one.wantsOut)
        fault(`${one.tab.name} was signed out and nobody asked`);
      const due = deadline(life) - tolerance;
      if ((reason === 'idle' || reason === 'absolute') && !forward && !mixed && now() < due)
        fault(`${one.tab.name} ended ${epoch} (${reason}) ${(due - now()) / 1000} s early`);
      if (byUs.includes(reason)) Object.assign(life, { over: true, told: true });
      if (byServer.includes(reason)) life.over = true;
    },
    counted(epoch, at = now()) {
      const life = epoch && lives.get(epoch);
      if (life) life.activeAt = Math.max(life.activeAt, at);
      activity = now();
    },
    activity: () => activity,
    epochs: () => lives.size + unseen,
    discarded: () => void unseen++,
    answered(one, shown, named) {
      if (strictAnswers && shown.id !== named.id)
        fault(`${one.tab.name} showed ${shown.id} and got an answer for ${named.id}`);
    },
    recordsLost(how) {
      mixed ||= how === 'killed';
      for (const life of lives.values()) if (!life.durable) Object.assign(life, { over: false, told: false });
    },
    afterStep(tabs) {
      const running = tabs.filter(({ stage }) => stage === 'running');
      if (running.length > 0) for (const life of lives.values()) life.durable ||= life.over;
      for (const one of running) {
        const epoch = authenticated(one.session.getState())?.epoch;
        const life = epoch === undefined ? undefined : lives.get(epoch);
        // Who has signed in elsewhere is being found out, within a request's budget.
        const lateBy = life ? now() - deadline(life) - (life.over ? budget : 0) : 0;
        if (lateBy > tolerance && !one.late && !one.young && !(stops && back))
          fault(`${one.tab.name} shows ${epoch} ${lateBy / 1000} s after its deadline`);
      }
    },
    afterCalm(tabs) {
      const seen = tabs.map(({ session }) => session.getState());
      const words = seen.map((state) => {
        const here = authenticated(state);
        return here ? `${here.user.id} ${here.epoch}` : state.status;
      });
      if (new Set(words).size > 1) fault(`tabs don't agree: ${words.join(' | ')}`);
      if (words.includes('loading')) fault('a tab is still loading');
      for (const { tab, open } of tabs) for (const asked of open) fault(`${tab.name} never answered: ${asked}`);
      for (const [epoch, { over, told, session }] of lives) {
        if (over && words.some((word) => word.endsWith(` ${epoch}`))) fault(`${epoch} is over and shown`);
        if (told && session !== null && !server().sessions[session]?.revoked)
          fault(`the server was never told that ${epoch} is over`);
      }
      const [epoch, life] = newest() ?? [];
      if (!life || life.over || life.session === null || server().sessions[life.session]?.revoked) return;
      if (!forward && !mixed && now() < deadline(life) - tolerance && !words[0]?.endsWith(` ${epoch}`))
        fault(`${epoch} should live, and is ${words[0]}`);
    },
  };
}
