import { cleanup } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { openShop } from './support/shop.tsx';

const hide = (hidden: boolean): void => {
  Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
};

afterEach(() => {
  cleanup();
  hide(false);
});

describe('the title of a hidden tab', () => {
  it('says that the session is ending, and is itself again when the tab is looked at', async () => {
    document.title = 'Checkout';
    const shop = await openShop();
    await shop.at(780);
    expect(document.title).toBe('Checkout');
    hide(true);
    expect(document.title).toBe('Signing out soon · Checkout');
    await shop.at(800);
    expect(document.title).toBe('Signing out soon · Checkout');
    hide(false);
    expect(document.title).toBe('Checkout');
  });

  it('is itself again when the warning is answered elsewhere', async () => {
    document.title = 'Checkout';
    const shop = await openShop();
    const other = await shop.open();
    hide(true);
    await shop.at(780);
    expect(document.title).toBe('Signing out soon · Checkout');
    void other.session.extend();
    await shop.settle();
    expect(document.title).toBe('Checkout');
  });

  it('stays what the application made of it meanwhile', async () => {
    document.title = 'Checkout';
    const shop = await openShop();
    hide(true);
    await shop.at(780);
    document.title = '(1) Checkout';
    hide(false);
    expect(document.title).toBe('(1) Checkout');
  });
});
