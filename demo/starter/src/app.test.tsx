import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { minutes } from 'holdfast';
import { renderWithSession } from 'holdfast/testing/react';
import { afterEach, expect, it } from 'vitest';
import { App } from './app.tsx';
import { createTeaDocuments, createTeaSession } from './session.ts';

afterEach(cleanup);
const open = () => renderWithSession(App, { user: 'ada', session: createTeaSession, documents: createTeaDocuments });

it('keeps a half-written order over a crash', async () => {
  const { tab, reload } = await open();
  await userEvent.type(screen.getByLabelText('Street'), 'Quay 4');
  await userEvent.click(screen.getByRole('button', { name: 'One more' }));
  tab.crash();
  await reload();
  expect(screen.getByLabelText<HTMLInputElement>('Street').value).toBe('Quay 4');
  expect(screen.getByLabelText('Quantity').textContent).toBe('1');
});

it('covers the page of whoever went away, and lifts the cover for them', async () => {
  const { clock } = await open();
  await userEvent.type(screen.getByLabelText('Street'), 'Quay 4');
  await clock.advance(minutes(15));
  expect(screen.getByRole('dialog').textContent).toContain('Name');
  await userEvent.type(screen.getByLabelText('Name'), 'ada');
  await userEvent.type(screen.getByLabelText('Password'), 'correct');
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(screen.getByLabelText<HTMLInputElement>('Street').value).toBe('Quay 4');
});

it('sends an order once', async () => {
  const { server } = await open();
  server.answer('/api/orders', () => ({ number: 7 }));
  await userEvent.click(screen.getByRole('button', { name: 'One more' }));
  await userEvent.click(screen.getByRole('button', { name: 'Order' }));
  expect(screen.getByText('Where do you live?')).toBeTruthy();
  await userEvent.type(screen.getByLabelText('Street'), 'Quay 4');
  await userEvent.click(screen.getByRole('button', { name: 'Order' }));
  expect(screen.getByText('Order 7 is on its way.')).toBeTruthy();
  expect(screen.getByLabelText('Quantity').textContent).toBe('0');
});
