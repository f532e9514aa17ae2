import { act, cleanup, render } from '@testing-library/react';
import { useField } from 'holdfast/react';
import { type ReactNode, StrictMode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { type Checkout, checkoutOf, Form } from './support/checkout.tsx';
import { openSession } from './support/shop.tsx';

afterEach(cleanup);

function Email({ draft }: { draft: Checkout }): ReactNode {
  return <input aria-label="E-mail" {...useField(draft, 'contact.email').field} />;
}

describe.each([
  ['useDraft', Form],
  ['useField', Email],
])('a field of %s that has the focus before anything is restored', (_, Page) => {
  const open = async () => {
    const shop = await openSession();
    const elsewhere = checkoutOf(shop);
    await shop.settle();
    elsewhere.set('contact.email', 'ann');
    await shop.settle();
    const draft = checkoutOf(await shop.open());
    render(
      <StrictMode>
        <Page draft={draft} />
      </StrictMode>,
    );
    const email = page.getByLabelText('E-mail').element() as HTMLInputElement;
    act(() => email.focus());
    expect([draft.getState().saved, email.value]).toEqual(['restoring', '']);
    return { ...shop, draft, elsewhere, email };
  };

  it('shows what is restored', async () => {
    const { settle, email } = await open();
    await settle();
    expect(email.value).toBe('ann');
  });

  it('holds what is typed from then on, and takes what was restored for seen', async () => {
    const { draft, elsewhere, settle, email } = await open();
    await settle();
    await userEvent.keyboard('{End}@');
    await settle();
    elsewhere.set('contact.email', 'bob');
    await settle();
    expect(email.value).toBe('ann@');
    await userEvent.keyboard('x');
    await settle();
    expect([email.value, draft.get('contact.email'), elsewhere.get('contact.email')]).toEqual([
      'ann@x',
      'ann@x',
      'ann@x',
    ]);
    await userEvent.tab();
    expect(draft.getState().conflicts['contact.email']?.map(({ value }) => value)).toEqual(['bob']);
  });
});
