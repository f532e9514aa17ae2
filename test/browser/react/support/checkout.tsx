import { render } from '@testing-library/react';
import { createDraft } from 'holdfast';
import { useDraft, useField } from 'holdfast/react';
import { type ReactNode, StrictMode } from 'react';
import { z } from 'zod';
import type { OpenTab } from '../../../support/world/shop.ts';
import { type OpenShop, openSession } from './shop.tsx';

const steps = {
  contact: z.object({
    email: z.email('That is no address.'),
    news: z.boolean().optional(),
    age: z.number().optional(),
  }),
  delivery: z.object({ how: z.enum(['post', 'bicycle']), note: z.string().optional() }),
};
export const checkoutOf = ({ session }: Pick<OpenTab, 'session'>) => createDraft(session, 'checkout', { steps });
export type Checkout = ReturnType<typeof checkoutOf>;

export function Form({ draft }: { draft: Checkout }): ReactNode {
  const { step, steps, errors, completed, field, next, back } = useDraft(draft);
  const email = field('contact.email');
  return (
    <form>
      <p>
        Step {steps.indexOf(step) + 1} of {steps.length}, done: {completed.join(' ') || 'none'}
      </p>
      {step === 'contact' ? (
        <>
          <input aria-label="E-mail" {...email} />
          <p id={email['aria-describedby']}>{errors['contact.email']}</p>
          <input type="number" aria-label="Age" {...field('contact.age')} />
          <label>
            <input type="checkbox" {...field('contact.news')} /> News
          </label>
        </>
      ) : (
        <>
          <select aria-label="How" {...field('delivery.how')}>
            <option value="">…</option>
            <option value="post">Post</option>
            <option value="bicycle">Bicycle</option>
          </select>
          <textarea aria-label="Note" {...field('delivery.note')} />
        </>
      )}
      <button type="button" onClick={back}>
        Back
      </button>
      <button type="button" onClick={next}>
        Next
      </button>
    </form>
  );
}

export function Shouting({ draft }: { draft: Checkout }): ReactNode {
  const { field, set } = useField(draft, 'delivery.note');
  return <input aria-label="Note" {...field} onChange={(event) => set(event.target.value.toUpperCase())} />;
}

export function Choice({ draft }: { draft: Checkout }): ReactNode {
  const { field } = useDraft(draft);
  const { radio } = useField(draft, 'delivery.how');
  return (
    <>
      <label>
        <input {...field('delivery.how', 'post')} /> Post
      </label>
      <label>
        <input {...radio('bicycle')} /> Bicycle
      </label>
    </>
  );
}

export async function openCheckout(): Promise<OpenShop & { draft: Checkout }> {
  const shop = await openSession();
  const draft = checkoutOf(shop);
  await shop.settle();
  return { ...shop, draft };
}

export async function openForm(): ReturnType<typeof openCheckout> {
  const shop = await openCheckout();
  render(
    <StrictMode>
      <Form draft={shop.draft} />
    </StrictMode>,
  );
  return shop;
}
