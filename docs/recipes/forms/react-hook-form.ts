import type { Draft, DraftSteps, DraftValues, StepName } from 'holdfast';
import { type BaseSyntheticEvent, useEffect } from 'react';
import type { FieldValues, Path, PathValue, UseFormReturn } from 'react-hook-form';
import { bindForm, keepForm } from './form-draft.ts';

/** A way to submit a form whose draft is up to date when `then` is called. */
type Submitting = (then: () => unknown) => (event?: BaseSyntheticEvent) => Promise<void>;

/** The library changes what is nested in place, so the draft gets copies. */
const copy = <Fields extends FieldValues>(form: Pick<UseFormReturn<Fields>, 'getValues'>): Fields =>
  structuredClone(form.getValues());

/**
 * Keeps a form in a step of a draft. Needs react-hook-form 7.55 or later.
 *
 * @example
 * const form = useForm({ resolver: standardSchemaResolver(contact), defaultValues: { name: '', email: '' } });
 * const { handleSubmit } = useDraftForm(form, checkout, 'contact');
 * return <form onSubmit={handleSubmit(() => checkout.next())}><input {...form.register('name')} /> …</form>;
 */
export function useDraftForm<
  Steps extends DraftSteps,
  Step extends StepName<Steps>,
  Fields extends FieldValues & DraftValues<Steps>[Step],
  Output,
>(
  form: UseFormReturn<Fields, unknown, Output>,
  draft: Draft<Steps>,
  step: Step,
): { readonly handleSubmit: Submitting } {
  useEffect(() => {
    return bindForm(draft, step, {
      values: () => copy(form),
      // `formState` learns of new defaults later than the form.
      defaults: () => form.control._defaultValues,
      set(name, value) {
        const options = { shouldDirty: true, shouldValidate: form.formState.isSubmitted };
        form.setValue(name as Path<Fields>, value as PathValue<Fields, Path<Fields>>, options);
      },
      reset: () => form.reset(),
      onChange: (listener) => form.subscribe({ formState: { values: true }, callback: listener }),
    });
  }, [form, draft, step]);

  return {
    handleSubmit: (then) => async (event) => {
      await form.handleSubmit(async () => {
        keepForm(draft, step, copy(form));
        await then();
      })(event);
      // The library notes that it was submitted when everything else is done: the next draft begins anew.
      if (draft.getState().submitted) form.reset();
    },
  };
}
