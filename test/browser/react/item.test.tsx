import { act, cleanup, render } from '@testing-library/react';
import { useItem, useItemIds } from 'holdfast/react';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { openTwo, type Survey } from './support/survey.ts';

afterEach(cleanup);

interface Watched {
  readonly survey: Survey;
  readonly onRender: (what: string) => void;
}

function Person({ survey, id, onRender }: Watched & { readonly id: string }): ReactNode {
  const item = useItem(survey, 'table.people', id);
  onRender(item?.value.name ?? 'nobody');
  return item && <input aria-label="Name" {...item.field('name')} />;
}

function List({ survey, onRender }: Watched): ReactNode {
  onRender('list');
  const ids = useItemIds(survey, 'table.people');
  return ids.map((id) => <Person key={id} survey={survey} id={id} onRender={onRender} />);
}

describe('useItem', () => {
  it('renders for its item alone, also for what lost there, and the list of ids when one moves', async () => {
    const { survey, people, elsewhere, settle, at } = await openTwo();
    const ids = [people.add({ name: 'Ann' }), people.add({ name: 'Bea' })] as const;
    const renders: string[] = [];
    const onRender = (what: string): void => void renders.push(what);
    render(<List survey={survey} onRender={onRender} />);
    await settle();
    renders.length = 0;
    act(() => void people.set(ids[1], 'name', 'Beate'));
    expect(renders).toEqual(['Beate']);
    act(() => void survey.set('table.note', 'x'));
    expect(renders).toEqual(['Beate']);
    // One keeps what it shows, the other one stays where it is.
    act(() => void people.move(ids[1], 0));
    expect(renders.filter((what) => what === 'list')).toHaveLength(1);
    renders.length = 0;
    const edit = people.edit(ids[0], 'name');
    elsewhere.set(ids[0], 'name', 'Anna');
    await settle();
    await at(1);
    act(() => edit.set('Annie'));
    renders.length = 0;
    act(() => edit.end());
    expect(renders).toEqual(['Annie']);
    act(() => void people.remove(ids[0]));
    await expect.element(page.getByLabelText('Name')).toHaveValue('Beate');
  });
});
