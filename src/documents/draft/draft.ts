import { type DocumentOwner, documentHost } from '../../vault/host.ts';
import { createDocument } from '../document.ts';
import { createHandover, type Prepared } from '../handover.ts';
import { createItemConflicts } from '../items/conflicts.ts';
import type { DraftItemField, DraftItems } from '../items/face.ts';
import { createItems } from '../items/items.ts';
import { createLate } from '../items/late.ts';
import { elementOf, pathOf } from '../items/names.ts';
import { createView, keep } from '../keep.ts';
import { sealing } from '../seals.ts';
import type { Stamp } from '../stamp.ts';
import { createAccept } from './accepting.ts';
import { createAllow, demandValues } from './allowing.ts';
import { createChecks } from './checks.ts';
import { createConflicts, type Lost } from './conflicts.ts';
import { createEditing } from './editing.ts';
import type { Draft, DraftOptions, DraftState, Submission } from './face.ts';
import { createFields } from './fields.ts';
import { createGroundPlace, openInside } from './ground.ts';
import { createHistory } from './history.ts';
import { createMoves } from './moving.ts';
import { checkDraft } from './options.ts';
import { createTabPosition, isClaimed, sharesDraft } from './position.ts';
import type { DraftOutput, DraftPath, DraftSteps, DraftValue, StepName } from './steps.ts';
import { createTelling } from './telling.ts';

/**
 * A form in steps, for whoever is signed in. Nothing is read before the session starts.
 * Throws `HOLDFAST_CONFIG` for options that make no sense.
 *
 * @example
 * export const checkout = createDraft(session, 'checkout', {
 *   steps: { contact: contactSchema, payment: paymentSchema },
 *   secret: ['payment.cvc'],
 * });
 * checkout.set('contact.email', 'ann@example.com');
 * if (await checkout.next()) …
 */
export function createDraft<const Steps extends DraftSteps>(
  session: DocumentOwner,
  name: string,
  options: DraftOptions<Steps>,
): Draft<Steps> {
  type Step = StepName<Steps>;
  type State = DraftState<Steps>;
  type Payload = Omit<Submission<Steps>, 'key'>;
  type Refusal = { readonly outcome: 'invalid' | 'already-submitted' };
  checkDraft(session, name, options);
  const host = session[documentHost];
  const steps = Object.keys(options.steps) as Step[];
  const secret = new Set<string>(options.secret);
  const nothing: ReadonlySet<string> = new Set();
  let closedAt: Stamp = '';
  let opening = false;
  const { ground, stand } = createGroundPlace();

  const fields = createFields(
    steps,
    () => document.all(),
    () => document.replica(),
    ground.find,
  );
  const { store, show } = createView<State>({
    step: steps[0] as Step,
    steps,
    values: fields.values() as State['values'],
    errors: {},
    completed: [],
    conflicts: {},
    itemConflicts: [],
    canUndo: false,
    canRedo: false,
    saved: 'restoring',
    savedTo: 'device',
    submitting: false,
    submitted: null,
  });
  const state = store.getState;

  const restart = (): void => {
    fields.drop(closedAt);
    checks.clear();
    editing.clear();
    conflicts.clear();
    moves.restart();
  };
  const render = (changed = nothing): void => {
    const { stamp, receipt } = document.closed();
    if (stamp !== closedAt) {
      closedAt = stamp;
      // What was closed before it was opened here was never shown here.
      if (!opening) {
        late.closed(stamp);
        restart();
      }
    }
    const elements = fields.update(ground.touched(changed));
    conflicts.update(elements);
    // What was typed before it was known what is stored can't be taken back to that.
    if (opening) history.clear();
    if (opening) moves.resume();
    show({
      step: moves.step() as Step,
      values: fields.values() as State['values'],
      errors: checks.errors() as State['errors'],
      completed: keep(state().completed, moves.completed() as Step[]),
      conflicts: conflicts.byPath() as State['conflicts'],
      itemConflicts: itemConflicts(conflicts.byElement()) as State['itemConflicts'],
      canUndo: history.canUndo(),
      canRedo: history.canRedo(),
      saved: document.saved(),
      savedTo: document.savedTo(),
      submitted: receipt && fields.isEmpty() ? keep(state().submitted ?? receipt, receipt) : null,
    });
    items.changed();
    telling.tell(elements);
    const rest = late.complete(elements);
    if (rest.length) editing.put(rest);
    ground.rendered();
    if (!opening) return;
    opening = false;
    recheck().catch(report);
  };
  const report = (error: unknown): void => host.platform.report(`draft "${name}": a schema threw`, error);
  const checks = createChecks(
    options.steps,
    (each) => fields.values()[each],
    (path, index) => fields.shelf.of(path).list[Number(index)]?.id,
    render,
    report,
  );

  /** What was completed once may be refused today: by a newer schema, or for a secret that is gone. */
  const recheck = async (): Promise<void> => {
    const all = document.all();
    if (!(await checks.recheck(state().completed)) || document.all() !== all) return;
    moves.resume();
    render();
  };
  const document = createDocument(host, name, {
    version: options.version ?? 1,
    afterSignOut: options.afterSignOut ?? 'wipe',
    seals: sealing(options.personal ?? true),
    ttl: options.ttl ?? 0,
    shares: options.sync === false ? null : sharesDraft,
    accept: createAccept(options, secret),
    claim: options.claim === 'none' ? null : (guest) => [...guest].filter(([element]) => isClaimed(element)),
    begun() {
      ground.begun();
      telling.begun();
      closedAt = '';
      fields.clear();
      late.clear();
      restart();
    },
    opened() {
      opening = true;
    },
    render,
    show,
  });
  const tabPosition = createTabPosition(host.platform.tabRecords, `holdfast:${host.name}:step:${name}`, steps);
  const moves = createMoves(name, steps, document, fields, checks, tabPosition);
  const history = createHistory(
    fields.presentIn,
    (element) => document.tick(fields.shelf.changedAt(pathOf(element))),
    () => host.platform.clock.monotonic(),
  );
  const allow = createAllow(name, steps, options.maxSize ?? 50_000_000, fields.values);
  const editing = createEditing(secret, allow, document, fields, history, checks, render, ground.along);
  const conflicts = createConflicts(fields, editing.isEditing, document.replica, host.now);
  const itemConflicts = createItemConflicts<Lost>(fields.shelf);
  const late = createLate(fields.shelf, fields.find, secret, document.replica);
  const telling = createTelling(fields.at, checks.errors);
  const now = (): Stamp => document.tick(fields.changedLast());

  const prepare = async (): Promise<Prepared<Payload> | Refusal> => {
    if (state().submitted) return { outcome: 'already-submitted' };
    const seen = state().values;
    const values = await moves.checkAll();
    if (!values) return { outcome: 'invalid' };
    if (state().values !== seen) return prepare();
    return { payload: { values: values as DraftOutput<Steps> }, stamp: now(), edits: [] };
  };
  const submit = createHandover<Payload, Refusal>(document, host.now, show, prepare);

  const items = createItems({
    ...fields.shelf,
    ...editing,
    tick: document.tick,
    errors: checks.allErrors,
    conflicts: conflicts.byElement,
    allow,
  });

  document.attach(store);
  const draft: Draft<Steps> = {
    ...store,
    name,
    get<Path extends DraftPath<Steps>>(path: Path) {
      return fields.at(path) as DraftValue<Steps, Path>;
    },
    set(given: string | Readonly<Record<string, unknown>>, value?: unknown) {
      if (typeof given === 'string') return editing.set(given, value);
      demandValues(name, given);
      editing.setAll(given);
    },
    watch(path, listener) {
      allow(path, null, null);
      return telling.watch(path, listener);
    },
    edit: editing.begin,
    resolve: (at: string | DraftItemField<Steps>, choice?: { readonly value: unknown }) =>
      editing.resolve(typeof at === 'string' ? at : elementOf(at.path, at.id, `.${at.field}`), choice),
    undo: editing.undo,
    redo: editing.redo,
    items(path) {
      allow(path, null, null);
      return items.at(path) as DraftItems<never>;
    },
    reset: () => document.close(now(), null),
    next: moves.next,
    back: moves.back,
    goTo: moves.goTo,
    submit,
  };
  const inside = { host, version: options.version ?? 1, steps, secret, document, fields, render, stand };
  openInside(draft, inside, editing, moves, checks);
  return draft;
}
