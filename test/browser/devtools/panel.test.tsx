import { cleanup } from '@testing-library/react';
import { nothingHeld } from 'holdfast/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { canary, focused, forget, host, openDevtools, opener, part, root } from './support.tsx';

beforeEach(forget);
afterEach(() => {
  cleanup();
  forget();
});

const parts = ['Timeline', 'Session', 'Tabs', 'Documents', 'Storage', 'Controls'];
const shown = (): string => root().textContent ?? '';

describe('the panel', () => {
  it('begins as a button, is led into when that is pressed, and gives the focus back at Escape', async () => {
    await openDevtools();
    expect(root().querySelector('[role="tablist"]')).toBeNull();
    await opener().click();
    await expect.element(page.getByRole('complementary', { name: 'Session devtools' })).toBeVisible();
    await expect.poll(() => focused()?.textContent).toBe('Session shop');
    expect(root().querySelector('.launcher')?.hasAttribute('hidden')).toBe(true);
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => root().querySelector('[role="tablist"]')).toBeNull();
    expect(focused()).toBe(opener().element());
  });

  it('has one stop for its tabs, and arrows between them, around both ends', async () => {
    await openDevtools({ defaultOpen: true });
    await part('Timeline').click();
    const walked: (string | null | undefined)[] = [];
    for (const key of ['ArrowRight', 'ArrowRight', 'End', 'ArrowRight', 'ArrowLeft', 'Home']) {
      await userEvent.keyboard(`{${key}}`);
      walked.push(focused()?.textContent);
    }
    expect(walked).toEqual(['Session', 'Tabs', 'Controls', 'Timeline', 'Controls', 'Timeline']);
    expect(root().querySelectorAll('[role="tab"][tabindex="0"]')).toHaveLength(1);
    await userEvent.tab();
    expect(focused()?.getAttribute('role')).toBe('tabpanel');
  });

  it('is resized by keys and by the pointer, and remembers size, place and tab', async () => {
    const first = await openDevtools({ defaultOpen: true });
    const edge = page.getByRole('separator');
    const size = (): number => Number(edge.element().getAttribute('aria-valuenow'));
    const height = (): number => root().querySelector('.panel')?.getBoundingClientRect().height ?? 0;
    await expect.poll(height).toBe(422);
    (edge.element() as HTMLElement).focus();
    await userEvent.keyboard('{ArrowUp}{ArrowUp}{PageDown}');
    expect([size(), height()]).toEqual([374, 374]);
    await userEvent.keyboard('{Home}');
    expect([size(), edge.element().getAttribute('aria-valuemin')]).toEqual([180, '180']);
    await userEvent.dragAndDrop(edge, page.getByText('A page'));
    expect(size()).toBeGreaterThan(500);
    await userEvent.keyboard('{Enter}');
    expect(size()).toBe(422);
    await page.getByRole('button', { name: 'Move to the right' }).click();
    expect(edge.element().getAttribute('aria-orientation')).toBe('vertical');
    await part('Storage').click();
    first.unmount();
    await openDevtools({ defaultOpen: true });
    await expect.element(part('Storage')).toHaveAttribute('aria-selected', 'true');
    expect(edge.element().getAttribute('aria-orientation')).toBe('vertical');
  });

  it('tells the page how much of it is covered, and leaves nothing behind', async () => {
    const { unmount, turn, tab } = await openDevtools({ defaultOpen: true });
    const covered = (): string => document.documentElement.style.getPropertyValue('--holdfast-devtools-bottom');
    await expect.poll(covered).toBe('422px');
    unmount();
    await turn(10_000);
    expect([covered(), host(), tab.held()]).toEqual(['', null, nothingHeld]);
  });

  it('is not reached by the page’s styles and shortcuts, and reaches none of the page', async () => {
    await openDevtools({ defaultOpen: true });
    await expect.element(part('Timeline')).toBeVisible();
    const look = (element: Element | null): string[] => {
      const { backgroundColor, fontSize } = getComputedStyle(element ?? document.body);
      return [backgroundColor, fontSize];
    };
    expect(look(root().querySelector('[role="tab"]'))).toEqual(['rgba(0, 0, 0, 0)', '13px']);
    expect(look(page.getByRole('button', { name: 'Of the page' }).element())).toEqual(['rgb(255, 0, 0)', '40px']);
    const shortcut = vi.fn();
    document.addEventListener('keydown', shortcut);
    await part('Timeline').click();
    await userEvent.keyboard('s');
    document.removeEventListener('keydown', shortcut);
    expect(shortcut).not.toHaveBeenCalled();
  });

  it('shows no token, nothing that was typed, and nobody’s name, in any of its parts', async () => {
    const { server, turn, session } = await openDevtools({ defaultOpen: true });
    await Promise.all([session.fetch(`/orders?code=${canary}`), turn(1000)]);
    const seen: string[] = [];
    for (const name of parts) {
      await part(name).click();
      await turn(2500);
      await expect.poll(shown).toContain(name);
      seen.push(root().innerHTML);
    }
    const secrets = [...server.secrets, canary, 'Ada', 'correct'];
    expect(secrets.filter((secret) => seen.join().includes(secret))).toEqual([]);
    expect(seen.map((text) => text.length > 2000)).toEqual(parts.map(() => true));
  });
});

describe('the controls', () => {
  it('warn now, and say what is turned for as long as it is', async () => {
    const { turn, session } = await openDevtools({ defaultOpen: true });
    await part('Controls').click();
    await page.getByRole('button', { name: 'Warn now' }).click();
    await turn(1000);
    expect(session.timer.getState().phase).toBe('warning');
    await expect.poll(() => root().querySelector('.state')?.textContent).toBe('warning');
    await page.getByRole('button', { name: 'Offline' }).click();
    const chips = (): string => root().querySelector('.broken')?.textContent ?? '';
    await expect.poll(chips).toMatch(/^offlineclock \+1\d:\d\dHeal$/);
    await page.getByRole('button', { name: 'Heal' }).click();
    await expect.poll(chips).toBe('');
  });

  it('sign out as another tab would', async () => {
    const { turn, ends } = await openDevtools({ defaultOpen: true });
    await part('Controls').click();
    await page.getByRole('button', { name: 'Sign out in another tab' }).click();
    await turn(1000);
    expect(ends).toEqual(['signed-out-elsewhere']);
    await part('Timeline').click();
    await expect.poll(shown).toContain('Nobody is signed in, so no clock runs.');
  });

  it('hold the idle clock, also over a closed panel, and set limits while the session runs', async () => {
    const { session, turn } = await openDevtools({ defaultOpen: true });
    await part('Controls').click();
    await page.getByRole('button', { name: 'Hold for a minute' }).click();
    expect(session.timer.getState().heldBy).toEqual(['devtools']);
    await userEvent.keyboard('{Escape}');
    await opener().click();
    await page.getByRole('button', { name: 'Release the hold' }).click();
    expect(session.timer.getState().heldBy).toEqual([]);
    await page.getByLabelText('Idle limit, s').fill('60');
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect.poll(() => page.getByRole('alert').element().textContent).toContain('must be shorter');
    await page.getByLabelText('Warning, s').fill('30');
    await page.getByRole('button', { name: 'Apply' }).click();
    await turn(100);
    expect(session.timer.getState().limits).toMatchObject({ timeout: 60_000, warning: 30_000 });
  });
});
