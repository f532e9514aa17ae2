import { act, cleanup } from '@testing-library/react';
import { minutes } from 'holdfast';
import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { button, dialog, focused, openShop, regions } from './support/shop.tsx';

const added: Element[] = [];

afterEach(() => {
  for (const element of added.splice(0)) element.remove();
  document.body.removeAttribute('style');
  cleanup();
});

/** Something of the application's, outside of React. */
function add<Name extends keyof HTMLElementTagNameMap>(name: Name, html: string): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  element.innerHTML = html;
  document.body.append(element);
  added.push(element);
  return element;
}
const city = (): HTMLInputElement => document.querySelector('input[name=city]')!;

describe('where a person was', () => {
  it('is what is left around it, when the field with the focus has gone meanwhile', async () => {
    const shop = await openShop();
    const form = add('form', '<fieldset><input aria-label="Street"><input aria-label="Number"></fieldset>');
    const [street, number] = form.querySelectorAll('input');
    street!.focus();
    await shop.at(780);
    street!.remove();
    await userEvent.keyboard('{Enter}');
    await shop.settle();
    expect(dialog().open).toBe(false);
    expect(document.activeElement).toBe(form.querySelector('fieldset'));
    await userEvent.keyboard('{Tab}');
    await expect.poll(() => document.activeElement).toBe(number);
    expect(form.querySelector('fieldset')!.hasAttribute('tabindex')).toBe(false);
  });

  it('is given back by a hold as by an answer, and the next warning is a new one', async () => {
    const shop = await openShop();
    city().focus();
    city().setSelectionRange(2, 5);
    scrollTo(0, 40);
    await shop.at(820);
    await expect
      .poll(() => regions().map((each) => each.textContent))
      .toContain('You will be signed out in 2 minutes.');
    scrollTo(0, 0);
    let release = (): void => {};
    act(() => {
      release = shop.session.hold('upload', { max: minutes(30) });
    });
    expect(dialog().open).toBe(false);
    expect(document.activeElement).toBe(city());
    expect([city().selectionStart, city().selectionEnd, scrollY]).toEqual([2, 5, 40]);
    expect(regions().map((each) => each.textContent)).toEqual(['', '']);
    await shop.at(1500);
    expect(dialog().open).toBe(false);
    act(() => release());
    expect(dialog().matches(':modal')).toBe(true);
    expect(focused()).toBe('Stay signed in');
    // 80 seconds were left, as before.
    await expect
      .poll(() => regions().map((each) => each.textContent))
      .toContain('You will be signed out in 2 minutes.');
    await userEvent.keyboard('{Enter}');
    await shop.settle();
    expect(document.activeElement).toBe(city());
  });
});

describe('a modal dialog of the application', () => {
  it('that was open before lies below, and is there afterwards with its focus', async () => {
    const shop = await openShop();
    const theirs = add('dialog', '<button>Delete</button> <button>Cancel</button>');
    theirs.showModal();
    const cancel = theirs.querySelectorAll('button')[1]!;
    cancel.focus();
    await shop.at(780);
    expect(focused()).toBe('Stay signed in');
    expect(document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest('dialog')).toBe(dialog());
    await userEvent.keyboard('{Escape}');
    await shop.settle();
    expect([dialog().open, theirs.matches(':modal')]).toEqual([false, true]);
    expect(document.activeElement).toBe(cancel);
  });

  it('that opens over the warning doesn’t hide it for longer than a second', async () => {
    const shop = await openShop();
    city().focus();
    await shop.at(780);
    const theirs = add('dialog', '<button>Understood</button>');
    theirs.showModal();
    expect(focused()).toBe('Understood');
    await shop.at(781);
    expect(focused()).toBe('Stay signed in');
    expect(document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest('dialog')).toBe(dialog());
    await shop.at(785);
    await userEvent.keyboard('{Tab}');
    await shop.at(786);
    // It doesn't take the focus from its own second button.
    expect(focused()).toBe('Sign out');
    await userEvent.keyboard('{Escape}');
    await shop.settle();
    expect([dialog().open, theirs.matches(':modal')]).toEqual([false, true]);
    expect(focused()).toBe('Understood');
  });

  it('that a form in the warning opens stays above it', async () => {
    const shop = await openShop({ signIn: <button type="button">Use a passkey</button> }, { lifetime: minutes(15) });
    await shop.at(700);
    shop.tab.input();
    await shop.at(780);
    const theirs = add('dialog', '<button>Continue</button>');
    theirs.showModal();
    await shop.at(785);
    expect(focused()).toBe('Continue');
  });
});

describe('the warning', () => {
  it('is answered in a page that the application made inert, and above its popovers', async () => {
    const shop = await openShop();
    dialog().parentElement!.inert = true;
    const popover = add('div', '<button>Undo</button>');
    popover.popover = 'auto';
    popover.showPopover();
    await shop.at(780);
    expect(popover.matches(':popover-open')).toBe(false);
    await userEvent.click(button('Stay signed in'));
    await shop.settle();
    expect(dialog().open).toBe(false);
    expect(shop.seen.at(-1)).toBe('extended here');
  });

  it('takes the back gesture of a phone for its first answer, as Escape', async () => {
    const shop = await openShop();
    await shop.at(780);
    // What a close watcher does, whoever asks it to.
    dialog().requestClose();
    expect(dialog().open).toBe(true);
    await shop.settle();
    expect(dialog().open).toBe(false);
    expect(shop.seen.at(-1)).toBe('extended here');
    await shop.at(1600);
    expect(dialog().matches(':modal')).toBe(true);
  });

  it('does nothing when a file picker inside its form is cancelled', async () => {
    const shop = await openShop({ signIn: <input type="file" aria-label="Key" /> }, { lifetime: minutes(15) });
    await shop.at(700);
    shop.tab.input();
    await shop.at(780);
    page
      .getByLabelText('Key')
      .element()
      .dispatchEvent(new Event('cancel', { bubbles: true, cancelable: true }));
    expect(dialog().matches(':modal')).toBe(true);
  });

  it('ends at once when the server says at "Stay signed in" that the session is over', async () => {
    const shop = await openShop();
    await shop.at(800);
    shop.server.revokeAll();
    await userEvent.keyboard('{Enter}');
    await shop.settle();
    expect(focused()).toBe('You have been signed out');
    await expect.element(page.getByText('The server has ended your session.').first()).toBeVisible();
    expect(document.body.textContent).not.toContain('Checkout');
  });
});
