import type { Draft, DraftEdit, DraftPath, DraftSteps, DraftValue, StepName } from 'holdfast';

/** By field of a step. */
type Data = Readonly<Record<string, unknown>>;

/** What a draft needs of a form library. Names are those of the step's fields; what is nested in one is part of its value. */
export interface FormFace {
  /** What the form shows. Nobody changes it later. */
  values(): Data;
  defaults(): Data;
  /** Shows a value. It is `changed` if it is not the default. */
  set(name: string, value: unknown, changed: boolean): void;
  /** Shows the defaults, as if nobody had ever been here. */
  reset(): void;
  onChange(listener: () => void): () => void;
}

const isBag = (value: unknown): value is Data =>
  Array.isArray(value) ||
  (value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype);

/** Whether two values show the same. A file that was stored, or copied, is another object. */
function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (one instanceof Date && other instanceof Date) return Object.is(one.getTime(), other.getTime());
  if (one instanceof File && other instanceof File)
    return one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;
  if (!isBag(one) || !isBag(other) || Array.isArray(one) !== Array.isArray(other)) return false;
  return Object.keys({ ...one, ...other }).every((key) => isSame(one[key], other[key]));
}

/** A number that is not typed to its end is no value yet. */
const dataOf = (shown: unknown): unknown => (Number.isNaN(shown) ? undefined : shown);

/** The field that an element is an input of. Inputs carry their names. */
const fieldOf = (element: EventTarget | null): string =>
  (element instanceof Element && element.getAttribute('name')?.split(/[.[]/)[0]) || '';

/** Writes down all that a form shows, its defaults too: what is submitted is what the person saw. */
export function keepForm<Steps extends DraftSteps>(draft: Draft<Steps>, step: StepName<Steps>, values: object): void {
  for (const [name, shown] of Object.entries(values)) {
    const path = `${step}.${name}` as DraftPath<Steps>;
    const value = dataOf(shown) as DraftValue<Steps, typeof path>;
    if (!isSame(draft.get(path), value)) draft.set(path, value);
  }
}

/**
 * Makes a form show a step of a draft, and the draft keep what the form's person changes. What another tab changes waits while the
 * person is in that field, and what loses is in `conflicts` of the draft. Answers how to let go.
 */
export function bindForm<Steps extends DraftSteps>(
  draft: Draft<Steps>,
  step: StepName<Steps>,
  form: FormFace,
): () => void {
  type Path = DraftPath<Steps>;
  const stored = (): Data => draft.getState().values[step];
  let [seen, defaults, last] = [form.values(), form.defaults(), stored()];
  let focus: { readonly name: string; readonly edit: DraftEdit<DraftValue<Steps, Path>> } | null = null;
  let [saving, loading, restored, released] = [false, false, false, false];

  /** What the form ought to show. Where the draft holds nothing, that is the default. */
  const meant = (name: string): unknown => (Object.hasOwn(stored(), name) ? stored()[name] : defaults[name]);
  /** `filling`: a field that nobody has touched is filled even if it has the focus. */
  const show = (filling = !restored): void => {
    last = stored();
    const now = form.values();
    const names = Object.keys({ ...defaults, ...now, ...last });
    const different = names.filter((name) => !isSame(dataOf(now[name]), meant(name)));
    const isEmpty = !Object.keys(last).length;
    // It was submitted or emptied, here or elsewhere, or belongs to somebody else now.
    if (isEmpty && restored && different.length) form.reset();
    for (const name of isEmpty ? [] : different) {
      const isChanged = Object.hasOwn(last, name);
      const isHeld = focus?.name === name && !(filling && isSame(now[name], defaults[name]));
      if (!isChanged || !isHeld) form.set(name, meant(name), isChanged);
    }
    restored ||= draft.getState().saved !== 'restoring';
  };
  const put = (name: string, shown: unknown): void => {
    const value = dataOf(shown) as DraftValue<Steps, Path>;
    if (isSame(value, meant(name))) return;
    if (focus?.name === name) focus.edit.set(value);
    else draft.set(`${step}.${name}` as Path, value);
  };
  const save = (): void => {
    if (loading) return;
    const [before, now, later] = [seen, form.values(), form.defaults()];
    // The record that is edited came late: it is what the draft stands on, and nobody's edit.
    const isLate = !isSame(defaults, later);
    [seen, defaults, saving] = [now, later, true];
    try {
      for (const name of Object.keys({ ...before, ...now }))
        if (!isSame(now[name], before[name]) && !(isLate && isSame(now[name], later[name]))) put(name, now[name]);
    } finally {
      saving = false;
      last = stored();
    }
    if (!isLate) return;
    // A form tells of a record field by field: what it shows on the way there is nobody's edit either.
    loading = true;
    queueMicrotask(() => {
      loading = false;
      seen = form.values();
      if (!released) show(true);
    });
  };
  const look = (element: EventTarget | null): void => {
    const name = fieldOf(element);
    if (name === (focus?.name ?? '')) return;
    focus?.edit.end();
    focus = Object.hasOwn(form.values(), name) ? { name, edit: draft.edit(`${step}.${name}` as Path) } : null;
    // What waited is shown now.
    show();
  };
  const focusIn = ({ target }: FocusEvent): void => look(target);
  const focusOut = ({ relatedTarget }: FocusEvent): void => look(relatedTarget);

  const stops = [
    form.onChange(save),
    draft.subscribe(() => {
      if (!saving && (!restored || stored() !== last)) show();
    }),
    () => document.removeEventListener('focusin', focusIn),
    () => document.removeEventListener('focusout', focusOut),
    () => focus?.edit.end(),
  ];
  document.addEventListener('focusin', focusIn);
  document.addEventListener('focusout', focusOut);
  show();
  look(document.activeElement);
  return () => {
    released = true;
    for (const stop of stops) stop();
  };
}
