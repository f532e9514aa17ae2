import { afterEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { createBrowserActivity } from '../../../src/platform/browser/activity.ts';
import { createShop } from '../../support/world/shop.ts';
import { button, click, frameOf, hearIn, inside } from './frames.ts';

afterEach(() => {
  document.body.replaceChildren();
});

describe('a frame as an activity source of a session', () => {
  /** Time and server are imitated; the frame, and who clicks in it, are real. */
  async function shopWith(frame: HTMLIFrameElement) {
    const shop = createShop();
    const tab = shop.browser.openTab();
    const a = await shop.signedIn({ platform: { ...tab.platform, activity: createBrowserActivity() } });
    return { ...shop, tab, a, remove: a.session.addActivitySource(frame) };
  }

  it('keeps the session alive', async () => {
    const frame = await frameOf(button);
    const { a, browser, remove } = await shopWith(frame);
    await browser.clock.advance(700_000);
    await click();
    await browser.clock.advance(700_000);
    expect(a.session.getState()).toMatchObject({ status: 'authenticated', warning: null });
    remove();
    await click();
    await browser.clock.advance(210_000);
    expect(a.status()).toBe('unauthenticated');
    a.release();
  });

  it('never gets the first click after a sleep past the end', async () => {
    const frame = await frameOf(button);
    const heard = hearIn(frame);
    const { a, browser } = await shopWith(frame);
    await userEvent.hover(inside().getByRole('button'));
    await browser.clock.sleep(2_000_000, { first: 'input' });
    await click();
    expect([a.status(), heard]).toEqual(['unauthenticated', []]);
    a.release();
  });

  it('of another origin is reported with what to do instead', async () => {
    const frame = await frameOf(button, 'allow-scripts');
    const { a, tab } = await shopWith(frame);
    expect(tab.reports.map(({ message }) => message)).toEqual([expect.stringContaining('reportActivity()')]);
    a.release();
  });
});
