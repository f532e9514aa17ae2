import { cleanup } from '@testing-library/react';
import { useSessionTimer } from 'holdfast/react';
import { renderWithSession } from 'holdfast/testing/react';
import { type ReactNode, useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { openSession } from './support/shop.tsx';

afterEach(cleanup);

/** A warning of one's own: nothing of the library's look, everything of its time. */
function OwnWarning(): ReactNode {
  const timer = useSessionTimer();
  const [says, say] = useState('');
  if (timer.phase !== 'warning') return null;
  // Numbers from here on, without a question mark: the phase says that there are some.
  const left: string = timer.seconds > 60 ? `${timer.minutes.toFixed(0)} min` : `${timer.seconds.toFixed(0)} s`;
  const stay = async (): Promise<void> => {
    const { outcome } = await timer.extend();
    if (outcome === 'reauthentication-needed') say('Please sign in again.');
  };
  return (
    <section aria-label="Own warning">
      <p>
        {left} until {timer.kind}, {timer.extension}
        {timer.kept && ', work is kept'} {says}
      </p>
      <button type="button" onClick={stay}>
        Stay
      </button>
      <button type="button" onClick={() => void timer.signOut()}>
        Leave
      </button>
    </section>
  );
}

describe('a warning of one’s own', () => {
  const text = (): string | undefined => document.querySelector('section p')?.textContent.trim();
  const openOwn = async (...options: Parameters<typeof openSession>): ReturnType<typeof openSession> => {
    const shop = await openSession(...options);
    await renderWithSession(<OwnWarning />, shop);
    return shop;
  };

  it('counts, waits, fails, tries again, and goes', async () => {
    const shop = await openOwn();
    await shop.at(779);
    expect(text()).toBeUndefined();
    await shop.at(780);
    expect(text()).toBe('2 min until idle, none');
    shop.browser.network.setOffline(true);
    await page.getByRole('button', { name: 'Stay' }).click();
    await shop.at(850);
    expect(text()).toMatch(/^50 s until idle, (failed|pending)$/);
    shop.browser.network.setOffline(false);
    await shop.at(860);
    expect(text()).toBeUndefined();
    await shop.at(860 + 790);
    await page.getByRole('button', { name: 'Leave' }).click();
    await shop.settle();
    expect(text()).toBeUndefined();
    expect(shop.status()).toBe('unauthenticated');
  });

  it('learns at the lifetime that only signing in helps', async () => {
    const shop = await openOwn({ lifetime: 900_000 });
    await shop.at(700);
    shop.tab.input();
    await shop.at(870);
    expect(text()).toBe('30 s until absolute, none');
    const asked = shop.browser.network.requests.length;
    await page.getByRole('button', { name: 'Stay' }).click();
    await expect.poll(text).toContain('Please sign in again.');
    expect(shop.browser.network.requests.length).toBe(asked);
  });
});
