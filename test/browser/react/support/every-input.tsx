import { cleanup, render } from '@testing-library/react';
import { createDraft } from 'holdfast';
import { useDraft } from 'holdfast/react';
import { type ReactNode, StrictMode } from 'react';
import { afterEach, beforeEach, expect, type MockInstance, vi } from 'vitest';
import { page } from 'vitest/browser';
import { z } from 'zod';
import type { OpenTab } from '../../../support/world/shop.ts';
import { openSession } from './shop.tsx';

const all = z.object({
  text: z.string().optional(),
  note: z.string().optional(),
  number: z.number().optional(),
  range: z.number().optional(),
  check: z.boolean().optional(),
  one: z.enum(['red', 'green', 'blue']).optional(),
  many: z.array(z.string()).optional(),
  date: z.string().optional(),
  time: z.string().optional(),
});
export const everythingOf = ({ session }: Pick<OpenTab, 'session'>) =>
  createDraft(session, 'everything', { steps: { all } });
type Everything = ReturnType<typeof everythingOf>;

const colors = ['red', 'green', 'blue'].map((color) => <option key={color}>{color}</option>);

/** One input of each kind, labelled by its type. */
function Inputs({ draft }: { draft: Everything }): ReactNode {
  const { field } = useDraft(draft);
  const many = field('all.many');
  return (
    <form>
      <input aria-label="text" {...field('all.text')} />
      <textarea aria-label="note" {...field('all.note')} />
      <input aria-label="number" type="number" step="any" {...field('all.number')} />
      <input aria-label="range" type="range" min={0} max={10} {...field('all.range')} />
      <input aria-label="check" type="checkbox" {...field('all.check')} />
      <select aria-label="one" {...field('all.one')}>
        <option value="">none</option>
        {colors}
      </select>
      <select aria-label="many" multiple {...many} value={many.value || []}>
        {colors}
      </select>
      <input aria-label="date" type="date" {...field('all.date')} />
      <input aria-label="time" type="time" {...field('all.time')} />
    </form>
  );
}

export const input = (label: string): HTMLInputElement =>
  page.getByLabelText(label, { exact: true }).element() as HTMLInputElement;

/** Somebody is at that page; `elsewhere` is the same draft in another tab. */
export async function openEverything() {
  const shop = await openSession();
  const draft = everythingOf(shop);
  const elsewhere = everythingOf(await shop.open());
  await shop.settle();
  render(
    <StrictMode>
      <Inputs draft={draft} />
    </StrictMode>,
  );
  return { ...shop, draft, elsewhere, values: () => draft.getState().values.all };
}

/** In every story of a file React has nothing to say about what it was given. */
export function demandSilence(): void {
  let said: MockInstance;
  beforeEach(() => {
    said = vi.spyOn(console, 'error');
  });
  afterEach(() => {
    cleanup();
    expect(said.mock.calls).toEqual([]);
    said.mockRestore();
  });
}
