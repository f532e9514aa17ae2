import { HoldfastError } from '../foundation/errors.ts';
import { chance } from '../platform/chance.ts';
import type { Carrier, SavedTo } from '../vault/host.ts';
import type { Agenda } from './agenda.ts';
import { createCarrying } from './carrying.ts';
import type { SyncContext } from './context.ts';
import { gathering, nextReplica } from './next-replica.ts';
import { problemOf } from './problems.ts';
import { readAcknowledged } from './record.ts';
import type { Remote, Send } from './remote.ts';
import {
  type ReplicaAnswer,
  type ReplicaEffect,
  type ReplicaEvent,
  type ReplicaState,
  startReplica,
} from './replica-state.ts';
import type { Shared } from './shared.ts';
import type { DocumentSync } from './state.ts';
import { type Turn, takeTurn } from './turn.ts';

/** One document of this tab, and the account. One tab of the browser does the work; the others see how it goes. */
export interface Replica extends Pick<Carrier, 'changed'> {
  readonly shared: Shared;
  state(): DocumentSync;
  /** Whether this tab does the work. */
  works(): boolean;
  look(): void;
  /** Goes on where it was stopped; `asked`: also by putting back what is gone from the account. */
  retry(asked: boolean): void;
  /** Another tab asks whether somebody works. */
  answer(): void;
  poked(revision: string | null): void;
  /** The tab that works says how it goes. */
  hear(status: DocumentSync['status'], arrivedAt?: number | null): void;
  /** The last moment before the session ends: sends what isn't in the account. */
  flush(send: Send): Promise<void>;
  start(): void;
  stop(): void;
}

/** Who looks again so soon sees nothing new, in milliseconds. */
const lately = 5000;

/** Asking whether there is anything new shows nobody anything. */
const statusOf = ({ status, why, stopped }: ReplicaState, savedTo: SavedTo): DocumentSync['status'] => {
  if (stopped) return 'stopped';
  if (status === 'paused' || status === 'stopped') return status;
  if (why === 'busy' || why === 'told' || why === 'offline') return 'offline';
  return status === 'idle' || savedTo === 'account' ? 'idle' : 'pushing';
};

export function createReplica(
  context: SyncContext,
  remote: Remote,
  agenda: Agenda,
  shared: Shared,
  /** How it is shown has changed. */
  onState: () => void,
): Replica {
  const { host, fetch } = context;
  const { platform } = host;
  const { name } = shared;
  let state: ReplicaState | null = null;
  let heard: DocumentSync['status'] = 'pushing';
  let savedTo: SavedTo = 'device';
  let arrivedAt: number | null = null;
  /** Whether it was known before what the account has: else this device begins. */
  let knows = false;
  let shown = '';
  /** Counts what changed, so that an answer about what was before is known as late. */
  let edits = 0;
  /** Whether it was ever looked at what is acknowledged, since this is known to be all that is stored. */
  let compared = false;
  /** While this tab works. */
  let mine: { readonly abort: AbortController } | null = null;
  let turn: Turn | null = null;
  let askedAt = Number.NEGATIVE_INFINITY;

  const status = (): DocumentSync['status'] =>
    state ? statusOf(state, savedTo) : savedTo === 'account' ? 'idle' : heard;
  const show = (next: SavedTo): void => {
    savedTo = next;
    shared.show(next);
    const now = `${status()} ${next} ${arrivedAt}`;
    if (now === shown) return;
    shown = now;
    if (state) context.send({ type: 'synced', document: name, status: status() });
    onState();
  };
  const carrying = createCarrying(host, remote, shared, () => {
    if (!knows) return;
    arrivedAt = platform.clock.wall();
    context.send({ type: 'synced', document: name, status: status(), arrivedAt });
    onState();
  });

  const run = (effect: ReplicaEffect, work: NonNullable<typeof mine>): void => {
    const { revision, acknowledged } = state as ReplicaState;
    const { signal } = work.abort;
    const answer = (answering: Promise<ReplicaAnswer>): void => {
      void answering
        .catch((error: unknown): ReplicaAnswer => {
          platform.report(`"${name}" could not be carried to the account`, error);
          return { got: 'busy', retryAfter: 0 };
        })
        .then((found) => {
          if (mine !== work) return;
          knows ||= ['same', 'joined', 'missing'].includes(found.got);
          dispatch({ type: 'answered', answer: found });
        });
    };
    if (effect.do === 'pull') askedAt = platform.clock.monotonic();
    if (effect.do === 'pull') answer(carrying.pull(effect.revision, fetch, signal));
    if (effect.do === 'push') answer(carrying.push({ revision, digest: acknowledged }, fetch, signal));
    if (effect.do === 'wait')
      agenda.plan(shared, effect.least + effect.most * chance(platform.crypto), () => dispatch({ type: 'due' }));
    if (effect.do === 'keep') void carrying.keep(revision, acknowledged).then(() => tellKept(work));
    if (effect.do === 'correct' && effect.ahead) context.correct(-effect.ahead);
    if (effect.do === 'report') context.tell(name, new HoldfastError('HOLDFAST_SYNC', problemOf(name, effect.answer)));
  };
  /** The others read what is acknowledged. */
  const tellKept = (work: NonNullable<typeof mine>): void => {
    if (mine === work) context.send({ type: 'synced', document: name, status: status() });
  };
  const dispatch = (event: ReplicaEvent): void => {
    if (!state || !mine) return;
    const [next, effects] = nextReplica(state, event);
    state = next;
    const present = mine;
    for (const effect of effects) run(effect, present);
    // While it is on its way, or is being looked at whether anything has to be, it stands where it stood.
    show(state.edited ? 'device' : state.status === 'pushing' ? savedTo : 'account');
  };

  /** In a tab that doesn't work: whether all it knows is acknowledged. */
  const compare = async (): Promise<void> => {
    const before = edits;
    compared ||= shared.isStored();
    const { digest } = await readAcknowledged(host, shared);
    const agrees = await carrying.agrees(digest);
    if (!state && turn && before === edits) show(agrees ? 'account' : 'device');
  };
  const work = (): (() => void) => {
    const own = { abort: platform.network.abort() };
    mine = own;
    const begin = async (): Promise<void> => {
      await shared.settle();
      const { revision, digest, aside } = await readAcknowledged(host, shared);
      if (mine !== own) return;
      carrying.expect(aside);
      knows = revision !== null;
      state = startReplica(revision, digest);
      dispatch({ type: 'look' });
    };
    begin().catch((error: unknown) => platform.report(`"${name}" could not be read for the account`, error));
    return () => {
      own.abort.abort();
      agenda.forget(shared);
      mine = null;
      state = null;
    };
  };

  return {
    shared,
    state: () => ({ status: status(), savedTo, arrivedAt }),
    works: () => state !== null,
    look() {
      if (!state) {
        turn?.doubt();
        return void compare();
      }
      // Somebody may have signed in in a tab that doesn't work, and wait for what was answered here.
      void shared.known();
      const isQuiet = state.status === 'idle' || (state.why === 'gathering' && !state.edited);
      // A click into the page beside another window is a return to it, too.
      if (!isQuiet || platform.clock.monotonic() - askedAt > lately) dispatch({ type: 'look' });
    },
    retry: (asked) => dispatch({ type: 'retry', asked }),
    answer() {
      if (mine) context.send({ type: 'synced', document: name, status: status() });
    },
    poked: (revision) => dispatch({ type: 'poked', revision }),
    hear(next, at = null) {
      turn?.heard();
      if (state) return;
      heard = next;
      arrivedAt = at ?? arrivedAt;
      if (at) onState();
      void compare();
    },
    changed(edited) {
      if (edited) {
        edits++;
        show('device');
      }
      // What other tabs edit and have sent is heard of in any order.
      if (!state && edited && turn) agenda.plan(shared, gathering, () => void compare());
      if (!state && !compared && shared.isStored()) void compare();
      if (state && (edited || (state.edited && shared.isStored()))) dispatch({ type: 'edited' });
    },
    async flush(send) {
      const { signal } = platform.network.abort();
      let known = await readAcknowledged(host, shared);
      for (let times = 0; times < 2; times++) {
        const sent = await carrying.push(known, send, signal);
        if (sent.got === 'stored' || sent.got === 'clean') {
          if (sent.got === 'stored' && sent.revision) await carrying.keep(sent.revision, sent.acknowledged);
          show('account');
          return;
        }
        // Somebody else was first, or the answer to the last one got lost.
        const found = sent.got === 'crossed' ? await carrying.pull(null, send, signal) : sent;
        if (found.got !== 'joined') return;
        known = { ...known, revision: found.revision, digest: found.acknowledged };
      }
    },
    start() {
      turn ??= takeTurn(platform, agenda, `holdfast:${host.name}:sync:${name}`, work, true);
      void compare();
    },
    stop() {
      turn?.leave();
      turn = null;
      agenda.forget(shared);
    },
  };
}
