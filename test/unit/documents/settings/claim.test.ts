import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { ann, guest, openDesk } from '../support.ts';
import { defaults, openOne, settingsOf } from './support.ts';

describe("a guest's settings at sign-in", () => {
  const signIn = async (claim: 'keep-account' | 'join' | 'none' | undefined) => {
    const browser = createTestBrowser();
    const account = settingsOf(openDesk(browser, ann));
    account.set('notifications.quiet.from', 20);
    account.add('pinned', 'rope');
    await browser.clock.settle();
    browser.reopen();
    const desk = openDesk(browser, guest);
    const settings = settingsOf(desk, claim ? { claim } : {});
    await browser.clock.advance(1000);
    settings.set({ density: 'dense', 'notifications.quiet.from': 23 });
    settings.add('pinned', 'mug');
    await browser.clock.settle();
    desk.become(ann, 'signed-in');
    await browser.clock.settle();
    const { density, notifications, pinned } = settings.getState().values;
    return [density, notifications.quiet.from, [...pinned].sort()];
  };

  it('fill what the account has not set; a later edit of the account stands in any order', async () => {
    expect(await signIn(undefined)).toEqual(['dense', 20, ['compass', 'mug', 'rope']]);
  });

  it('win where they are later, if that is asked for, and stay behind if that is', async () => {
    expect(await signIn('join')).toEqual(['dense', 23, ['compass', 'mug', 'rope']]);
    expect(await signIn('none')).toEqual(['airy', 20, ['compass', 'rope']]);
  });

  it('of a tab go along, and another tab that opens does not take them for old ones', async () => {
    const browser = createTestBrowser();
    const desk = openDesk(browser, guest);
    settingsOf(desk).set('panel.width', 51_777_215);
    await browser.clock.settle();
    desk.become(ann, 'signed-in');
    await browser.clock.settle();
    settingsOf(openDesk(browser, ann));
    await browser.clock.settle();
    desk.exit();
    desk.tab.close();
    const reloaded = settingsOf(openDesk(browser, ann, desk.tab));
    await browser.clock.settle();
    expect(reloaded.get('panel.width')).toBe(51_777_215);
  });

  it('are gone after a sign-out, and so are those of the account', async () => {
    const { browser, desk, settings } = await openOne();
    settings.set('panel.width', 51_777_215);
    await browser.clock.settle();
    desk.become(guest, 'signed-out');
    await browser.clock.settle();
    expect(settings.getState().values).toEqual(defaults);
    expect(browser.text()).not.toContain('51777215');
  });
});
