import { cleanup, render } from '@testing-library/react';
import { useItem, useItemIds, useItems } from 'holdfast/react';
import { type ReactNode, StrictMode } from 'react';
import { afterEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { openTwo, type Survey } from './support/survey.ts';

afterEach(cleanup);

interface Shown {
  readonly survey: Survey;
}

function Person({ survey, id }: Shown & { readonly id: string }): ReactNode {
  const item = useItem(survey, 'table.people', id);
  return item && <input aria-label="Name" {...item.field('name')} />;
}
function OneByOne({ survey }: Shown): ReactNode {
  return useItemIds(survey, 'table.people').map((id) => <Person key={id} survey={survey} id={id} />);
}
function Together({ survey }: Shown): ReactNode {
  const { items } = useItems(survey, 'table.people');
  return items.map(({ id, field }) => <input key={id} aria-label="Name" {...field('name')} />);
}

/** The person is in the name of an item that another tab takes away. */
const openTaken = async (List: (shown: Shown) => ReactNode, how: 'removed' | 'replaced') => {
  const opened = await openTwo();
  const { survey, people, elsewhere, settle, at } = opened;
  const id = people.add({ name: 'Ann', vegan: true });
  await settle();
  render(
    <StrictMode>
      <List survey={survey} />
    </StrictMode>,
  );
  await userEvent.type(page.getByLabelText('Name'), 'a');
  await settle();
  const input = page.getByLabelText('Name').element() as HTMLInputElement;
  input.setSelectionRange(1, 1);
  await at(1);
  if (how === 'removed') elsewhere.remove(id);
  else opened.there.set('table.people', []);
  await settle();
  expect(survey.get('table.people')).toEqual([]);
  return { ...opened, id, input };
};

it.each([
  ['useItem and useItemIds', OneByOne, 'removed'],
  ['useItem and useItemIds', OneByOne, 'replaced'],
  ['useItems', Together, 'removed'],
  ['useItems', Together, 'replaced'],
] as const)(
  '%s (%#) leave an input where it is while the person is in it, and what they type on brings the item back whole',
  async (_, List, how) => {
    const { survey, elsewhere, settle, id, input } = await openTaken(List, how);
    expect(document.activeElement).toBe(input);
    expect([input.value, input.selectionStart]).toEqual(['Anna', 1]);
    await userEvent.keyboard('!');
    await settle();
    expect(page.getByLabelText('Name').element()).toBe(input);
    expect(elsewhere.getState()).toMatchObject([{ id, value: { name: input.value, vegan: true } }]);
    await userEvent.tab();
    await settle();
    expect(survey.get('table.people')).toEqual([{ name: input.value, vegan: true }]);
  },
);

it.each([
  ['useItem and useItemIds', OneByOne],
  ['useItems', Together],
] as const)('%s let it go when the person leaves it without a word', async (_, List) => {
  const { survey } = await openTaken(List, 'removed');
  await userEvent.tab();
  await expect.element(page.getByLabelText('Name')).not.toBeInTheDocument();
  expect(survey.get('table.people')).toEqual([]);
});
