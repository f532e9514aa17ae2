import { act, cleanup } from '@testing-library/react';
import { hours, minutes } from 'holdfast';
import { SessionGate } from 'holdfast/react';
import { renderWithSession } from 'holdfast/testing/react';
import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { createShop } from '../../support/world/shop.ts';
import { gateDialog, mounted, openLetter, renderGate, seen, signInAgain, signInAs, subject } from './support/gate.tsx';
import { focused, openSession } from './support/shop.tsx';

afterEach(cleanup);

describe('the gate', () => {
  it('shows a fallback until it is known who is there, then the page of whoever that is, or what is for nobody', async () => {
    const shop = createShop();
    const letGo = shop.server.hold('/session');
    const tab = await shop.open();
    const { container } = await renderWithSession(
      <SessionGate signIn="form" fallback="fallback" signedOut="nobody">
        page
      </SessionGate>,
      tab,
    );
    expect(container.textContent).toBe('fallback');
    letGo();
    await act(() => shop.browser.clock.settle());
    expect(container.textContent).toBe('nobody');
    await act(async () => {
      const signingIn = tab.session.signIn({ name: 'ada' });
      await shop.browser.clock.settle();
      await signingIn;
    });
    expect(container.textContent).toBe('page');
  });

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

  it('lets its page see who was signed in, as the form above it sees that nobody is', async () => {
    const shop = await openLetter();
    const name = document.querySelector('h1')!;
    await shop.at(900);
    expect(name.isConnected && name.textContent).toBe('A letter of Ada Lovelace');
    expect(document.querySelector('output')!.textContent).toBe('unauthenticated');
    await shop.at(1200);
    expect(mounted).toEqual(['Ada Lovelace', 'Ada Lovelace']);
  });

  it.each(['absolute', 'revoked', 'asleep'])('does so when it ends otherwise: %s', async (how) => {
    const shop = await openLetter(how === 'absolute' ? { lifetime: minutes(15) } : {});
    await page.getByLabelText('Subject').fill('half a sen');
    if (how === 'absolute') {
      await shop.at(700);
      shop.tab.input();
      await shop.at(900);
    } else if (how === 'revoked') {
      shop.server.revokeAll();
      void shop.session.verify();
      await shop.settle();
    } else {
      await act(() => shop.browser.clock.sleep(hours(1)));
    }
    expect(gateDialog()?.open).toBe(true);
    await signInAgain(shop, 'ada');
    expect(gateDialog()).toBeNull();
    expect(subject().value).toBe('half a sen');
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

  it('shows nothing of one person to another, at no moment', async () => {
    const shop = await openLetter();
    await page.getByLabelText('Subject').fill('for my eyes only');
    const before = subject();
    const moments = new Set<string>();
    const watch = new MutationObserver(() => moments.add(seen()));
    await shop.at(899);
    watch.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    await shop.at(900);
    await signInAgain(shop, 'grace');
    watch.disconnect();
    expect(before.isConnected).toBe(false);
    expect(subject().value).toBe('');
    expect(seen()).toContain('A letter of Grace Hopper');
    expect([...moments].filter((text) => /Ada/.test(text))).toEqual([]);
    expect(mounted.slice(2)).toEqual(['Grace Hopper', 'Grace Hopper']);
    expect(document.activeElement).toBe(document.body);
  });

  it('makes everything anew when somebody else signs in in another tab', async () => {
    const shop = await openLetter();
    const other = await shop.open();
    await page.getByLabelText('Subject').fill('for my eyes only');
    await signInAs(shop, 'grace', other);
    expect(seen()).toContain('A letter of Grace Hopper');
    expect(subject().value).toBe('');
  });

  it('lifts the curtain when the same person signs in in another tab', async () => {
    const shop = await openLetter();
    const other = await shop.open();
    await page.getByLabelText('Subject').fill('half a sen');
    await shop.at(900);
    expect(gateDialog()?.open).toBe(true);
    await signInAs(shop, 'ada', other);
    expect(gateDialog()).toBeNull();
    expect(subject().value).toBe('half a sen');
  });

  it.each(['here', 'in another tab'])('keeps nothing of a person who signs out %s', async (where) => {
    const shop = await openLetter();
    const other = await shop.open();
    const before = subject();
    void (where === 'here' ? shop : other).session.signOut();
    await shop.settle();
    expect(seen()).toBe('Welcome');
    expect(before.isConnected).toBe(false);
    await signInAs(shop, 'ada', shop);
    expect(subject()).not.toBe(before);
  });

  it('keeps nothing of a person whose session had ended before it came', async () => {
    const shop = await openSession();
    await shop.at(900);
    await renderGate(shop);
    await shop.settle();
    expect(seen()).toBe('Welcome');
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

  it('lets the person give the page up', async () => {
    const shop = await openLetter();
    const before = subject();
    await shop.at(900);
    await page.getByRole('button', { name: 'Leave this page' }).click();
    expect(seen()).toBe('Welcome');
    expect(before.isConnected).toBe(false);
    await signInAs(shop, 'ada', shop);
    expect(seen()).toContain('A letter of Ada Lovelace');
    expect(subject()).not.toBe(before);
  });
});
