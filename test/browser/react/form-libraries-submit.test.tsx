import { cleanup } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { field, libraries, openForm, press } from './support/open-form.tsx';

afterEach(cleanup);

describe.each(libraries)('a form of %s', (_, Form) => {
  it('says what its schema has against it, and sends nothing', async () => {
    const { draft, send, settle } = await openForm(Form);
    await press('Add');
    await press('Send');
    await expect.element(page.getByText('Who are you?')).toBeVisible();
    await expect.element(page.getByText('What is it?')).toBeVisible();
    await userEvent.fill(field('Name'), 'Ann');
    await expect.element(page.getByText('Who are you?')).not.toBeInTheDocument();
    await settle();
    expect(send).not.toHaveBeenCalled();
    expect(draft.getState().submitted).toBeNull();
  });

  it('is sent once, with its defaults, under one key, and is empty afterwards in every tab', async () => {
    const { draft, elsewhere, send, seen, settle } = await openForm(Form);
    await userEvent.fill(field('Name'), 'Ann');
    await settle();
    const answers: (() => void)[] = [];
    send.mockReturnValue(new Promise<void>((done) => void answers.push(done)));
    await press('Send');
    await press('Send');
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    answers[0]?.();
    await vi.waitFor(() => expect(draft.getState().submitted).not.toBeNull());
    await settle();
    const values = { person: { name: 'Ann', country: 'NL', news: false, things: [] } };
    expect(send.mock.calls).toEqual([[{ values, key: draft.getState().submitted?.key }]]);
    expect(elsewhere.getState()).toMatchObject({ values: { person: {} }, submitted: draft.getState().submitted });
    await expect.element(field('Name')).toHaveValue('');
    expect([seen.dirty, seen.touched]).toEqual([[], []]);
    await userEvent.type(field('Name'), 'B{Backspace}');
    await expect.element(page.getByText('Who are you?')).not.toBeInTheDocument();
  });

  it('is empty when another tab has sent it', async () => {
    const { draft, elsewhere, settle } = await openForm(Form);
    await userEvent.type(field('Name'), 'Ann');
    await settle();
    elsewhere.set('person.country', 'NL');
    elsewhere.set('person.news', false);
    elsewhere.set('person.things', []);
    await elsewhere.submit(() => {});
    await settle();
    await expect.element(field('Name')).toHaveValue('');
    expect(draft.getState().submitted).not.toBeNull();
  });

  it('keeps what was typed while the server was thinking, as the next draft', async () => {
    const { draft, send, settle } = await openForm(Form);
    await userEvent.fill(field('Name'), 'Ann');
    const answers: (() => void)[] = [];
    send.mockReturnValue(new Promise<void>((done) => void answers.push(done)));
    await press('Send');
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    await userEvent.fill(field('Name'), 'Bea');
    answers[0]?.();
    await vi.waitFor(() => expect(draft.getState().submitting).toBe(false));
    await settle();
    expect(draft.getState()).toMatchObject({ submitted: null, values: { person: { name: 'Bea' } } });
    await expect.element(field('Name')).toHaveValue('Bea');
  });

  it('goes back to its defaults when the draft is emptied', async () => {
    const { draft, elsewhere, seen, settle } = await openForm(Form);
    await userEvent.fill(field('Name'), 'Ann');
    await userEvent.selectOptions(field('Country'), 'DE');
    await press('Empty');
    await settle();
    await expect.element(field('Name')).toHaveValue('');
    await expect.element(field('Country')).toHaveValue('NL');
    expect([seen.dirty, draft.getState().values.person, elsewhere.getState().values.person]).toEqual([[], {}, {}]);
  });
});
