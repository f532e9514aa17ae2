import { demand, demandUse } from '../../documents/demand.ts';
import type { Draft } from '../../documents/draft/face.ts';
import { insideOf } from '../../documents/draft/ground.ts';
import type { DraftPath, DraftSteps } from '../../documents/draft/steps.ts';
import { createView, keep } from '../../documents/keep.ts';
import { HoldfastError } from '../../foundation/errors.ts';
import { type DocumentOwner, documentHost } from '../../vault/host.ts';
import type {
  DraftRecord,
  RecordConflict,
  RecordOptions,
  RecordProblem,
  RecordState,
  RecordSubmitResult,
} from './face.ts';
import { createFooting, type Edited } from './footing.ts';
import { checkRecord } from './options.ts';
import { createSubmitting } from './submitting.ts';
import { createWire } from './wire.ts';

/** What a record needs of a session. */
export interface RecordOwner extends DocumentOwner {
  fetch(input: Request): Promise<Response>;
}

/**
 * A record that belongs to a server, edited in a draft of the same session: a profile, an invoice. The draft shows what the server has
 * wherever the person has not edited; what they have survives a reload, other tabs and a week offline, and is sent with `If-Match`. Nothing
 * is asked before `load`.
 *
 * Compared field by field: an array is one value, also where its items are edited one by one. A secret field is neither stored nor compared beyond
 * this page: after a reload it is what the server has.
 *
 * @example
 * const profile = createDraft(session, 'profile', { steps: { details: detailsSchema } });
 * export const record = createRecord(session, profile, { url: '/api/profile', read: (body) => ({ details: body as Details }), write: (values) => values.details });
 * await record.load();
 * profile.set('details.phone', '040 1234');
 * const { outcome } = await record.submit();
 * @throws HOLDFAST_CONFIG for options that make no sense, a draft of another session, and a second record for a draft
 */
export function createRecord<Steps extends DraftSteps>(
  session: RecordOwner,
  draft: Draft<Steps>,
  options: RecordOptions<Steps>,
): DraftRecord<Steps> {
  type State = RecordState<Steps>;
  type Conflict = RecordConflict<Steps>;
  const where = `record "${draft.name}"`;
  checkRecord(where, options);
  const { url, method = 'PUT', headers = {} } = options;
  const inside = insideOf(draft);
  demand(
    inside && inside.host === session[documentHost],
    `${where}: give it a draft that createDraft made for this session.`,
  );
  const { host } = inside;

  const { store, show } = createView<State>({
    status: 'unread',
    changed: [],
    dirty: false,
    conflicts: [],
    problem: null,
    saved: draft.getState().saved,
  });
  const state = store.getState;
  const conflictOf = (path: string, { bases, mine, theirs }: Edited): Conflict =>
    ({ path, base: bases.find((base) => base !== undefined), mine, theirs }) as Conflict;
  const draw = (): void => {
    const edited = [...footing.edited()]
      .filter(([, { verdict }]) => verdict !== 'theirs')
      .sort(([a], [b]) => (a < b ? -1 : 1));
    const before = new Map(state().conflicts.map((conflict) => [conflict.path as string, conflict]));
    const conflicts = edited
      .filter(([, { verdict }]) => verdict === 'conflict')
      .map(([path, each]) => {
        const made = conflictOf(path, each);
        const was = before.get(path);
        return was ? keep(was, made) : made;
      });
    show({
      changed: keep(state().changed, edited.map(([path]) => path) as DraftPath<Steps>[]),
      dirty: edited.length > 0,
      conflicts: keep(state().conflicts, conflicts),
      saved: draft.getState().saved,
    });
  };
  const onBad = (): void => {
    const text = `${where}: what is stored of the record makes no sense. It is set aside, and asked for again.`;
    host.reportStorage('durable', new HoldfastError('HOLDFAST_DISCARDED', text));
  };
  let last: Promise<unknown> = Promise.resolve();
  let loading: Promise<RecordLoad> | null = null;
  let sending: Promise<RecordSubmitResult<Steps>> | null = null;
  /** Whose it is. */
  let present = {};
  const footing = createFooting(inside, draw, onBad, () => {
    present = {};
    last = Promise.resolve();
    loading = null;
    sending = null;
    submitting.begun();
    show({ status: 'unread', problem: null });
  });
  const submitting = createSubmitting(
    where,
    inside,
    footing,
    createWire(host.platform, (request) => session.fetch(request), url, method, headers),
    options,
  );
  type RecordLoad = Awaited<ReturnType<typeof submitting.load>>;

  /** One after the other; what it comes to is shown, unless that is somebody else's. */
  const run = <Result extends { readonly outcome: string }>(
    status: State['status'],
    work: () => Promise<Result>,
    over: () => void,
  ): Promise<Result> => {
    const mine = present;
    const before = last;
    const turn = async (): Promise<Result> => {
      await before;
      // It was meant for whoever was there before.
      if (mine !== present) return { outcome: 'signed-out' } as Result & RecordProblem;
      const was = state().status;
      let problem: RecordProblem | null = null;
      let isLoaded = was === 'ready';
      if (mine === present) show({ status });
      try {
        const result = await work();
        const isProblem = ['gone', 'signed-out', 'refused', 'failed'].includes(result.outcome);
        if (isProblem) problem = result as never;
        else isLoaded = true;
        return result;
      } catch (cause) {
        problem = { outcome: 'failed', failure: { kind: 'protocol', cause } };
        throw cause;
      } finally {
        if (mine === present) {
          over();
          show({ status: isLoaded ? 'ready' : 'failed', problem });
        }
      }
    };
    const running = turn();
    last = running.catch(() => {});
    return running;
  };

  demand(inside.stand(footing), `${where}: the draft has a record already. Make another draft for this one.`);
  draft.subscribe(({ saved }) => show({ saved }));
  return {
    ...store,
    url,
    load() {
      const status = state().status === 'ready' ? 'ready' : 'loading';
      loading ??= run(
        status,
        () => submitting.load(),
        () => {
          loading = null;
        },
      );
      return loading;
    },
    submit() {
      sending ??= run(
        'saving',
        async (): Promise<RecordSubmitResult<Steps>> => {
          const result = await submitting.submit();
          if (result.outcome !== 'conflicts') return result as RecordSubmitResult<Steps>;
          return { outcome: 'conflicts', conflicts: state().conflicts };
        },
        () => {
          sending = null;
        },
      );
      return sending;
    },
    take(path, whose) {
      demandUse(
        whose === 'mine' || whose === 'theirs',
        `${where}: take is for 'mine' or 'theirs'; not ${String(whose)}.`,
      );
      return footing.take(path, whose);
    },
  };
}
