import { act, cleanup } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { button, dialog, openShop } from './support/shop.tsx';

afterEach(cleanup);

const focused = (): string | null | undefined => document.activeElement?.textContent;

describe('The warning', () => {
  it('opens as a modal alertdialog named by its heading and described by its message, without the number', async () => {
    const double = openShop();
    expect(dialog().open).toBe(false);
    act(() => double.warn(120));
    expect(dialog().matches(':modal')).toBe(true);
    const warning = page.getByRole('alertdialog', { name: 'Are you still there?' });
    await expect.element(warning).toHaveAccessibleDescription(/signed out soon/);
    await expect.element(warning).not.toHaveAccessibleDescription(/\d/);
    expect(page.getByText('2 minutes', { exact: true }).element().getAttribute('aria-hidden')).toBe('true');
  });

  it('gives "Stay signed in" the focus, and keeps Tab within', async () => {
    const double = openShop();
    act(() => double.warn(120));
    expect(focused()).toBe('Stay signed in');
    await userEvent.keyboard('{Tab}');
    expect(focused()).toBe('Sign out');
    await userEvent.keyboard('{Shift>}{Tab}{/Shift}{Enter}');
    expect(double.calls).toEqual(['extend']);
    expect(dialog().open).toBe(false);
  });

  it('takes Escape for "Stay signed in", and does not close by itself, however often it is pressed', async () => {
    const double = openShop();
    double.answer = () => new Promise(() => {});
    act(() => double.warn(120));
    for (let times = 1; times <= 3; times++) {
      await userEvent.keyboard('{Escape}');
      await expect.poll(() => double.calls.length).toBe(times);
      await expect.poll(() => dialog().matches(':modal')).toBe(true);
      expect(focused()).toBe('Stay signed in');
    }
  });

  it('signs out at "Sign out", and says nothing about what the person asked for', async () => {
    const double = openShop();
    act(() => double.warn(120));
    await userEvent.click(button('Sign out'));
    expect(double.calls).toEqual(['signOut']);
    expect(dialog().open).toBe(false);
    await expect.element(page.getByRole('form', { name: 'Sign in' })).toBeVisible();
  });

  it('gives back focus, caret, and scroll position', async () => {
    const double = openShop();
    const city = document.querySelector('input')!;
    city.focus();
    city.setSelectionRange(2, 5, 'backward');
    scrollTo(0, 40);
    act(() => double.warn(120));
    scrollTo(0, 200);
    await userEvent.keyboard('{Enter}');
    expect(dialog().open).toBe(false);
    expect(document.activeElement).toBe(city);
    expect([city.selectionStart, city.selectionEnd, city.selectionDirection]).toEqual([2, 5, 'backward']);
    expect(scrollY).toBe(40);
  });

  it('gives back a selection in the text', async () => {
    const double = openShop();
    getSelection()!.setBaseAndExtent(
      document.querySelector('#prose')!.firstChild!,
      5,
      document.querySelector('#prose')!.firstChild!,
      12,
    );
    act(() => double.warn(120));
    await userEvent.click(button('Stay signed in'));
    expect(getSelection()!.toString()).toBe('returns');
  });

  it('says in words what is left: whole minutes above a minute, then seconds, never below nothing and never up', () => {
    const double = openShop();
    const shown = (): string | null => document.querySelector('.holdfast-countdown')!.textContent;
    act(() => double.warn(121));
    expect(shown()).toBe('3 minutes');
    const seen = [120, 61, 60, 2, 1, 3, -4].map((seconds) => {
      act(() => double.left(seconds));
      return shown();
    });
    expect(seen).toEqual(['2 minutes', '2 minutes', '60 seconds', '2 seconds', '1 second', '1 second', '0 seconds']);
  });

  it('keeps the button in the focus order while the extension is under way, and says so', async () => {
    const double = openShop();
    act(() => double.warn(120));
    act(() => double.timer({ extension: 'pending' }));
    const stay = button('Stay signed in');
    expect(document.activeElement).toBe(stay);
    expect([stay.ariaBusy, stay.ariaDisabled, stay.disabled]).toEqual(['true', 'true', false]);
    await userEvent.keyboard('{Enter}');
    expect(double.calls).toEqual([]);
  });

  it('says that an extension failed, goes on counting, and can be asked again', async () => {
    const double = openShop();
    act(() => double.warn(120));
    await expect.element(page.getByRole('status')).toHaveTextContent('');
    act(() => double.timer({ extension: 'failed', remaining: 90_000 }));
    await expect.element(page.getByRole('status')).toHaveTextContent('We can’t reach the server. Trying again…');
    await userEvent.click(button('Stay signed in'));
    expect(dialog().open).toBe(false);
  });

  it('uses other words for a limit that can’t be extended, and lets the person finish', async () => {
    const double = openShop();
    act(() => double.warn(120, 'absolute'));
    await expect
      .element(page.getByRole('alertdialog', { name: 'Your session is about to end' }))
      .toHaveAccessibleDescription(/can’t be extended/);
    expect(focused()).toBe('Keep working');
    await userEvent.keyboard('{Escape}');
    expect(double.calls).toEqual([]);
    expect(dialog().open).toBe(false);
    act(() => double.left(60));
    expect(dialog().open).toBe(false);
    act(() => double.end('absolute'));
    expect(focused()).toBe('You have been signed out');
  });

  it('turns to those words when the server answers that nothing can be extended', async () => {
    const double = openShop();
    double.answer = async () => ({ outcome: 'reauthentication-needed' });
    act(() => double.warn(120));
    await userEvent.click(button('Stay signed in'));
    await expect.element(page.getByRole('alertdialog', { name: 'Your session is about to end' })).toBeVisible();
    expect(focused()).toBe('Keep working');
  });

  it('offers a form to sign in again before the lifetime is over', async () => {
    const double = openShop({
      signIn: (
        <label>
          Password <input type="password" />
        </label>
      ),
    });
    act(() => double.warn(120));
    expect(document.querySelector('[type=password]')).toBeNull();
    act(() => double.warn(110, 'absolute'));
    await expect.element(page.getByLabelText('Password')).toBeVisible();
    act(() => double.signIn());
    expect(dialog().open).toBe(false);
  });

  it('takes other words, all or some', async () => {
    const double = openShop({ words: { heading: ({ seconds }) => `Noch da? (${seconds})` } });
    act(() => double.warn(45));
    await expect.element(page.getByRole('alertdialog', { name: 'Noch da? (45)' })).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  });
});
