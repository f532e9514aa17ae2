import { cleanup } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { gateDialog, mounted, openLetter, seen, signInAgain, subject } from './support/gate.tsx';
import { focused } from './support/shop.tsx';

afterEach(cleanup);

describe('the gate', () => {
  it('keeps the page mounted when the session ends, where nobody can see, read or reach it', async () => {
    const shop = await openLetter();
    await page.getByLabelText('Subject').fill('for my eyes only');
    const input = subject();
    await shop.at(900);
    expect(shop.status()).toBe('unauthenticated');
    expect(subject()).toBe(input);
    expect(input.value).toBe('for my eyes only');
    expect(seen()).toMatch(/^Sign in again to go on/);
    expect(seen()).not.toMatch(/Ada|4711|Subject|Confidential|still there/);
    expect(page.getByRole('heading', { name: /letter/ }).query()).toBeNull();
    const frame = input.closest('[inert]')!;
    expect(frame.getAttribute('aria-hidden')).toBe('true');
    input.focus();
    expect(document.activeElement).not.toBe(input);
    expect(getComputedStyle(gateDialog()!, '::backdrop').backgroundColor).toMatch(/^rgb\(/);
  });

  it('lifts the curtain for the same person, and nothing was made anew', async () => {
    const shop = await openLetter();
    const text = document.querySelector('textarea')!;
    await page.getByLabelText('Subject').fill('half a sen');
    await page.getByLabelText('Text').fill('Dear madam, dear sir,');
    text.focus();
    text.setSelectionRange(5, 10, 'backward');
    scrollTo(0, 120);
    await shop.at(900);
    scrollTo(0, 0);
    await signInAgain(shop, 'ada');
    expect(gateDialog()).toBeNull();
    expect(seen()).toMatch(/A letter of Ada Lovelace.* 4711/);
    expect(subject().value).toBe('half a sen');
    expect(document.querySelector('textarea')).toBe(text);
    expect(text.value).toBe('Dear madam, dear sir,');
    expect(document.activeElement).toBe(text);
    expect([text.selectionStart, text.selectionEnd, text.selectionDirection]).toEqual([5, 10, 'backward']);
    expect(scrollY).toBe(120);
    expect(mounted).toEqual(['Ada Lovelace', 'Ada Lovelace']);
    expect(text.closest('[inert], [aria-hidden]')).toBeNull();
    await shop.at(900 + 900);
    expect(gateDialog()?.open).toBe(true);
  });

  it('returns the person to where they were before the warning', async () => {
    const shop = await openLetter();
    await page.getByLabelText('Subject').fill('half a sen');
    await shop.at(790);
    expect(focused()).toBe('Stay signed in');
    await shop.at(900);
    expect(focused()).toBe('Sign in again to go on');
    expect(document.querySelectorAll('dialog[open]').length).toBe(1);
    await signInAgain(shop, 'ada');
    expect(document.activeElement).toBe(subject());
  });
});

describe('the dialog of the gate', () => {
  it('is modal, has a name and a description, and takes the focus', async () => {
    const shop = await openLetter();
    await shop.at(900);
    const dialog = page.getByRole('dialog', { name: 'Sign in again to go on' });
    await expect.element(dialog).toHaveAccessibleDescription(/not used for a while.*as you left it/);
    expect(gateDialog()!.matches(':modal')).toBe(true);
    expect(focused()).toBe('Sign in again to go on');
    await userEvent.keyboard('{Tab}');
    await expect.element(page.getByLabelText('Name')).toHaveFocus();
  });

  it('leaves the focus where the person took it, however late a close is told that was undone at once', async () => {
    const shop = await openLetter();
    await shop.at(900);
    const name = page.getByLabelText('Name');
    await name.click();
    gateDialog()!.dispatchEvent(new Event('close'));
    await expect.element(name).toHaveFocus();
  });

  it('is not left by Escape, however often, nor when something else closes it', async () => {
    const shop = await openLetter();
    await shop.at(900);
    for (let times = 1; times <= 3; times++) {
      await userEvent.keyboard('{Escape}');
      await expect.poll(() => gateDialog()?.matches(':modal')).toBe(true);
    }
    // As a form with `method="dialog"` does, and browsers at a second Escape.
    gateDialog()!.close();
    expect(seen()).not.toContain('Ada');
    await expect.poll(() => gateDialog()?.matches(':modal')).toBe(true);
    expect(focused()).toBe('Sign in again to go on');
  });
});
