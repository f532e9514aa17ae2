import { cleanup } from '@testing-library/react';
import { minutes } from 'holdfast';
import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { button, dialog, focused, openShop } from './support/shop.tsx';

afterEach(cleanup);

const never = (): Promise<Response> => new Promise(() => {});
const countdown = (): string | null | undefined => document.querySelector('.holdfast-countdown')?.textContent;

describe('the warning', () => {
  it('opens as a modal alertdialog named by its heading and described by its message, without the number', async () => {
    const shop = await openShop();
    await shop.at(779);
    expect(dialog().open).toBe(false);
    await shop.at(780);
    expect(dialog().matches(':modal')).toBe(true);
    const warning = page.getByRole('alertdialog', { name: 'Are you still there?' });
    await expect.element(warning).toHaveAccessibleDescription(/signed out soon/);
    await expect.element(warning).not.toHaveAccessibleDescription(/\d/);
    expect(page.getByText('2 minutes', { exact: true }).element().getAttribute('aria-hidden')).toBe('true');
  });

  it('gives "Stay signed in" the focus, and keeps Tab within', async () => {
    const shop = await openShop();
    const city = document.querySelector('input')!;
    await shop.at(780);
    expect(focused()).toBe('Stay signed in');
    // Neither a finger nor a script reaches the page behind.
    const { left, top } = city.getBoundingClientRect();
    expect(document.elementFromPoint(left + 5, top + 5)).toBe(dialog());
    city.focus();
    expect(focused()).toBe('Stay signed in');
    await userEvent.keyboard('{Tab}');
    await expect.poll(focused).toBe('Sign out');
    await userEvent.keyboard('{Shift>}{Tab}{/Shift}{Enter}');
    await shop.settle();
    expect(shop.seen.at(-1)).toBe('extended here');
    expect(dialog().open).toBe(false);
    await shop.at(1600);
    expect(dialog().open).toBe(true);
  });

  it('takes Escape for "Stay signed in", and does not close by itself, however often it is pressed', async () => {
    const shop = await openShop();
    shop.server.interrupt = never;
    let closings = 0;
    dialog().addEventListener('close', () => closings++);
    await userEvent.click(page.getByLabelText('City'));
    await shop.at(780);
    for (let times = 1; times <= 3; times++) {
      await userEvent.keyboard('{Escape}');
      await expect.poll(() => dialog().matches(':modal')).toBe(true);
      expect(focused()).toBe('Stay signed in');
      if (times === 1) expect(closings).toBe(0);
    }
    await shop.settle();
    expect(shop.browser.network.count('/touch')).toBe(1);
  });

  it('gives back focus, caret and scroll position', async () => {
    const shop = await openShop();
    const city = document.querySelector('input')!;
    city.focus();
    city.setSelectionRange(2, 5, 'backward');
    scrollTo(0, 40);
    await shop.at(780);
    scrollTo(0, 200);
    await userEvent.keyboard('{Enter}');
    await shop.settle();
    expect(dialog().open).toBe(false);
    expect(document.activeElement).toBe(city);
    expect([city.selectionStart, city.selectionEnd, city.selectionDirection]).toEqual([2, 5, 'backward']);
    expect(scrollY).toBe(40);
  });

  it('gives back a selection in the text', async () => {
    const shop = await openShop();
    const prose = document.querySelector('#prose')!.firstChild!;
    getSelection()!.setBaseAndExtent(prose, 5, prose, 12);
    await shop.at(780);
    await userEvent.click(button('Stay signed in'));
    await shop.settle();
    expect(dialog().open).toBe(false);
    expect(getSelection()!.toString()).toBe('returns');
  });

  it('shows whole minutes above a minute, then seconds, down to the last', async () => {
    const shop = await openShop({}, { idle: { timeout: minutes(15), warning: minutes(3) } });
    const seen: [number, string | null | undefined][] = [];
    for (const left of [180, 121, 120, 61, 60, 59, 2, 1]) {
      await shop.at(900 - left);
      seen.push([left, countdown()]);
    }
    expect(seen).toEqual([
      [180, '3 minutes'],
      [121, '3 minutes'],
      [120, '2 minutes'],
      [61, '2 minutes'],
      [60, '60 seconds'],
      [59, '59 seconds'],
      [2, '2 seconds'],
      [1, '1 second'],
    ]);
  });

  it('keeps the button in the focus order while the extension is under way, and says so', async () => {
    const shop = await openShop();
    shop.server.interrupt = never;
    await shop.at(780);
    await userEvent.keyboard('{Enter}');
    await shop.settle();
    const stay = button('Stay signed in') as HTMLButtonElement;
    expect(document.activeElement).toBe(stay);
    expect([stay.ariaBusy, stay.ariaDisabled, stay.disabled]).toEqual(['true', 'true', false]);
    await userEvent.keyboard('{Enter}{Enter}');
    await shop.settle();
    expect(shop.browser.network.count('/touch')).toBe(1);
  });
});
