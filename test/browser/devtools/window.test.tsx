import { cleanup } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { canary, focused, forget, openDevtools, opener, root } from './support.tsx';

beforeEach(forget);
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  forget();
});

const shortcut = (): Promise<void> => userEvent.keyboard('{Alt>}{Shift>}h{/Shift}{/Alt}');

/** Whatever window the page opens. */
function watchWindows(): { last(): Window } {
  const opened = vi.spyOn(window, 'open');
  return {
    last() {
      const { value } = opened.mock.results.at(-1) ?? {};
      if (!value) throw new Error('No window was opened.');
      return value;
    },
  };
}
const inside = (own: Window): ShadowRoot | null | undefined =>
  own.document.querySelector('[data-holdfast-devtools]')?.shadowRoot;
const named = (own: Window, selector: string, name: string): HTMLElement | undefined =>
  [...(inside(own)?.querySelectorAll<HTMLElement>(selector) ?? [])].find(({ textContent }) => textContent === name);

async function openApart() {
  const windows = watchWindows();
  const devtools = await openDevtools({ defaultOpen: true });
  await page.getByRole('button', { name: 'Open in a window' }).click();
  const own = windows.last();
  await expect.poll(() => inside(own)?.querySelector('[role="tablist"]')).toBeTruthy();
  return { ...devtools, own };
}

describe('a window for the panel', () => {
  it('has the focus and the same looks, and leaves the page as it is', async () => {
    const { own, turn } = await openApart();
    expect(inside(own)?.activeElement?.textContent).toBe('Session shop');
    expect(root().querySelector('[role="tablist"]')).toBeNull();
    expect(root().querySelector('.launcher')?.hasAttribute('hidden')).toBe(false);
    expect(document.documentElement.style.getPropertyValue('--holdfast-devtools-bottom')).toBe('');
    const panel = inside(own)?.querySelector('.panel') as Element;
    expect(own.getComputedStyle(panel)).toMatchObject({ position: 'fixed', top: '0px', fontSize: '13px' });
    const clock = (): string | null | undefined => inside(own)?.querySelector('.big')?.textContent;
    const before = clock();
    await turn(3000);
    await expect.poll(clock).not.toBe(before);
  });

  it('tells nothing by its title, its address or its name', async () => {
    const { own, server, session, turn } = await openApart();
    await Promise.all([session.fetch(`/orders?code=${canary}`), turn(1000)]);
    await expect.poll(() => inside(own)?.textContent).toContain('/orders');
    const told = [own.document.title, own.location.href, own.name];
    expect(told).toEqual(['Session devtools: shop', 'about:blank', '']);
    const all = own.document.documentElement.outerHTML + inside(own)?.innerHTML;
    expect([...server.secrets, canary, 'Ada', 'correct'].filter((secret) => all.includes(secret))).toEqual([]);
  });

  it('goes back into the page with what was seen, and is remembered until then', async () => {
    const { own, session } = await openApart();
    expect(localStorage.getItem('holdfast:devtools')).toContain('"apart":true');
    session.reportActivity();
    named(own, '[role="tab"]', 'Session')?.click();
    named(own, 'button', 'Back into the page')?.click();
    await expect.poll(() => own.closed).toBe(true);
    await expect.poll(() => focused()?.textContent).toBe('Session shop');
    expect(root().querySelector('[aria-selected="true"]')?.textContent).toBe('Session');
    expect(localStorage.getItem('holdfast:devtools')).toContain('"apart":false');
  });

  it('closes with the page and with the component, and whoever closes it has closed the panel', async () => {
    const first = await openApart();
    first.own.close();
    await expect.poll(() => root().querySelector('[data-tone]')?.getAttribute('aria-expanded')).toBe('false');
    const windows = watchWindows();
    await opener().click();
    window.dispatchEvent(new Event('pagehide'));
    expect(windows.last().closed).toBe(true);
    await opener().click();
    await expect.poll(() => inside(windows.last())?.querySelector('h2')).toBeTruthy();
    first.unmount();
    expect(windows.last().closed).toBe(true);
  });

  it('stays in the page where windows are blocked, and says so', async () => {
    await openDevtools({ defaultOpen: true });
    vi.spyOn(window, 'open').mockReturnValue(null);
    await page.getByRole('button', { name: 'Open in a window' }).click();
    await expect.element(page.getByRole('status').filter({ hasText: 'blocks pop-ups' })).toBeVisible();
    expect(localStorage.getItem('holdfast:devtools') ?? '').not.toContain('"apart":true');
  });
});

describe('Alt + Shift + H', () => {
  it('opens the panel and leads into it, from wherever somebody is', async () => {
    await openDevtools();
    await page.getByRole('button', { name: 'Of the page' }).click();
    await shortcut();
    await expect.poll(() => focused()?.textContent).toBe('Session shop');
    (page.getByRole('button', { name: 'Of the page' }).element() as HTMLElement).focus();
    await shortcut();
    expect(focused()?.textContent).toBe('Session shop');
  });

  it.each([false, true])('leads out of a modal dialog, whether the panel is open (%s)', async (defaultOpen) => {
    const windows = watchWindows();
    await openDevtools({ defaultOpen });
    const dialog = document.body.appendChild(document.createElement('dialog'));
    dialog.innerHTML = '<button>Stay</button>';
    dialog.showModal();
    await shortcut();
    await expect.poll(() => inside(windows.last())?.activeElement?.textContent).toBe('Session shop');
    named(windows.last(), '[role="tab"]', 'Controls')?.click();
    await expect.poll(() => named(windows.last(), 'button', 'Warn now')).toBeTruthy();
    expect(document.activeElement?.textContent).toBe('Stay');
    dialog.remove();
  });

  it('is the application’s where it is left to it', async () => {
    await openDevtools({ shortcut: false });
    const heard = vi.fn();
    document.addEventListener('keydown', ({ code }) => heard(code));
    await shortcut();
    expect(heard).toHaveBeenCalledWith('KeyH');
    expect(root().querySelector('[role="tablist"]')).toBeNull();
  });
});
