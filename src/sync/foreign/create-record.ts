import { demand, demandUse } from '../../documents/demand.ts';
import type { Draft } from '../../documents/draft/face.ts';
import { insideOf } from '../../documents/draft/ground.ts';
import type { DraftSteps } from '../../documents/draft/steps.ts';
import { HoldfastError } from '../../foundation/errors.ts';
import { type DocumentOwner, documentHost } from '../../vault/host.ts';
import type { DraftRecord, RecordLoadResult, RecordOptions, RecordProblem, RecordSubmitResult } from './face.ts';
import { createFooting } from './footing.ts';
import { checkRecord } from './options.ts';
import { createShowing } from './showing.ts';
import { createSubmitting } from './submitting.ts';
import { createWire } from './wire.ts';

/** What a record needs of a session. */
export interface RecordOwner extends DocumentOwner {
  fetch(input: Request): Promise<Response>;
}

interface Turns<Steps extends DraftSteps> {
  last: Promise<unknown>;
  loading: Promise<RecordLoadResult> | null;
  saving: Promise<RecordSubmitResult<Steps>> | null;
}

const fresh = (): Turns<never> => ({ last: Promise.resolve(), loading: null, saving: null });

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
  const where = `record "${draft.name}"`;
  checkRecord(where, options);
  const { url, method = 'PUT', headers = {} } = options;
  const inside = insideOf(draft);
  demand(inside?.host === session[documentHost], `${where}: give it a draft that createDraft made for this session.`);
  const { host } = inside;

  const { store, show, draw, run } = createShowing<Steps>(draft.getState().saved);
  const onBad = (): void => {
    const text = `${where}: what is stored of the record makes no sense. It is set aside, and asked for again.`;
    host.reportStorage('durable', new HoldfastError('HOLDFAST_DISCARDED', text));
  };
  /** What is under way for the person who is here. */
  let turns: Turns<Steps> = fresh();
  const footing = createFooting(
    inside,
    () => draw(footing.edited()),
    onBad,
    () => {
      turns = fresh();
      submitting.begun();
      show({ status: 'unread', problem: null });
    },
  );
  const wire = createWire(host.platform, (request) => session.fetch(request), url, method, headers);
  const submitting = createSubmitting(where, inside, footing, wire, options);
  /** One after the other. */
  const take = <Result extends { readonly outcome: string }>(
    name: 'loading' | 'saving',
    work: () => Promise<Result>,
  ): Promise<Result | RecordProblem> => {
    const mine = turns;
    const before = mine.last;
    const turn = async (): Promise<Result | RecordProblem> => {
      await before;
      // It was meant for whoever was here before.
      if (mine !== turns) return { outcome: 'signed-out' };
      return run(name, () => mine !== turns, work).finally(() => {
        mine[name] = null;
      });
    };
    const running = turn();
    mine.last = running.catch(() => {});
    return running;
  };

  demand(inside.stand(footing), `${where}: the draft has a record already. Make another draft for this one.`);
  draft.subscribe(({ saved }) => show({ saved }));
  // The draft writes for it.
  host.register({ name: draft.name, view: store, flush: async () => {}, exit() {}, kept: () => false });
  return {
    ...store,
    url,
    load() {
      turns.loading ??= take('loading', () => submitting.load());
      return turns.loading;
    },
    submit() {
      turns.saving ??= take('saving', async (): Promise<RecordSubmitResult<Steps>> => {
        const result = await submitting.submit();
        const { conflicts } = store.getState();
        return result.outcome === 'conflicts' ? { ...result, conflicts } : (result as RecordSubmitResult<Steps>);
      });
      return turns.saving;
    },
    take(path, whose) {
      demandUse(['mine', 'theirs'].includes(whose), `${where}: take is for 'mine' or 'theirs'; not ${String(whose)}.`);
      return footing.take(path, whose);
    },
  };
}
