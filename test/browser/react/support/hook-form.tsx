import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import type { ReactNode } from 'react';
import { Controller, useFieldArray, useForm } from 'react-hook-form';
import type * as z from 'zod';
import { useDraftForm } from '../../../../docs/recipes/forms/react-hook-form.ts';
import { type FormProps, type Person, person } from './person.ts';

export function HookForm({ draft, defaults, seen, send }: FormProps): ReactNode {
  const form = useForm<Person, unknown, z.output<typeof person>>({
    resolver: standardSchemaResolver(person),
    values: defaults,
  });
  const { handleSubmit } = useDraftForm(form, draft, 'person');
  const { fields, append } = useFieldArray({ control: form.control, name: 'things' });
  const { errors, dirtyFields, touchedFields } = form.formState;
  Object.assign(seen, {
    dirty: Object.keys(dirtyFields),
    touched: Object.keys(touchedFields),
  });
  return (
    <form onSubmit={handleSubmit(() => draft.submit(send))}>
      <input aria-label="Name" {...form.register('name')} />
      <p>{errors.name?.message}</p>
      <input aria-label="Age" type="number" {...form.register('age', { valueAsNumber: true })} />
      <select aria-label="Country" {...form.register('country')}>
        <option>NL</option>
        <option>DE</option>
      </select>
      <input aria-label="News" type="checkbox" {...form.register('news')} />
      <Controller
        control={form.control}
        name="photo"
        render={({ field: { onChange, ref, name } }) => (
          <input
            aria-label="Photo"
            type="file"
            name={name}
            ref={ref}
            onChange={({ target }) => onChange(target.files?.[0])}
          />
        )}
      />
      {fields.map(({ id }, at) => (
        <input key={id} aria-label={`Thing ${at + 1}`} {...form.register(`things.${at}.what`)} />
      ))}
      <p>{errors.things?.[0]?.what?.message}</p>
      <button type="button" onClick={() => append({ what: '' })}>
        Add
      </button>
      <button type="button" onClick={() => draft.reset()}>
        Empty
      </button>
      <button type="submit">Send</button>
    </form>
  );
}
