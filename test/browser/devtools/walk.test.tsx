import { cleanup } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { focused, forget, openDevtools, opener, part, root } from './support.tsx';

beforeEach(forget);
afterEach(() => {
  cleanup();
  forget();
});

it('the panel is opened, walked through by keys, turns the clock, and shows what came of it', async () => {
  const { turn } = await openDevtools();
  await opener().click();
  // It is asked for only now.
  await expect.element(part('Timeline')).toBeVisible();
  await expect.poll(() => focused()?.textContent).toBe('Session shop');
  const told = (): string => root().querySelector('[role="tabpanel"]')?.textContent ?? '';
  expect(told()).not.toContain('The warning is open.');
  const walk = async (from: Element, key: string): Promise<string | null | undefined> => {
    (from as HTMLElement).focus();
    await userEvent.keyboard(key);
    return focused()?.textContent;
  };
  expect(await walk(part('Timeline').element(), '{ArrowRight}')).toBe('Session');
  expect(await walk(part('Session').element(), '{End}')).toBe('Controls');
  await walk(page.getByRole('button', { name: 'Warn now' }).element(), '{Enter}');
  await turn(1000);
  expect(await walk(part('Controls').element(), '{Home}')).toBe('Timeline');
  await expect.poll(told).toContain('The warning is open.');
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => focused()).toBe(opener().element());
});
