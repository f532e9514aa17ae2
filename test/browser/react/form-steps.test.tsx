import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { useForm as useTanstackForm } from '@tanstack/react-form';
import { act, cleanup, render } from '@testing-library/react';
import { createDraft, type Draft } from 'holdfast';
import { useDraft } from 'holdfast/react';
import { type ReactNode, StrictMode } from 'react';
import { useForm } from 'react-hook-form';
import { afterEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { z } from 'zod';
import { useDraftForm } from '../../../docs/recipes/forms/react-hook-form.ts';
import { keepForm, useDraftForm as useTanstackDraft } from '../../../docs/recipes/forms/tanstack-form.ts';
import { openSession } from './support/shop.tsx';

afterEach(cleanup);

const contact = z.object({ name: z.string().min(1, 'Who are you?') });
const delivery = z.object({ street: z.string().min(1, 'Where to?'), gift: z.boolean() });
const steps = { contact, delivery };
interface Props {
  readonly draft: Draft<typeof steps>;
  readonly send: (sent: { readonly values: unknown }) => unknown;
}

/** The first step in one library, the last one in the other. */
function Contact({ draft }: Props): ReactNode {
  const form = useForm({ resolver: standardSchemaResolver(contact), defaultValues: { name: '' } });
  const { handleSubmit } = useDraftForm(form, draft, 'contact');
  return (
    <form onSubmit={handleSubmit(draft.next)}>
      <input aria-label="Name" {...form.register('name')} />
      <p>{form.formState.errors.name?.message}</p>
      <button type="submit">Next</button>
    </form>
  );
}

function Delivery({ draft, send }: Props): ReactNode {
  const form = useTanstackForm({
    defaultValues: { street: '', gift: false },
    validators: { onSubmit: delivery },
    async onSubmit({ value }) {
      keepForm(draft, 'delivery', value);
      await draft.submit(send);
    },
  });
  useTanstackDraft(form, draft, 'delivery');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void form.handleSubmit();
      }}
    >
      <form.Field name="street">
        {({ name, state, handleChange }) => (
          <input
            aria-label="Street"
            name={name}
            value={state.value}
            onChange={({ target }) => handleChange(target.value)}
          />
        )}
      </form.Field>
      <button type="button" onClick={draft.back}>
        Back
      </button>
      <button type="submit">Send</button>
    </form>
  );
}

function Checkout(props: Props): ReactNode {
  const step = useDraft(props.draft, (state) => state.step);
  return step === 'contact' ? <Contact {...props} /> : <Delivery {...props} />;
}

it('each step of a draft has a form of its own, and the last one sends what all of them hold', async () => {
  const shop = await openSession();
  const draft = createDraft(shop.session, 'checkout', { steps });
  await shop.settle();
  const send = vi.fn();
  render(
    <StrictMode>
      <Checkout draft={draft} send={send} />
    </StrictMode>,
  );
  const press = async (name: string) => {
    await userEvent.click(page.getByRole('button', { name }));
    await shop.settle();
  };
  await press('Next');
  await expect.element(page.getByText('Who are you?')).toBeVisible();
  await userEvent.type(page.getByLabelText('Name'), 'Ann');
  await press('Next');
  await userEvent.type(page.getByLabelText('Street'), 'Main Street 1');
  await press('Back');
  await expect.element(page.getByLabelText('Name')).toHaveValue('Ann');
  await press('Next');
  await expect.element(page.getByLabelText('Street')).toHaveValue('Main Street 1');
  await press('Send');
  await vi.waitFor(() => expect(draft.getState().submitted).not.toBeNull());
  const values = { contact: { name: 'Ann' }, delivery: { street: 'Main Street 1', gift: false } };
  expect(send.mock.calls).toEqual([[{ values, key: expect.any(String) }]]);
  await act(() => shop.settle());
  await expect.element(page.getByLabelText('Name')).toHaveValue('');
});
