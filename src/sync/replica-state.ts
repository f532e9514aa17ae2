import type { PullAnswer, PushAnswer, Trouble } from './answers.ts';

/** Why a document goes no further, but for a try now and then. What is stored here stays, and so does what is edited. */
export type StopReason = 'forbidden' | 'gone' | 'newer';

/** What a pull or a push came to, after what came with it was joined and stored. */
export type ReplicaAnswer =
  | Exclude<PullAnswer, { readonly got: 'state' }>
  | Exclude<PushAnswer, { readonly got: 'stored' }>
  | Trouble
  /** What was pulled is joined and stored; with all of `acknowledged` the account agrees. */
  | { readonly got: 'joined'; readonly revision: string; readonly acknowledged: string }
  /** What was sent is what the account has. Without a revision, that has to be asked for. */
  | { readonly got: 'stored'; readonly revision: string | null; readonly acknowledged: string }
  /** There was nothing to send: the account has it all. */
  | { readonly got: 'clean' }
  /** Nothing is sent that isn't stored here, and it isn't. */
  | { readonly got: 'unstored' };

export type ReplicaEvent =
  /** Something was edited, here or in another tab, or what was edited is stored. */
  | { readonly type: 'edited' }
  /** Somebody is here, the network is back, or it has been a while. */
  | { readonly type: 'look' }
  /** The account has this revision by now; null where anything may have changed. */
  | { readonly type: 'poked'; readonly revision: string | null }
  /** The person signed in once more, or, where it is `asked` for, what is gone may be put back. */
  | { readonly type: 'retry'; readonly asked: boolean }
  | { readonly type: 'due' }
  | { readonly type: 'answered'; readonly answer: ReplicaAnswer };

export type ReplicaEffect =
  | { readonly do: 'pull'; readonly revision: string | null }
  | { readonly do: 'push' }
  /** Until `due`: `least` milliseconds, and by chance up to `most` more. */
  | { readonly do: 'wait'; readonly least: number; readonly most: number }
  /** What is acknowledged is to be kept. */
  | { readonly do: 'keep' }
  /** This device's clock is ahead by so many milliseconds. */
  | { readonly do: 'correct'; readonly ahead: number }
  | { readonly do: 'report'; readonly answer: Trouble | { readonly got: 'missing' } };

/** Where one document stands between this browser and the account. */
export interface ReplicaState {
  readonly status: 'idle' | 'pulling' | 'pushing' | 'waiting' | 'paused' | 'stopped';
  /** What is waited for: more edits, somebody who was first, a server that is busy or asked for it, or a network. */
  readonly why: 'gathering' | 'crossed' | 'busy' | 'told' | 'offline' | null;
  /** Revision that was acknowledged last, and a summary of what it holds. With whether anything differs from that, it is the whole outbox. */
  readonly revision: string | null;
  readonly acknowledged: string;
  /** Something may differ from that. */
  readonly edited: boolean;
  /** The account may have changed while something was under way. */
  readonly again: boolean;
  /** Poked while pushing: it may be the echo of that. */
  readonly echo: string | null;
  readonly crossings: number;
  readonly failures: number;
  /** Why it is stopped, until it goes on: also while that is tried. */
  readonly stopped: StopReason | null;
  /** The server finds this device's clock ahead: that was corrected once, then it was said. */
  readonly ahead: 'corrected' | 'told' | null;
}

export const startReplica = (revision: string | null, acknowledged: string): ReplicaState => ({
  status: 'idle',
  why: null,
  revision,
  acknowledged,
  edited: true,
  again: false,
  echo: null,
  crossings: 0,
  failures: 0,
  stopped: null,
  ahead: null,
});
