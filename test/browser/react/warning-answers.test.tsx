import { cleanup } from '@testing-library/react';
import { minutes } from 'holdfast';
import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { button, dialog, openShop } from './support/shop.tsx';

afterEach(cleanup);

const countdown = (): string | null | undefined => document.querySelector('.holdfast-countdown')?.textContent;

describe('the warning', () => {
  it('signs out at "Sign out", and says nothing about what the person asked for', async () => {
    const shop = await openShop();
    await shop.at(780);
    await userEvent.click(button('Sign out'));
    await shop.settle();
    expect(shop.server.signedIn()).toBeNull();
    expect(dialog().open).toBe(false);
    await expect.element(page.getByRole('form', { name: 'Sign in' })).toBeVisible();
  });

  it('never counts up when the wall clock is set', async () => {
    const shop = await openShop();
    await shop.at(850);
    shop.browser.clock.setWall(-minutes(60));
    await shop.at(851);
    expect(countdown()).toBe('49 seconds');
  });

  it('says that an extension failed, goes on counting, and tries again', async () => {
    const shop = await openShop();
    await shop.at(800);
    await expect.element(page.getByRole('status')).toHaveTextContent('');
    shop.browser.network.setOffline(true);
    await userEvent.click(button('Stay signed in'));
    await shop.at(803);
    await expect.element(page.getByRole('status')).toHaveTextContent('The server can’t be reached. Trying again…');
    await shop.at(850);
    expect(countdown()).toBe('50 seconds');
    shop.browser.network.setOffline(false);
    await shop.at(860);
    expect(dialog().open).toBe(false);
    expect(shop.seen.at(-1)).toBe('extended here');
  });

  it('takes other words, all or some', async () => {
    const shop = await openShop({ words: { heading: ({ seconds }) => `Noch da? (${seconds})` } });
    await shop.at(855);
    await expect.element(page.getByRole('alertdialog', { name: 'Noch da? (45)' })).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  });
});
