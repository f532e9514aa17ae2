import { revalidateLogic, useForm } from '@tanstack/react-form';
import type { ReactNode } from 'react';
import { keepForm, useDraftForm } from '../../../../docs/recipes/forms/tanstack-form.ts';
import { type FormProps, type Person, person } from './person.ts';

export function TanstackForm({ draft, defaults, seen, send }: FormProps): ReactNode {
  const form = useForm({
    defaultValues: defaults,
    validationLogic: revalidateLogic(),
    validators: { onDynamic: person },
    async onSubmit({ value }) {
      keepForm(draft, 'person', value);
      await draft.submit(send);
    },
  });
  useDraftForm(form, draft, 'person');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void form.handleSubmit();
      }}
    >
      <form.Subscribe selector={({ fieldMeta }) => fieldMeta}>
        {(meta) => {
          const names = Object.keys(meta) as (keyof Person)[];
          seen.dirty = names.filter((name) => meta[name]?.isDirty);
          seen.touched = names.filter((name) => meta[name]?.isTouched);
          return null;
        }}
      </form.Subscribe>
      <form.Field name="name">
        {({ name, state, handleChange, handleBlur }) => (
          <>
            <input
              aria-label="Name"
              name={name}
              value={state.value}
              onBlur={handleBlur}
              onChange={({ target }) => handleChange(target.value)}
            />
            <p>{state.meta.isTouched && state.meta.errors[0]?.message}</p>
          </>
        )}
      </form.Field>
      <form.Field name="age">
        {({ name, state, handleChange, handleBlur }) => (
          <input
            aria-label="Age"
            type="number"
            name={name}
            value={Number.isNaN(state.value) ? '' : (state.value ?? '')}
            onBlur={handleBlur}
            onChange={({ target }) => handleChange(target.valueAsNumber)}
          />
        )}
      </form.Field>
      <form.Field name="country">
        {({ name, state, handleChange, handleBlur }) => (
          <select
            aria-label="Country"
            name={name}
            value={state.value}
            onBlur={handleBlur}
            onChange={({ target }) => handleChange(target.value)}
          >
            <option>NL</option>
            <option>DE</option>
          </select>
        )}
      </form.Field>
      <form.Field name="news">
        {({ name, state, handleChange, handleBlur }) => (
          <input
            aria-label="News"
            type="checkbox"
            name={name}
            checked={state.value}
            onBlur={handleBlur}
            onChange={({ target }) => handleChange(target.checked)}
          />
        )}
      </form.Field>
      <form.Field name="photo">
        {({ name, handleChange }) => (
          <input
            aria-label="Photo"
            type="file"
            name={name}
            onChange={({ target }) => handleChange(target.files?.[0])}
          />
        )}
      </form.Field>
      <form.Field name="things" mode="array">
        {(things) => (
          <>
            {Object.keys(things.state.value).map((at) => (
              <form.Field key={at} name={`things[${Number(at)}].what`}>
                {({ name, state, handleChange, handleBlur }) => (
                  <>
                    <input
                      aria-label={`Thing ${Number(at) + 1}`}
                      name={name}
                      value={state.value}
                      onBlur={handleBlur}
                      onChange={({ target }) => handleChange(target.value)}
                    />
                    <p>{state.meta.isTouched && state.meta.errors[0]?.message}</p>
                  </>
                )}
              </form.Field>
            ))}
            <button type="button" onClick={() => things.pushValue({ what: '' })}>
              Add
            </button>
          </>
        )}
      </form.Field>
      <button type="button" onClick={() => draft.reset()}>
        Empty
      </button>
      <button type="submit">Send</button>
    </form>
  );
}
