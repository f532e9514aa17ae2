import { cleanup, fireEvent } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { field, input, libraries, openForm, press, showForm } from './support/open-form.tsx';
import { emptyPerson, personOf } from './support/person.ts';

afterEach(cleanup);

/** Somebody comes back to a form that another tab has filled in, and nothing of it is restored yet. */
async function reopen(Form: (typeof libraries)[number][1]) {
  const { elsewhere, settle, open } = await openForm(Form);
  elsewhere.set('person.name', 'Ann');
  elsewhere.set('person.age', 42);
  await settle();
  cleanup();
  return { elsewhere, settle, again: personOf(await open()) };
}

describe.each(libraries)('a form of %s', (_, Form) => {
  it('keeps each change, and nothing before there is one', async () => {
    const { draft, elsewhere, settle } = await openForm(Form);
    expect(draft.getState().values.person).toEqual({});
    await userEvent.fill(field('Name'), 'Ann');
    await userEvent.fill(field('Age'), '42');
    await userEvent.selectOptions(field('Country'), 'DE');
    await userEvent.click(field('News'));
    await press('Add');
    await userEvent.fill(field('Thing 1'), 'A pan');
    await settle();
    const all = { name: 'Ann', age: 42, country: 'DE', news: true, things: [{ what: 'A pan' }] };
    expect(draft.getState().values.person).toEqual(all);
    expect(elsewhere.getState().values.person).toEqual(all);
    await userEvent.fill(field('Thing 1'), 'A pot');
    await settle();
    expect(elsewhere.get('person.things')).toEqual([{ what: 'A pot' }]);
  });

  it('is filled with what was kept: that is changed, but nobody has touched it, and nothing is wrong with it yet', async () => {
    const { elsewhere, settle, open } = await openForm(Form);
    cleanup();
    elsewhere.set('person.name', 'Ann');
    elsewhere.set('person.age', 42);
    elsewhere.set('person.things', [{ what: 'A pan' }, { what: '' }]);
    await settle();
    const again = personOf(await open());
    const { seen } = showForm(Form, again);
    await settle();
    await expect.element(field('Name')).toHaveValue('Ann');
    await expect.element(field('Age')).toHaveValue(42);
    await expect.element(field('Country')).toHaveValue('NL');
    await expect.element(field('Thing 1')).toHaveValue('A pan');
    await expect.element(field('Thing 2')).toHaveValue('');
    expect([seen.dirty.toSorted(), seen.touched]).toEqual([['age', 'name', 'things'], []]);
    await expect.element(page.getByText('What is it?')).not.toBeInTheDocument();
  });

  it('shows what another tab changes, but not in the field that the person is in', async () => {
    const { draft, elsewhere, settle } = await openForm(Form);
    await userEvent.type(field('Name'), 'Ann');
    await settle();
    input('Name').setSelectionRange(1, 1);
    elsewhere.set('person.name', 'Bob');
    elsewhere.set('person.age', 7);
    elsewhere.set('person.news', true);
    await settle();
    await expect.element(field('Age')).toHaveValue(7);
    await expect.element(field('News')).toBeChecked();
    expect([input('Name').value, input('Name').selectionStart]).toEqual(['Ann', 1]);
    expect(draft.get('person.name')).toBe('Bob');
    await userEvent.tab();
    await expect.element(field('Name')).toHaveValue('Bob');
    await settle();
    expect(elsewhere.get('person.name')).toBe('Bob');
  });

  it('offers what another tab wrote, when the person writes over it unseen', async () => {
    const { draft, elsewhere, settle } = await openForm(Form);
    await userEvent.type(field('Name'), 'Ann');
    await settle();
    elsewhere.set('person.name', 'Bob');
    await settle();
    await userEvent.keyboard('a');
    await settle();
    await userEvent.tab();
    expect([input('Name').value, elsewhere.get('person.name')]).toEqual(['Anna', 'Anna']);
    expect(draft.getState().conflicts).toMatchObject({ 'person.name': [{ value: 'Bob', own: false }] });
  });

  it('fills a field that had the focus before anything was restored', async () => {
    const { elsewhere, settle, again } = await reopen(Form);
    expect(again.getState().saved).toBe('restoring');
    showForm(Form, again);
    input('Name').focus();
    await settle();
    await expect.element(field('Name')).toHaveValue('Ann');
    await expect.element(field('Age')).toHaveValue(42);
    elsewhere.set('person.name', 'Bob');
    await settle();
    expect(input('Name').value).toBe('Ann');
  });

  it('joins what is typed before anything was restored with what was', async () => {
    const { elsewhere, settle, again } = await reopen(Form);
    showForm(Form, again);
    fireEvent.change(input('Name'), { target: { value: 'Bea' } });
    await settle();
    await expect.element(field('Age')).toHaveValue(42);
    expect([input('Name').value, again.get('person.name'), elsewhere.get('person.name')]).toEqual([
      'Bea',
      'Bea',
      'Bea',
    ]);
  });

  it('keeps a file, and keeps it once', async () => {
    const { draft, elsewhere, settle } = await openForm(Form);
    await userEvent.upload(field('Photo'), new File(['a cat'], 'cat.txt', { type: 'text/plain' }));
    await settle();
    const kept = draft.get('person.photo');
    await userEvent.fill(field('Name'), 'Ann');
    await settle();
    expect(draft.get('person.photo')).toBe(kept);
    expect([elsewhere.get('person.photo')?.name, await elsewhere.get('person.photo')?.text()]).toEqual([
      'cat.txt',
      'a cat',
    ]);
  });

  it('keeps a list as one value: while the person is in it, another tab’s waits', async () => {
    const { elsewhere, settle } = await openForm(Form);
    await press('Add');
    await userEvent.type(field('Thing 1'), 'A pan');
    await settle();
    elsewhere.set('person.things', [{ what: 'A pot' }, { what: 'A lid' }]);
    await settle();
    await expect.element(field('Thing 1')).toHaveValue('A pan');
    await expect.element(field('Thing 2')).not.toBeInTheDocument();
    await userEvent.click(field('Name'));
    await expect.element(field('Thing 1')).toHaveValue('A pot');
    await expect.element(field('Thing 2')).toHaveValue('A lid');
  });

  it('leaves a number that is not typed to its end to the person', async () => {
    const { draft, settle } = await openForm(Form);
    await userEvent.type(field('Age'), '4');
    await userEvent.keyboard('{Backspace}-');
    await settle();
    expect(draft.get('person.age')).toBeUndefined();
    await userEvent.keyboard('5');
    await settle();
    expect([draft.get('person.age'), input('Age').value]).toEqual([-5, '-5']);
  });

  it('stands on a record that comes late, and loses nothing to it', async () => {
    const { draft, load, settle } = await openForm(Form);
    draft.set('person.name', 'Ann');
    await settle();
    load({ ...emptyPerson, name: 'Anna', country: 'DE' });
    await settle();
    await expect.element(field('Name')).toHaveValue('Ann');
    await expect.element(field('Country')).toHaveValue('DE');
    expect(draft.getState().values.person).toEqual({ name: 'Ann' });
  });
});
