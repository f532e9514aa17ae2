import { render } from '@testing-library/react';
import { type ComponentType, StrictMode } from 'react';
import { vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { HookForm } from './hook-form.tsx';
import { emptyPerson, type FormProps, type Person, personOf, type Seen } from './person.ts';
import { openSession } from './shop.tsx';
import { TanstackForm } from './tanstack-form.tsx';

export const libraries = [
  ['react-hook-form', HookForm],
  ['TanStack Form', TanstackForm],
] as const;

export const field = (label: string) => page.getByLabelText(label);
export const input = (label: string) => field(label).element() as HTMLInputElement;
export const press = (name: string) => userEvent.click(page.getByRole('button', { name }));

/** Shows a form. Later its record may come. */
export function showForm(Form: ComponentType<FormProps>, draft: FormProps['draft']) {
  const seen: Seen = { dirty: [], touched: [] };
  const send = vi.fn();
  const view = (defaults: Person) => (
    <StrictMode>
      <Form draft={draft} defaults={defaults} seen={seen} send={send} />
    </StrictMode>
  );
  const { rerender } = render(view(emptyPerson));
  return { seen, send, load: (defaults: Person) => rerender(view(defaults)) };
}

/** Somebody has the form before them; `elsewhere` is the same draft in another tab. */
export async function openForm(Form: ComponentType<FormProps>) {
  const shop = await openSession();
  const draft = personOf(shop);
  const elsewhere = personOf(await shop.open());
  await shop.settle();
  return { ...shop, draft, elsewhere, ...showForm(Form, draft) };
}
