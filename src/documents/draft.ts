import { isData } from '../vault/data.ts';
import { type DocumentOwner, documentHost } from '../vault/host.ts';
import { createChecks } from './checks.ts';
import { demandUse } from './demand.ts';
import { createDocument } from './document.ts';
import type { Draft, DraftOptions, DraftState, Submission } from './draft-face.ts';
import { checkDraft } from './draft-options.ts';
import { changedAt, doneEdit, isDone, positionEdit, readPosition, readValues, stepOf } from './draft-values.ts';
import { type Element, latest } from './elements.ts';
import { isRegister, type Register, register } from './fragment.ts';
import { createHandover, type Prepared } from './handover.ts';
import { createView, keep } from './keep.ts';
import type { Stamp } from './stamp.ts';
import type { DraftOutput, DraftPath, DraftSteps, DraftValue, StepName } from './steps.ts';

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
  checkDraft(name, options);
  const host = session[documentHost];
  const { version = 1, migrate } = options;
  const steps = Object.keys(options.steps) as Step[];
  const secret = new Set<string>(options.secret);
  /** In memory only. */
  const secrets = new Map<string, Register>();
  let step = steps[0] as Step;
  let moved = false;
  let closedAt: Stamp = '';

  const { store, show } = createView<State>({
    step,
    steps,
    values: readValues(steps, {}) as State['values'],
    errors: {},
    completed: [],
    saved: 'restoring',
    submitting: false,
    submitted: null,
  });
  const state = store.getState;

  const restart = (): void => {
    for (const [path, [stamp]] of secrets) if (stamp < closedAt || !closedAt) secrets.delete(path);
    checks.clear();
    step = steps[0] as Step;
    moved = false;
  };
  const render = (): void => {
    const { stamp, receipt } = document.closed();
    if (stamp !== closedAt) {
      closedAt = stamp;
      restart();
    }
    const all = document.all();
    const values = readValues(steps, state().values, all, secrets) as State['values'];
    const done = steps.filter((each) => isDone(each, all, secrets) && !checks.isRefused(each));
    const empty = steps.every((each) => !Object.keys(values[each]).length);
    show({
      step,
      values,
      errors: checks.errors() as State['errors'],
      completed: keep(state().completed, done),
      saved: document.saved(),
      submitted: empty && receipt ? keep(state().submitted ?? receipt, receipt) : null,
    });
  };

  const report = (error: unknown): void => host.platform.report(`draft "${name}": a schema threw`, error);
  const checks = createChecks(options.steps, (each) => state().values[each as Step], render, report);

  /** The earlier of where the person was and the first step that isn't completed. */
  const resume = (): void => {
    if (moved) return;
    render();
    const { completed } = state();
    const open = steps.findIndex((each) => !completed.includes(each));
    const at = readPosition(steps, document.all());
    step = steps[open < 0 ? at : Math.min(at, open)] as Step;
  };
  const document = createDocument(host, name, {
    version,
    afterSignOut: options.afterSignOut ?? 'wipe',
    ttl: options.ttl ?? 0,
    accept(element, fragment, from) {
      if (!isRegister(fragment)) return null;
      if (secret.has(element)) return [];
      if (!migrate || from >= version || element.startsWith('@')) return [[element, fragment]];
      try {
        const fields = Object.entries(migrate(element, fragment[1], from));
        return fields.map(([path, value]) => [path, register(fragment[0], value)] as const);
      } catch {
        return null;
      }
    },
    claim: options.claim === 'none' ? null : (guest) => [...guest].filter(([element]) => element !== '@closed'),
    begun() {
      closedAt = '';
      restart();
    },
    opened() {
      closedAt = document.closed().stamp;
      resume();
      const all = document.all();
      checks
        .recheck(state().completed)
        .then((any) => {
          if (!any || document.all() !== all) return;
          resume();
          render();
        })
        .catch(report);
    },
    render,
    show,
  });

  const move = (at: number, ...edits: Element[]): void => {
    step = steps[at] as Step;
    moved = true;
    document.write(...edits, positionEdit(steps, at, document.tick()));
  };
  const at = (): number => steps.indexOf(step);
  const next = async (): Promise<boolean> => {
    const from = at();
    const left = step;
    if (!(await checks.attempt(left)) || step !== left) return false;
    const stamp = document.tick(changedAt(left, document.all(), secrets));
    move(Math.min(from + 1, steps.length - 1), doneEdit(left, stamp));
    return true;
  };
  const now = (): Stamp => document.tick(latest([...document.all().values(), ...secrets.values()]));

  const prepare = async (): Promise<Prepared<Payload> | Refusal> => {
    if (state().submitted) return { outcome: 'already-submitted' };
    const seen = state().values;
    const values: Record<string, unknown> = {};
    for (const each of steps) {
      const result = await checks.attempt(each);
      if (!result) {
        move(steps.indexOf(each));
        return { outcome: 'invalid' };
      }
      values[each] = result.value;
    }
    if (state().values !== seen) return prepare();
    return { payload: { values: values as DraftOutput<Steps> }, stamp: now(), edits: [] };
  };
  const submit = createHandover<Payload, Refusal>(document, host.now, show, prepare);

  document.attach();
  const draft: Draft<Steps> = {
    ...store,
    name,
    get<Path extends DraftPath<Steps>>(path: Path) {
      const { [stepOf(path)]: values }: Readonly<Record<string, object>> = state().values;
      return (values as Record<string, unknown> | undefined)?.[path.slice(path.indexOf('.') + 1)] as DraftValue<
        Steps,
        Path
      >;
    },
    set(path, value) {
      const which = stepOf(path) as Step;
      demandUse(steps.includes(which), `draft "${name}" has no field "${path}".`);
      demandUse(isData(value), `"${path}" must be set to data, e.g. event.target.value and not the event.`);
      if (Object.is(draft.get(path), value)) return;
      const before = document.all().get(path) ?? secrets.get(path);
      const edit = register(document.tick(before && latest([before])), value);
      if (secret.has(path)) {
        secrets.set(path, edit);
        render();
      } else document.write([path, edit]);
      checks.changed(which);
    },
    reset: () => document.close(now(), null),
    next,
    back() {
      const to = at() - 1;
      if (to >= 0) move(to);
      return to >= 0;
    },
    async goTo(target) {
      const to = steps.indexOf(target);
      demandUse(to >= 0, `draft "${name}" has no step "${target}".`);
      if (to < at()) move(to);
      while (at() < to) if (!(await next())) return false;
      return at() === to;
    },
    submit,
  };
  return draft;
}
