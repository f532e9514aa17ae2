import { act, cleanup } from '@testing-library/react';
import { hours, minutes } from 'holdfast';
import { SessionGate } from 'holdfast/react';
import { renderWithSession } from 'holdfast/testing/react';
import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { createShop } from '../../support/world/shop.ts';
import { gateDialog, mounted, openLetter, renderGate, seen, signInAgain, signInAs, subject } from './support/gate.tsx';
import { openSession } from './support/shop.tsx';

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
