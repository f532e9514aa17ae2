import { cleanup } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import {
  button,
  dialog,
  focused,
  noteOf,
  openSession,
  openShop,
  password,
  renderShop,
  shown,
} from './support/shop.tsx';

afterEach(cleanup);

describe('the screen at the end', () => {
  it('takes the place of the warning, with the focus on its heading and the reason under it', async () => {
    const shop = await openShop();
    await shop.at(780);
    await shop.at(900);
    expect(focused()).toBe('You have been signed out');
    await expect.element(page.getByRole('dialog', { name: 'You have been signed out' })).toBeVisible();
    await expect.poll(shown).toContain('This page was not used for a while');
    expect(document.body.textContent).not.toContain('Rotterdam');
    expect(page.getByRole('heading', { name: 'Checkout' }).query()).toBeNull();
  });

  it('comes without a warning when the machine slept through it', async () => {
    const shop = await openShop();
    await shop.browser.clock.sleep(3_600_000);
    await shop.settle();
    expect(focused()).toBe('You have been signed out');
  });

  it('covers the page, so that nothing shows through', async () => {
    const shop = await openShop();
    await shop.at(900);
    expect(getComputedStyle(dialog(), '::backdrop').backgroundColor).toMatch(/^rgb\(/);
    await expect.poll(() => dialog().matches(':modal')).toBe(true);
  });

  it('gives way to the sign-in of the page at its button, and at Escape', async () => {
    for (const go of [() => userEvent.click(button('Sign in again')), () => userEvent.keyboard('{Escape}')]) {
      const told: unknown[] = [];
      const shop = await openShop({ onSignIn: () => told.push(dialog().open) });
      await shop.at(900);
      await go();
      await expect.poll(() => told).toEqual([false]);
      await expect.element(page.getByRole('form', { name: 'Sign in' })).toBeVisible();
      cleanup();
    }
  });

  it('takes a form to sign in again in place, and leaves when somebody has', async () => {
    const shop = await openShop({ signIn: password });
    await shop.at(900);
    await expect.element(page.getByLabelText('Password')).toBeVisible();
    expect(page.getByRole('button').query()).toBeNull();
    await userEvent.keyboard('{Escape}');
    expect(dialog().open).toBe(true);
    const again = shop.session.signIn({ name: 'ada' });
    await shop.settle();
    await again;
    expect(dialog().open).toBe(false);
    await shop.at(900 + 900);
    expect(focused()).toBe('You have been signed out');
  });

  it('lets a person go on as nobody, by its button and by Escape, where the application offers that', async () => {
    for (const [go, signIn] of [
      [() => userEvent.click(button('Continue without signing in')), password],
      [() => userEvent.keyboard('{Escape}'), password],
      [() => userEvent.click(button('Continue without signing in')), null],
    ] as const) {
      const told: unknown[] = [];
      const shop = await openShop({ signIn, onLeave: () => told.push(dialog().open) });
      await shop.at(900);
      await go();
      await expect.poll(() => told).toEqual([false]);
      await expect.element(page.getByRole('heading', { name: 'Welcome' })).toBeVisible();
      // The next session is warned of and told about like any other.
      const again = shop.session.signIn({ name: 'ada' });
      await shop.settle();
      await again;
      await shop.at(900 + 790);
      expect(focused()).toBe('Stay signed in');
      await shop.at(900 + 900);
      expect(focused()).toBe('You have been signed out');
      cleanup();
    }
  });

  it('brings the same person back to the work that was kept, and nobody else', async () => {
    for (const [name, text] of [
      ['ada', 'half a sen'],
      ['grace', undefined],
    ] as const) {
      const shop = await openShop({ signIn: password });
      const draft = noteOf(shop);
      await shop.settle();
      draft.set('note.text', 'half a sen');
      await shop.at(900);
      await expect.poll(shown).toContain('unfinished work is kept here');
      expect(draft.get('note.text')).toBeUndefined();
      const again = shop.session.signIn({ name });
      await shop.settle();
      await again;
      await shop.settle();
      expect(dialog().open).toBe(false);
      expect(draft.get('note.text')).toBe(text);
      await expect.element(page.getByRole('heading', { name: 'Checkout' })).toBeVisible();
      cleanup();
    }
  });

  it('says where it happened when another tab signed out', async () => {
    const shop = await openShop();
    const other = await shop.open();
    void other.session.signOut();
    await shop.settle();
    await expect.poll(shown).toContain('You signed out in another tab.');
  });

  it('says that work was kept, where there is some', async () => {
    for (const kept of [false, true]) {
      const shop = await openShop();
      const draft = noteOf(shop);
      await shop.settle();
      if (kept) draft.set('note.text', 'half a sen');
      await shop.at(900);
      await expect.poll(shown).toContain('not used for a while.');
      expect(shown().includes('unfinished work is kept here')).toBe(kept);
      cleanup();
    }
  });

  it('is not shown to somebody who comes to a session that ended before', async () => {
    const shop = await openSession();
    shop.tab.close();
    await shop.browser.clock.sleep(3_600_000);
    const letGo = shop.server.hold('/session');
    const later = await shop.open();
    await renderShop(later);
    expect(later.status()).toBe('loading');
    letGo();
    await shop.settle();
    expect(later.status()).toBe('unauthenticated');
    expect(dialog().open).toBe(false);
  });

  it('is left out where the application has its own, which is told the reason once', async () => {
    const told: unknown[] = [];
    const shop = await openShop({ onEnded: (reason) => told.push(reason) });
    await shop.at(900);
    await shop.at(2000);
    expect(told).toEqual(['idle']);
    cleanup();
    const silent = await openShop({ showEnded: false });
    await silent.at(900);
    expect(dialog().open).toBe(false);
  });
});
