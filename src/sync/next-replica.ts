import type { Trouble } from './answers.ts';
import type { ReplicaAnswer, ReplicaEffect, ReplicaEvent, ReplicaState, StopReason } from './replica-state.ts';
import { backoff } from './waiting.ts';

type Next = readonly [ReplicaState, readonly ReplicaEffect[]];

/** Edits of so many milliseconds go together: whoever types is sent once in it. */
export const gathering = 1000;
/** After a rest it is so many only: somebody may be looking at another device. */
const firstGathering = 100;
const firstBackoff = 1000;
const longestBackoff = 300_000;
const mostCrossings = 5;
/** Who was refused may be let in later: it is tried again after an hour or two. */
const afterRefusal = 3_600_000;

const pull = (state: ReplicaState, revision = state.revision): Next => [
  { ...state, status: 'pulling', why: null, again: false },
  [{ do: 'pull', revision }],
];
const push = (state: ReplicaState): Next => [
  { ...state, status: 'pushing', why: null, edited: false, echo: null },
  [{ do: 'push' }],
];
const wait = (state: ReplicaState, why: NonNullable<ReplicaState['why']>, least: number, most: number): Next => [
  { ...state, status: 'waiting', why },
  [{ do: 'wait', least, most }],
];
const gather = (state: ReplicaState): Next => wait(state, 'gathering', gathering, 0);
/** What was on its way may not have arrived. */
const isEdited = ({ edited, status }: ReplicaState): boolean => edited || status === 'pushing';
const rest = (state: ReplicaState): ReplicaState => ({ ...state, status: 'idle', why: null, stopped: null });
const fail = (state: ReplicaState, why: 'busy' | 'told' | 'offline', least: number): Next => {
  const failures = state.failures + 1;
  return wait(
    { ...state, failures, crossings: 0, edited: isEdited(state) },
    why,
    least,
    backoff(failures, firstBackoff, longestBackoff),
  );
};
const stop = (state: ReplicaState, stopped: StopReason, answer: Trouble | { readonly got: 'missing' }): Next => [
  { ...state, status: 'stopped', why: null, edited: isEdited(state), stopped },
  [
    { do: 'wait', least: afterRefusal, most: afterRefusal },
    // It is said once.
    ...(state.stopped === stopped ? [] : [{ do: 'report', answer } as const]),
  ],
];
/** What is gone may be back. */
const tryAgain = (state: ReplicaState): Next => pull(state, state.stopped === 'gone' ? null : state.revision);

/** Nothing is under way any more: what is to be done next. */
function settle(state: ReplicaState): Next {
  if (state.again) return pull(state);
  return state.edited ? gather(state) : [rest(state), []];
}

function troubled(state: ReplicaState, answer: Trouble): Next {
  switch (answer.got) {
    case 'offline':
      return fail(state, 'offline', 0);
    case 'busy':
      return fail(state, answer.retryAfter ? 'told' : 'busy', answer.retryAfter);
    case 'unauthenticated':
      return [{ ...state, status: 'paused', why: null, edited: isEdited(state) }, []];
    case 'forbidden':
      return stop(state, 'forbidden', answer);
    case 'newer':
      return stop(state, 'newer', answer);
    case 'refused':
      // Another edit may be taken.
      return [rest({ ...state, edited: true, failures: 0, crossings: 0 }), [{ do: 'report', answer }]];
    case 'clock': {
      if (!state.ahead) {
        const [next, effects] = push({ ...state, ahead: 'corrected' });
        return [next, [{ do: 'correct', ahead: answer.ahead }, ...effects]];
      }
      // What was stamped ahead is in time a while later. It is said once.
      const [next, effects] = fail({ ...state, ahead: 'told' }, 'busy', 0);
      return [next, state.ahead === 'told' ? effects : [...effects, { do: 'report', answer }]];
    }
    default:
      return answer satisfies never;
  }
}

function answered(state: ReplicaState, answer: ReplicaAnswer): Next {
  const well: ReplicaState = { ...state, failures: 0 };
  switch (answer.got) {
    case 'same':
      return state.edited ? push(well) : settle(well);
    case 'joined': {
      const { revision, acknowledged } = answer;
      const [next, effects] = push({ ...well, revision, acknowledged });
      return [next, [{ do: 'keep' }, ...effects]];
    }
    case 'missing':
      // What was there is gone, and nobody here knows why: it isn't put back.
      return state.revision === null && state.status === 'pulling' ? push(well) : stop(state, 'gone', answer);
    case 'clean':
      return settle({ ...well, crossings: 0, stopped: null });
    case 'unstored':
      return [rest({ ...well, edited: true }), []];
    case 'stored': {
      const done = { ...well, crossings: 0, ahead: null, stopped: null, revision: answer.revision };
      if (answer.revision === null) return pull({ ...done, revision: state.revision }, null);
      const again = state.again || (state.echo !== null && state.echo !== answer.revision);
      const stored = { ...done, acknowledged: answer.acknowledged, again };
      // Also with nothing more to send: what is edited now is not the first after a rest.
      const [next, effects] = again ? pull(stored) : gather(stored);
      return [next, [{ do: 'keep' }, ...effects]];
    }
    case 'crossed':
    case 'closed': {
      const crossings = state.crossings + 1;
      if (crossings > mostCrossings) return fail(state, 'busy', 0);
      return wait({ ...state, crossings, edited: true }, 'crossed', 0, 100 * 2 ** (crossings - 1));
    }
    default:
      return troubled(state, answer);
  }
}

/** What becomes of a document, and what is to be done. */
export function nextReplica(state: ReplicaState, event: ReplicaEvent): Next {
  const { status, why } = state;
  switch (event.type) {
    case 'edited': {
      const next = { ...state, edited: true };
      if (status !== 'idle') return [next, []];
      // What is edited already was refused, or isn't stored here: there is no hurry.
      return state.edited ? gather(next) : wait(next, 'gathering', firstGathering, 0);
    }
    case 'look':
      if (status === 'idle' || status === 'paused') return pull(state);
      // It asked for patience.
      return status === 'waiting' && why !== 'told' && why !== 'crossed' ? pull(state) : [state, []];
    case 'poked': {
      const { revision } = event;
      if (revision !== null && revision === state.revision) return [state, []];
      if (status === 'idle' || (status === 'waiting' && why === 'gathering')) return pull(state);
      if (status === 'pulling') return [{ ...state, again: true }, []];
      // Somebody has put it back.
      if (status === 'stopped' && revision !== null && state.stopped === 'gone') return tryAgain(state);
      if (status !== 'pushing') return [state, []];
      return [revision === null ? { ...state, again: true } : { ...state, echo: revision }, []];
    }
    case 'retry':
      if (status !== 'stopped') return [state, []];
      return event.asked && state.stopped === 'gone'
        ? pull({ ...state, revision: null, acknowledged: '' })
        : tryAgain(state);
    case 'due':
      if (status === 'stopped') return tryAgain(state);
      if (status !== 'waiting') return [state, []];
      if (why === 'gathering') return state.edited ? push(state) : [rest(state), []];
      // After a crossing the revision that is known is an old one.
      return why === 'crossed' ? pull(state, null) : pull(state);
    case 'answered':
      return status === 'pulling' || status === 'pushing' ? answered(state, event.answer) : [state, []];
    default:
      return event satisfies never;
  }
}
