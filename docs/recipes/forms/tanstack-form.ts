import type { AnyFormApi } from '@tanstack/react-form';
import type { Draft, DraftSteps, DraftValues, StepName } from 'holdfast';
import { useEffect } from 'react';
import { bindForm } from './form-draft.ts';

export { keepForm } from './form-draft.ts';

/** What the recipe needs of a form, whatever its validators are. */
type Form<Fields> = Pick<AnyFormApi, 'fieldInfo' | 'options' | 'store' | 'setFieldValue' | 'setFieldMeta' | 'reset'> & {
  readonly state: { readonly values: Fields; readonly submissionAttempts: number };
};

/** A component has a copy of the form, with the options of its first render. Its fields know the form itself. */
function defaultsOf(form: Form<object>): Readonly<Record<string, unknown>> {
  const known = Object.values(form.fieldInfo).find((info) => info?.instance);
  return (known?.instance?.form.options ?? form.options).defaultValues ?? {};
}

/**
 * Keeps a form in a step of a draft. Inputs carry their names: `<input name={field.name} …>`.
 *
 * @example
 * const form = useForm({
 *   defaultValues: { name: '', email: '' },
 *   validators: { onSubmit: contact },
 *   async onSubmit({ value }) {
 *     keepForm(checkout, 'contact', value);
 *     await checkout.next();
 *   },
 * });
 * useDraftForm(form, checkout, 'contact');
 */
export function useDraftForm<Steps extends DraftSteps, Step extends StepName<Steps>>(
  form: Form<DraftValues<Steps>[Step]>,
  draft: Draft<Steps>,
  step: Step,
): void {
  useEffect(
    () =>
      bindForm(draft, step, {
        values: () => form.state.values,
        defaults: () => defaultsOf(form),
        set(name, value, changed) {
          // To the library a value that is set was touched. The person didn't.
          const dontValidate = form.state.submissionAttempts === 0;
          form.setFieldValue(name, value, { dontUpdateMeta: true, dontValidate });
          form.setFieldMeta(name, (meta) => ({
            ...meta,
            isDirty: changed,
            // By this the library knows that a list is another one.
            _arrayVersion: (meta?._arrayVersion ?? 0) + 1,
          }));
        },
        reset: () => form.reset(),
        onChange(listener) {
          const { unsubscribe } = form.store.subscribe(listener);
          return unsubscribe;
        },
      }),
    [form, draft, step],
  );
}
