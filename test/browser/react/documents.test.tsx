import { act, cleanup, render, renderHook } from '@testing-library/react';
import { createCart, createDraft } from 'holdfast';
import { useCart, useDraft, useField } from 'holdfast/react';
import { type ReactNode, StrictMode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { z } from 'zod';
import type { OpenTab } from '../../unit/session/support.ts';
import { type OpenShop, openSession } from './support/shop.tsx';

afterEach(cleanup);

const steps = {
  contact: z.object({
    email: z.email('That is no address.'),
    news: z.boolean().optional(),
    age: z.number().optional(),
  }),
  delivery: z.object({ how: z.enum(['post', 'bicycle']), note: z.string().optional() }),
};
const checkoutOf = ({ session }: Pick<OpenTab, 'session'>) => createDraft(session, 'checkout', { steps });
type Checkout = ReturnType<typeof checkoutOf>;

function Form({ draft }: { draft: Checkout }): ReactNode {
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

function Shouting({ draft }: { draft: Checkout }): ReactNode {
  const { field, set } = useField(draft, 'delivery.note');
  return <input aria-label="Note" {...field} onChange={(event) => set(event.target.value.toUpperCase())} />;
}

async function openCheckout(): Promise<OpenShop & { draft: Checkout }> {
  const shop = await openSession();
  const draft = checkoutOf(shop);
  await shop.settle();
  return { ...shop, draft };
}

async function openForm(): ReturnType<typeof openCheckout> {
  const shop = await openCheckout();
  render(
    <StrictMode>
      <Form draft={shop.draft} />
    </StrictMode>,
  );
  return shop;
}

describe('useDraft', () => {
  it('binds text, numbers, checkboxes, selects and text areas', async () => {
    const { draft, settle } = await openForm();
    await userEvent.fill(page.getByLabelText('E-mail'), 'ann@example.com');
    await userEvent.fill(page.getByLabelText('Age'), '42');
    await userEvent.click(page.getByLabelText('News'));
    expect(draft.getState().values.contact).toEqual({ email: 'ann@example.com', age: 42, news: true });
    await userEvent.click(page.getByLabelText('News'));
    expect(draft.get('contact.news')).toBe(false);
    await userEvent.click(page.getByRole('button', { name: 'Next' }));
    await settle();
    await userEvent.selectOptions(page.getByLabelText('How'), 'Bicycle');
    await userEvent.fill(page.getByLabelText('Note'), 'Two\nlines');
    expect(draft.getState().values.delivery).toEqual({ how: 'bicycle', note: 'Two\nlines' });
    await expect.element(page.getByText('Step 2 of 2, done: contact')).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'Back' }));
    await expect.element(page.getByLabelText('E-mail')).toHaveValue('ann@example.com');
  });

  it('connects a field to its error', async () => {
    const { settle } = await openForm();
    const email = page.getByLabelText('E-mail');
    await userEvent.fill(email, 'ann');
    await expect.element(email).not.toHaveAttribute('aria-invalid');
    await userEvent.click(page.getByRole('button', { name: 'Next' }));
    await settle();
    await expect.element(email).toHaveAttribute('aria-invalid', 'true');
    await expect.element(email).toHaveAccessibleDescription('That is no address.');
    await userEvent.fill(email, 'ann@example.com');
    await userEvent.click(page.getByRole('button', { name: 'Next' }));
    await settle();
    await expect.element(page.getByLabelText('How')).toBeVisible();
  });

  it('leaves text and caret to the person until blur, whatever another tab writes', async () => {
    const shop = await openForm();
    const other = await shop.open();
    const elsewhere = checkoutOf(other);
    await shop.settle();
    const input = page.getByLabelText('E-mail').element() as HTMLInputElement;
    await userEvent.type(input, 'ann@exam');
    await shop.settle();
    input.setSelectionRange(3, 3);
    elsewhere.set('contact.email', 'bob@example.com');
    await shop.settle();
    expect(shop.draft.get('contact.email')).toBe('bob@example.com');
    expect([input.value, input.selectionStart]).toEqual(['ann@exam', 3]);
    await userEvent.keyboard('!');
    expect([input.value, input.selectionStart]).toEqual(['ann!@exam', 4]);
    await shop.at(1);
    elsewhere.set('contact.email', 'bob@example.org');
    await shop.settle();
    expect(input.value).toBe('ann!@exam');
    await userEvent.tab();
    expect(input.value).toBe('bob@example.org');
  });

  it('shows at once that a draft was emptied, also in the field with the focus', async () => {
    const { draft } = await openForm();
    const email = page.getByLabelText('E-mail');
    await userEvent.type(email, 'ann');
    act(() => draft.reset());
    await expect.element(email).toHaveValue('');
  });

  it('with a selector, renders only for what it picks', async () => {
    const { draft, settle } = await openCheckout();
    let renders = 0;
    const { result } = renderHook(() => {
      renders++;
      return useDraft(draft, (state) => state.step);
    });
    act(() => draft.set('contact.email', 'a'));
    await settle();
    expect([result.current, renders]).toEqual(['contact', 1]);
  });
});

describe('useField', () => {
  it('renders for its path and for no other', async () => {
    const { draft, settle } = await openCheckout();
    let renders = 0;
    const { result } = renderHook(() => {
      renders++;
      return useField(draft, 'contact.email');
    });
    act(() => draft.set('delivery.note', 'x'));
    await settle();
    expect(renders).toBe(1);
    act(() => draft.set('contact.email', 'a'));
    await settle();
    expect([result.current.value, renders]).toEqual(['a', 2]);
  });

  it('sets values of one’s own while the field has the focus', async () => {
    const { draft } = await openCheckout();
    render(<Shouting draft={draft} />);
    await userEvent.type(page.getByLabelText('Note'), 'ring twice');
    await expect.element(page.getByLabelText('Note')).toHaveValue('RING TWICE');
    expect(draft.get('delivery.note')).toBe('RING TWICE');
  });
});

describe('useCart', () => {
  it('gives lines, totals and methods; a line renders for itself alone', async () => {
    const shop = await openSession();
    const cart = createCart(shop.session, 'cart', { currency: 'EUR' });
    await shop.settle();
    const { result } = renderHook(() => useCart(cart));
    let key = '';
    act(() => {
      key = result.current.add({ sku: 'mug', price: 1999 }, 2);
    });
    expect(result.current).toMatchObject({ count: 2, total: 3998, currency: 'EUR' });
    let renders = 0;
    const line = renderHook(() => {
      renders++;
      return useCart(cart, (state) => state.lines.find((one) => one.key === key));
    });
    act(() => void result.current.add({ sku: 'pan', price: 4900 }));
    expect([result.current.count, line.result.current?.quantity, renders]).toEqual([3, 2, 1]);
    act(() => void result.current.setQuantity(key, 5));
    expect([line.result.current?.total, renders]).toEqual([9995, 2]);
  });
});
