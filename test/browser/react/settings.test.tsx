import { act, cleanup, render, renderHook } from '@testing-library/react';
import { createSettings } from 'holdfast';
import { useSettings } from 'holdfast/react';
import { type ReactNode, StrictMode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { z } from 'zod';
import type { OpenTab } from '../../support/world/shop.ts';
import { openSession } from './support/shop.tsx';

afterEach(cleanup);

const workspaceOf = ({ session }: Pick<OpenTab, 'session'>) =>
  createSettings(session, 'workspace', {
    schema: z.object({
      density: z.enum(['airy', 'dense']),
      mail: z.object({ weekly: z.boolean() }),
      tags: z.array(z.string()),
    }),
    defaults: { density: 'airy', mail: { weekly: false }, tags: ['new'] },
    sets: ['tags'],
  });
type Workspace = ReturnType<typeof workspaceOf>;

function Form({ workspace }: { workspace: Workspace }): ReactNode {
  const { values, changed, set, add, remove, reset } = useSettings(workspace);
  return (
    <form>
      <select
        aria-label="Density"
        value={values.density}
        onChange={(event) => set('density', event.target.value === 'dense' ? 'dense' : 'airy')}
      >
        <option value="airy">Airy</option>
        <option value="dense">Dense</option>
      </select>
      <label>
        <input
          type="checkbox"
          checked={values.mail.weekly}
          onChange={(event) => set('mail.weekly', event.target.checked)}
        />
        Weekly
      </label>
      <button
        type="button"
        onClick={() => (values.tags.includes('sale') ? remove('tags', 'sale') : add('tags', 'sale'))}
      >
        Sale
      </button>
      <p>
        {values.tags.join(' ') || 'no tags'}; changed: {changed.join(' ') || 'nothing'}
      </p>
      <button type="button" onClick={() => reset()}>
        Reset
      </button>
    </form>
  );
}

const openForm = async () => {
  const shop = await openSession();
  const workspace = workspaceOf(shop);
  const elsewhere = workspaceOf(await shop.open());
  await shop.settle();
  render(
    <StrictMode>
      <Form workspace={workspace} />
    </StrictMode>,
  );
  return { ...shop, workspace, elsewhere };
};

describe('useSettings', () => {
  it('binds choices, switches and sets, and shows what another tab does at once', async () => {
    const { elsewhere, settle } = await openForm();
    await userEvent.selectOptions(page.getByLabelText('Density'), 'Dense');
    await userEvent.click(page.getByLabelText('Weekly'));
    await userEvent.click(page.getByRole('button', { name: 'Sale' }));
    await expect.element(page.getByText('new sale; changed: density mail.weekly tags')).toBeVisible();
    await settle();
    expect(elsewhere.getState().values).toEqual({ density: 'dense', mail: { weekly: true }, tags: ['new', 'sale'] });
    elsewhere.set('density', 'airy');
    elsewhere.remove('tags', 'new');
    await settle();
    await expect.element(page.getByLabelText('Density')).toHaveValue('airy');
    await expect.element(page.getByText('sale; changed: mail.weekly tags')).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'Reset' }));
    await settle();
    await expect.element(page.getByText('new; changed: nothing')).toBeVisible();
    await expect.element(page.getByLabelText('Weekly')).not.toBeChecked();
    expect(elsewhere.getState()).toMatchObject({ values: { density: 'airy', tags: ['new'] }, changed: [] });
  });

  it('with a selector, renders only for what it picks', async () => {
    const shop = await openSession();
    const workspace = workspaceOf(shop);
    await shop.settle();
    let renders = 0;
    const { result } = renderHook(() => {
      renders++;
      return useSettings(workspace, (state) => state.values.mail);
    });
    act(() => workspace.set('density', 'dense'));
    act(() => void workspace.add('tags', 'sale'));
    await shop.settle();
    expect(renders).toBe(1);
    act(() => workspace.set('mail.weekly', true));
    await shop.settle();
    expect([result.current, renders]).toEqual([{ weekly: true }, 2]);
  });
});
