import { act, cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { checkoutOf, Form, openCheckout, openForm, Shouting } from './support/checkout.tsx';

afterEach(cleanup);

describe('a field with the focus', () => {
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
    const theirs = elsewhere.edit('contact.email');
    await userEvent.keyboard('!');
    expect([input.value, input.selectionStart]).toEqual(['ann!@exam', 4]);
    await shop.at(1);
    theirs.set('bob@example.org');
    await shop.settle();
    expect(input.value).toBe('ann!@exam');
    expect(shop.draft.getState().conflicts).toEqual({});
    await userEvent.tab();
    expect(input.value).toBe('bob@example.org');
    expect(shop.draft.getState().conflicts['contact.email']).toMatchObject([{ value: 'ann!@exam', own: true }]);
  });

  it('offers what another tab wrote while the person went on typing, and shows what they take of it', async () => {
    const shop = await openForm();
    const other = await shop.open();
    const elsewhere = checkoutOf(other);
    await shop.settle();
    const email = page.getByLabelText('E-mail');
    await userEvent.type(email, 'ann');
    elsewhere.set('contact.email', 'bob@example.com');
    await shop.settle();
    await shop.at(1);
    await userEvent.keyboard('@example.com');
    await userEvent.tab();
    await shop.settle();
    const [theirs] = shop.draft.getState().conflicts['contact.email'] ?? [];
    expect([theirs?.value, elsewhere.get('contact.email')]).toEqual(['bob@example.com', 'ann@example.com']);
    act(() => {
      shop.draft.resolve('contact.email', theirs);
      // As a button does that goes away with what it settles.
      (email.element() as HTMLElement).focus();
    });
    await expect.element(email).toHaveValue('bob@example.com');
    await shop.settle();
    expect([elsewhere.get('contact.email'), elsewhere.getState().conflicts]).toEqual(['bob@example.com', {}]);
  });

  it('makes one step for undo of what was typed between focus and blur', async () => {
    const { draft } = await openForm();
    await userEvent.type(page.getByLabelText('E-mail'), 'ann');
    await userEvent.type(page.getByLabelText('Age'), '42');
    await userEvent.tab();
    act(() => void draft.undo());
    expect(draft.getState().values.contact).toEqual({ email: 'ann' });
    act(() => void draft.undo());
    await expect.element(page.getByLabelText('E-mail')).toHaveValue('');
  });

  it('counts everything as seen once the field is gone from the page', async () => {
    const shop = await openCheckout();
    const elsewhere = checkoutOf(await shop.open());
    const form = render(<Form draft={shop.draft} />);
    await userEvent.type(page.getByLabelText('E-mail'), 'ann');
    form.unmount();
    await shop.settle();
    elsewhere.set('contact.email', 'bob');
    await shop.settle();
    act(() => shop.draft.set('contact.email', 'cleo'));
    await shop.settle();
    expect([elsewhere.get('contact.email'), elsewhere.getState().conflicts]).toEqual(['cleo', {}]);
  });

  it('holds back no conflict any more once it is gone from the page', async () => {
    const shop = await openCheckout();
    const elsewhere = checkoutOf(await shop.open());
    const form = render(<Form draft={shop.draft} />);
    await userEvent.type(page.getByLabelText('E-mail'), 'ann');
    await shop.settle();
    form.unmount();
    const theirs = elsewhere.edit('contact.email');
    act(() => shop.draft.set('contact.email', 'cleo'));
    await shop.settle();
    await shop.at(1);
    theirs.set('bob');
    await shop.settle();
    expect(shop.draft.getState().conflicts['contact.email']).toMatchObject([{ value: 'cleo' }]);
  });

  it('stays as it is when the page is told of the same focus again', async () => {
    const shop = await openForm();
    const elsewhere = checkoutOf(await shop.open());
    await shop.settle();
    const email = page.getByLabelText('E-mail').element() as HTMLInputElement;
    await userEvent.type(email, 'ann');
    await shop.settle();
    elsewhere.set('contact.email', 'bob');
    await shop.settle();
    act(() => void email.dispatchEvent(new FocusEvent('focusin', { bubbles: true })));
    expect(email.value).toBe('ann');
    await shop.at(1);
    await userEvent.keyboard('!');
    await userEvent.tab();
    expect(shop.draft.getState().conflicts['contact.email']).toMatchObject([{ value: 'bob' }]);
  });

  it('offers what another tab wrote meanwhile, also where it is set to values of one’s own', async () => {
    const shop = await openCheckout();
    const elsewhere = checkoutOf(await shop.open());
    await shop.settle();
    render(<Shouting draft={shop.draft} />);
    await userEvent.type(page.getByLabelText('Note'), 'ring');
    await shop.settle();
    elsewhere.set('delivery.note', 'knock');
    await shop.settle();
    await shop.at(1);
    await userEvent.keyboard('!');
    // Not by Tab, which leads nowhere from the only place of a page in WebKit.
    act(() => (page.getByLabelText('Note').element() as HTMLElement).blur());
    await expect.element(page.getByLabelText('Note')).toHaveValue('RING!');
    expect(shop.draft.getState().conflicts['delivery.note']).toMatchObject([{ value: 'knock' }]);
  });
});

it('a field that is changed without the focus shows what another tab makes of it', async () => {
  const shop = await openForm();
  const elsewhere = checkoutOf(await shop.open());
  await shop.settle();
  const news = page.getByLabelText('News').element() as HTMLInputElement;
  act(() => news.click());
  expect([news.matches(':focus'), shop.draft.get('contact.news')]).toEqual([false, true]);
  await shop.settle();
  elsewhere.set('contact.news', false);
  await shop.settle();
  expect(news.checked).toBe(false);
});
