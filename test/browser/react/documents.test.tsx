import { act, cleanup, render, renderHook } from '@testing-library/react';
import { createCart, createDraft } from 'holdfast';
import { useCart, useDraft, useField } from 'holdfast/react';
import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { z } from 'zod';
import { Choice, openCheckout, openForm, Shouting } from './support/checkout.tsx';
import { openSession } from './support/shop.tsx';

afterEach(cleanup);

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

  it('takes a number that was emptied for none', async () => {
    const { draft } = await openForm();
    await userEvent.fill(page.getByLabelText('Age'), '42');
    await userEvent.clear(page.getByLabelText('Age'));
    expect(draft.getState().values.contact).toStrictEqual({});
  });

  it('binds a field with a dot in its name', async () => {
    const shop = await openSession();
    const draft = createDraft(shop.session, 'dotted', { steps: { to: z.object({ 'home.city': z.string() }) } });
    await shop.settle();
    const { result } = renderHook(() => useDraft(draft));
    act(() => draft.set('to.home.city', 'Delft'));
    expect(result.current.field('to.home.city')).toMatchObject({ name: 'to.home.city', value: 'Delft' });
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

  it('binds radio buttons, by mouse and by keyboard', async () => {
    const { draft } = await openCheckout();
    render(<Choice draft={draft} />);
    const checked = () => page.getByRole('radio', { checked: true }).elements();
    expect(checked()).toEqual([]);
    await userEvent.click(page.getByLabelText('Bicycle'));
    expect([draft.get('delivery.how'), checked()]).toEqual(['bicycle', [page.getByLabelText('Bicycle').element()]]);
    await userEvent.keyboard('{ArrowUp}');
    expect([draft.get('delivery.how'), checked()]).toEqual(['post', [page.getByLabelText('Post').element()]]);
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
