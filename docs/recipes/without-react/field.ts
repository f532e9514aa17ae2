import type { Draft, DraftEdit, DraftPath, DraftSteps, DraftValue } from 'holdfast';

/**
 * Keeps what is typed into an input in a field of a draft. What another tab changes waits while the input has the focus, and what loses
 * is in `conflicts` of the draft. Answers how to let go.
 *
 * @example const stop = bindField(checkout, 'contact.email', document.querySelector('#email'));
 */
export function bindField<Steps extends DraftSteps, Path extends DraftPath<Steps>>(
  draft: Draft<Steps>,
  path: Path,
  input: HTMLInputElement | HTMLTextAreaElement,
): () => void {
  type Value = DraftValue<Steps, Path>;
  let edit: DraftEdit<Value> | null = null;
  const show = (): void => {
    const stored = draft.get(path);
    // What was submitted or emptied isn't held.
    if (!edit || stored === undefined) input.value = String(stored ?? '');
  };
  const enter = (): void => {
    // Nothing was seen yet that could be held.
    if (draft.getState().saved !== 'restoring') edit ??= draft.edit(path);
  };
  const type = (): void => {
    // A browser fills in what nobody is in.
    if (input.matches(':focus')) enter();
    const value = input.value as Value;
    if (edit) edit.set(value);
    else draft.set(path, value);
  };
  const leave = (): void => {
    edit?.end();
    edit = null;
    show();
  };

  const stops = [draft.watch(path, show), leave];
  for (const [event, listener] of [
    ['focus', enter],
    ['input', type],
    ['blur', leave],
  ] as const) {
    input.addEventListener(event, listener);
    stops.push(() => input.removeEventListener(event, listener));
  }
  show();
  return () => {
    for (const stop of stops) stop();
  };
}
