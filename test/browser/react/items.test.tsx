import { act, cleanup, render } from '@testing-library/react';
import { useDraft, useItems } from 'holdfast/react';
import { type ReactNode, StrictMode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { openTwo, type Survey } from './support/survey.ts';

afterEach(cleanup);

function People({ survey }: { survey: Survey }): ReactNode {
  const { items, add, error } = useItems(survey, 'table.people');
  const { next } = useDraft(survey);
  return (
    <form>
      <ul>
        {items.map(({ id, field, errors, conflicts, resolve, remove, move }, at) => {
          const name = field('name');
          const [theirs] = conflicts.name ?? [];
          return (
            <li key={id}>
              <input aria-label={`Name ${at + 1}`} {...name} />
              <p id={name['aria-describedby']}>{errors.name}</p>
              <input type="checkbox" aria-label={`Vegan ${at + 1}`} {...field('vegan')} />
              {theirs && (
                <button type="button" onClick={() => resolve('name', theirs)}>
                  Take {theirs.value}
                </button>
              )}
              <button type="button" onClick={() => move(0)}>
                First {at + 1}
              </button>
              <button type="button" onClick={remove}>
                Remove {at + 1}
              </button>
            </li>
          );
        })}
      </ul>
      <p role="alert">{error}</p>
      <button type="button" onClick={() => add()}>
        Add
      </button>
      <button type="button" onClick={next}>
        Next
      </button>
    </form>
  );
}
const show = (survey: Survey) =>
  render(
    <StrictMode>
      <People survey={survey} />
    </StrictMode>,
  );

describe('useItems', () => {
  it('binds the inputs of each item, adds, moves and removes', async () => {
    const { survey } = await openTwo();
    show(survey);
    const add = page.getByRole('button', { name: 'Add' });
    await userEvent.click(add);
    await userEvent.fill(page.getByLabelText('Name 1'), 'Ann');
    await userEvent.click(add);
    await userEvent.fill(page.getByLabelText('Name 2'), 'Bea');
    await expect.element(page.getByLabelText('Name 1')).toHaveValue('Ann');
    await userEvent.click(page.getByLabelText('Vegan 2'));
    await userEvent.click(page.getByRole('button', { name: 'First 2' }));
    expect(survey.get('table.people')).toEqual([{ name: 'Bea', vegan: true }, { name: 'Ann' }]);
    await expect.element(page.getByLabelText('Name 1')).toHaveValue('Bea');
    await userEvent.click(page.getByRole('button', { name: 'Remove 1' }));
    expect(survey.get('table.people')).toEqual([{ name: 'Ann' }]);
  });

  it('shows errors at the item that they are about, and those of the array apart', async () => {
    const { survey, people, settle } = await openTwo();
    show(survey);
    await userEvent.click(page.getByRole('button', { name: 'Next' }));
    await settle();
    act(() => void people.add({ name: 'Ann' }));
    act(() => void people.add());
    await settle();
    await expect.element(page.getByLabelText('Name 2')).toHaveAccessibleDescription('Who is it?');
    await expect.element(page.getByLabelText('Name 1')).not.toHaveAttribute('aria-invalid');
    act(() => survey.set('table.people', []));
    await settle();
    await expect.element(page.getByRole('alert')).toHaveTextContent('Nobody yet.');
  });

  it('leaves focus, text and caret where they are when another tab adds an item above, or edits this one', async () => {
    const { survey, people, elsewhere, settle } = await openTwo();
    const id = people.add({ name: 'Ann' });
    show(survey);
    await settle();
    const input = page.getByLabelText('Name 1').element() as HTMLInputElement;
    await userEvent.click(input);
    input.setSelectionRange(1, 1);
    elsewhere.add({ name: 'Bea' }, 0);
    await settle();
    await expect.element(page.getByLabelText('Name 2')).toHaveValue('Ann');
    elsewhere.set(id, 'name', 'Anna');
    elsewhere.set(id, 'vegan', true);
    await settle();
    expect(document.activeElement).toBe(input);
    expect([input.value, input.selectionStart]).toEqual(['Ann', 1]);
    await expect.element(page.getByLabelText('Vegan 2')).toBeChecked();
    await userEvent.tab();
    expect(input.value).toBe('Anna');
  });

  it('holds what stands there when the focus comes, which may be newer than what was drawn', async () => {
    const { survey, people } = await openTwo();
    const id = people.add({ name: 'Ann' });
    show(survey);
    const name = page.getByLabelText('Name 1');
    const input = name.element() as HTMLInputElement;
    act(() => {
      people.set(id, 'name', 'Bea');
      input.focus();
    });
    await expect.element(name).toHaveValue('Bea');
  });

  it('offers what another tab wrote into an item while the person typed there, and shows what they take of it', async () => {
    const { survey, people, elsewhere, settle, at } = await openTwo();
    const id = people.add({ name: 'Ann' });
    show(survey);
    await settle();
    await userEvent.type(page.getByLabelText('Name 1'), 'a');
    elsewhere.set(id, 'name', 'Bea');
    await settle();
    await at(1);
    await userEvent.keyboard('!');
    await settle();
    await expect.element(page.getByRole('button', { name: /^Take/ })).not.toBeInTheDocument();
    await userEvent.tab();
    await settle();
    await expect.element(page.getByLabelText('Name 1')).toHaveValue('Anna!');
    await userEvent.click(page.getByRole('button', { name: 'Take Bea' }));
    await expect.element(page.getByLabelText('Name 1')).toHaveValue('Bea');
    await settle();
    expect(elsewhere.getState()).toMatchObject([{ value: { name: 'Bea' }, conflicts: {} }]);
  });

  it('makes one step for undo of what was typed into an item between focus and blur', async () => {
    const { survey, people, settle, at } = await openTwo();
    people.add({ name: 'Ann' });
    show(survey);
    await settle();
    await userEvent.type(page.getByLabelText('Name 1'), 'a B.');
    await at(5);
    await userEvent.keyboard(' Lee');
    await userEvent.tab();
    act(() => void survey.undo());
    expect(survey.get('table.people')).toEqual([{ name: 'Ann' }]);
  });
});

function Plan({ survey }: { survey: Survey }): ReactNode {
  const { field, values, reset } = useDraft(survey);
  const photos = values.table.photos?.map(({ name }) => name).join(' and ');
  return (
    <form>
      <input type="file" aria-label="Plan" {...field('table.plan')} />
      <input type="file" multiple aria-label="Photos" {...field('table.photos')} />
      <output>{[values.table.plan?.name, photos].filter(Boolean).join(', ') || 'none'}</output>
      <button type="button" onClick={reset}>
        Reset
      </button>
    </form>
  );
}

describe('an input for files', () => {
  it('puts one or several into the draft, and lets the same one be chosen again after a reset', async () => {
    const { survey, settle } = await openTwo();
    render(
      <StrictMode>
        <Plan survey={survey} />
      </StrictMode>,
    );
    const shown = page.getByRole('status');
    const choose = async (): Promise<void> => {
      await userEvent.upload(page.getByLabelText('Plan'), new File(['x'], 'plan.txt'));
      await settle();
      await expect.element(shown).toHaveTextContent('plan.txt');
    };
    await choose();
    expect(await survey.get('table.plan')?.text()).toBe('x');
    const two = [new File(['a'], 'a.png'), new File(['b'], 'b.png')];
    await userEvent.upload(page.getByLabelText('Photos'), two);
    await settle();
    await expect.element(shown).toHaveTextContent('plan.txt, a.png and b.png');
    expect((page.getByLabelText('Plan').element() as HTMLInputElement).value).toBe('');
    await userEvent.click(page.getByRole('button', { name: 'Reset' }));
    await expect.element(shown).toHaveTextContent('none');
    await choose();
  });
});
