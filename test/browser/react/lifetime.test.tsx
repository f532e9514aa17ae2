import { cleanup } from '@testing-library/react';
import { minutes } from 'holdfast';
import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { button, dialog, focused, openShop, password, shown } from './support/shop.tsx';

afterEach(cleanup);

/** A lifetime of 15 minutes under an idle limit of 15: the person is busy, and the lifetime warns at 780. */
const lived = { lifetime: minutes(15) };
describe('the warning of a limit that can’t be extended', () => {
  it('says so in other words, and lets the person finish', async () => {
    const shop = await openShop({}, lived);
    await shop.at(700);
    shop.tab.input();
    await shop.at(780);
    await expect
      .element(page.getByRole('alertdialog', { name: 'Your session is about to end' }))
      .toHaveAccessibleDescription(/can’t be extended/);
    expect(focused()).toBe('Keep working');
    const asked = shop.browser.network.requests.length;
    await userEvent.keyboard('{Escape}');
    expect(dialog().matches(':modal')).toBe(false);
    await shop.at(850);
    expect(dialog().matches(':modal')).toBe(false);
    expect(shop.browser.network.requests.length).toBe(asked);
    await shop.at(900);
    expect(focused()).toBe('You have been signed out');
    await expect.element(page.getByText(/sessions end after some time/)).toBeVisible();
  });

  it('stays small beside the page after "Keep working", takes no focus, counts, and can be opened again', async () => {
    const shop = await openShop({}, lived);
    await shop.at(700);
    shop.tab.input();
    const city = page.getByLabelText('City').element() as HTMLInputElement;
    city.focus();
    await shop.at(780);
    await userEvent.keyboard('{Enter}');
    expect(document.activeElement).toBe(city);
    await userEvent.keyboard('!');
    expect(city.value).toContain('!');
    await expect.element(page.getByRole('dialog', { name: 'Your session is about to end' })).toBeVisible();
    expect(shown()).toContain('2 minutes');
    await shop.at(850);
    expect(shown()).toContain('50 seconds');
    expect([...dialog().querySelectorAll('button')].filter((each) => each.checkVisibility()).length).toBe(1);

    await userEvent.keyboard('{Tab}');
    await expect.poll(focused).toBe('Your session is about to end');
    await userEvent.keyboard('{Enter}');
    expect(dialog().matches(':modal')).toBe(true);
    expect(focused()).toBe('Keep working');
    await userEvent.keyboard('{Escape}');
    expect(dialog().matches(':modal')).toBe(false);
    expect(dialog().open).toBe(true);
    // To where the person came from this time.
    expect(focused()).toBe('Your session is about to end');
    expect(document.activeElement?.checkVisibility()).toBe(true);
  });

  it('comes instead of the one that can be extended when the server’s yes changes nothing', async () => {
    const shop = await openShop({}, { lifetime: minutes(15) + 60_000 });
    await shop.at(60);
    shop.tab.input();
    await shop.at(845);
    await userEvent.keyboard('{Enter}');
    await shop.settle();
    expect(shown()).toContain('can’t be extended');
    expect(dialog().matches(':modal')).toBe(true);
    expect(focused()).toBe('Keep working');
  });

  it('offers a form to sign in again in place, and what the person was doing goes on', async () => {
    const shop = await openShop({ signIn: password }, lived);
    await shop.at(700);
    shop.tab.input();
    await userEvent.fill(page.getByLabelText('City'), 'Delft');
    await shop.at(780);
    await expect.element(page.getByLabelText('Password')).toBeVisible();
    const again = shop.session.signIn({ name: 'ada' });
    await shop.settle();
    await again;
    expect(dialog().open).toBe(false);
    await expect.element(page.getByLabelText('City')).toHaveValue('Delft');
  });

  it('leads to the application’s own sign-in where that is asked for, which gives the focus', async () => {
    const seen: unknown[] = [];
    const theirs = document.body.appendChild(document.createElement('input'));
    const onSignIn = (): void => {
      seen.push(['sign in', dialog().open]);
      theirs.focus();
    };
    const shop = await openShop({ onSignIn }, lived);
    await shop.at(700);
    shop.tab.input();
    await userEvent.click(page.getByLabelText('City'));
    await shop.at(780);
    await userEvent.click(button('Sign in again'));
    await shop.settle();
    expect(seen).toEqual([['sign in', false]]);
    expect(shop.session.getState().status).toBe('authenticated');
    expect(document.activeElement).toBe(theirs);
    theirs.remove();
  });
});
