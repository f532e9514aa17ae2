import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createSettings } from '../../../../src/documents/settings/settings.ts';
import { hasWork } from '../../../../src/vault/has-work.ts';
import { ann, openDesk } from '../support.ts';
import { defaults, openOne, settingsOf } from './support.ts';

/** Two tabs of one person. */
const openTwo = async () => {
  const { browser, desk, settings } = await openOne();
  const other = settingsOf(openDesk(browser, ann));
  await browser.clock.settle();
  return { browser, desk, here: settings, there: other };
};

describe('settings', () => {
  it('are their defaults until something is set, and again when it is reset', async () => {
    const { settings } = await openOne();
    expect(settings.getState()).toEqual({ values: defaults, changed: [], saved: 'saved', savedTo: 'device' });
    settings.set('notifications.quiet.from', 20);
    settings.set('density', 'dense');
    expect(settings.get('notifications')).toEqual({ mail: true, quiet: { from: 20, to: 7 } });
    expect(settings.getState().changed).toEqual(['density', 'notifications.quiet.from']);
    settings.reset('notifications');
    expect([settings.get('notifications.quiet.from'), settings.get('density')]).toEqual([22, 'dense']);
    settings.set('density', undefined);
    expect(settings.getState()).toMatchObject({ values: defaults, changed: [] });
  });

  it('are there after a crash, and live in other tabs', async () => {
    const { browser, here, there } = await openTwo();
    here.set('density', 'dense');
    there.set('notifications.mail', false);
    await browser.clock.settle();
    const both = { ...defaults, density: 'dense', notifications: { ...defaults.notifications, mail: false } };
    expect([here.getState().values, there.getState().values]).toEqual([both, both]);
    browser.reopen();
    const again = settingsOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(again.getState().values).toEqual(both);
  });

  it('go back to their defaults in every tab, and so they stay', async () => {
    const { browser, here, there } = await openTwo();
    here.set({ density: 'dense', 'notifications.mail': false });
    there.add('pinned', 'mug');
    there.remove('pinned', 'compass');
    await browser.clock.settle();
    here.reset();
    await browser.clock.settle();
    expect([here.getState(), there.getState()]).toMatchObject([{ values: defaults }, { values: defaults }]);
    browser.reopen();
    const again = settingsOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(again.getState()).toMatchObject({ values: defaults, changed: [] });
  });

  it('keep the identity of what did not change', async () => {
    const { settings } = await openOne();
    const { notifications, pinned } = settings.getState().values;
    settings.set('density', 'dense');
    expect(settings.getState().values.notifications).toBe(notifications);
    settings.set('notifications.quiet.to', 8);
    expect(settings.getState().values.pinned).toBe(pinned);
    const before = settings.getState();
    settings.set('density', 'dense');
    expect(settings.getState()).toBe(before);
  });

  it('are what the schema makes of them, and are set to what it takes', async () => {
    const browser = createTestBrowser();
    const settings = createSettings(openDesk(browser, ann), 'rows', {
      schema: z.object({ rows: z.string().transform(Number), since: z.string().optional() }),
      defaults: { rows: '20', since: undefined },
    });
    settings.set('rows', '50');
    expect(settings.getState()).toMatchObject({ values: { rows: 50 }, changed: ['rows'] });
    settings.set('since', '2026');
    expect(settings.get('since')).toBe('2026');
  });

  it('are refused with path and reason when the schema refuses, and nothing changes', async () => {
    const { settings } = await openOne();
    const before = settings.getState();
    const refused = (act: () => void, text: RegExp) => {
      expect(act).toThrow(expect.objectContaining({ code: 'HOLDFAST_USAGE' }));
      expect(act).toThrow(text);
    };
    refused(() => settings.set('notifications.quiet.from', 25), /notifications\.quiet\.from.*24 hours/);
    refused(() => settings.set({ density: 'dense', 'notifications.quiet.to': -1 }), /notifications\.quiet\.to/);
    refused(() => settings.set('density', { target: new (class {})() } as never), /must be set to data/);
    refused(() => settings.set('color' as never, 1 as never), /has no setting "color"/);
    refused(() => settings.set('notifications' as never, {} as never), /has no setting "notifications"/);
    refused(() => settings.reset('color' as never), /has no setting "color"/);
    refused(() => settings.add('density' as never, 'mug' as never), /"density" is no set/);
    refused(() => settings.add('pinned', Number.NaN as never), /a text, a number or a boolean/);
    for (const sku of ['mug', 'rope', 'lamp']) settings.add('pinned', sku);
    refused(() => settings.add('pinned', 'knife'), /Four at most/);
    settings.reset();
    expect(settings.getState().values).toEqual(before.values);
  });

  it('can be set together where one alone would be refused', () => {
    const browser = createTestBrowser();
    const range = z
      .object({ min: z.number(), max: z.number() })
      .refine(({ min, max }) => min <= max, { path: ['min'], message: 'Above max.' });
    const settings = createSettings(openDesk(browser, ann), 'range', { schema: range, defaults: { min: 0, max: 1 } });
    expect(() => settings.set('min', 5)).toThrow(/min: Above max/);
    settings.set({ min: 5, max: 9 });
    expect(settings.getState().values).toEqual({ min: 5, max: 9 });
    expect(() => settings.reset('max')).toThrow(/Above max/);
  });

  it('are no unfinished work', async () => {
    const { browser, desk, settings } = await openOne();
    settings.set('density', 'dense');
    settings.add('pinned', 'mug');
    await browser.clock.settle();
    expect(desk.kept()).toBe(false);
  });

  it('can be sealed: nothing of them can be read in storage, and they are still nobody’s unfinished work', async () => {
    const browser = createTestBrowser();
    const desk = openDesk(browser, ann);
    const settings = settingsOf(desk, { personal: true });
    await browser.clock.settle();
    settings.add('pinned', 'canary');
    settings.set('density', 'dense');
    await browser.clock.settle();
    expect(browser.text()).not.toMatch(/canary|dense|pinned/);
    expect([desk.kept(), await hasWork(desk.tab.platform.openDatabase('shop'), ann.id)]).toEqual([false, false]);
    browser.reopen();
    const again = settingsOf(openDesk(browser, ann), { personal: true });
    await browser.clock.settle();
    expect(again.getState().values).toMatchObject({ density: 'dense', pinned: ['compass', 'canary'] });
  });
});

describe('a set in settings', () => {
  it('keeps the members that two tabs add at the same time, and lets one go that a tab removes', async () => {
    const { browser, here, there } = await openTwo();
    here.add('pinned', 'mug');
    there.add('pinned', 'rope');
    there.remove('pinned', 'compass');
    await browser.clock.settle();
    expect([here.get('pinned'), there.get('pinned')]).toEqual([here.get('pinned'), here.get('pinned')]);
    expect([...here.get('pinned')].sort()).toEqual(['mug', 'rope']);
    expect([here.has('pinned', 'rope'), here.has('pinned', 'compass')]).toEqual([true, false]);
  });

  it('answers whether anything changed, and shows members in the order in which they came', async () => {
    const { browser, settings } = await openOne();
    expect([settings.add('pinned', 'mug'), settings.add('pinned', 'mug')]).toEqual([true, false]);
    expect([settings.remove('pinned', 'rope'), settings.remove('pinned', 'compass')]).toEqual([false, true]);
    await browser.clock.advance(1);
    settings.add('pinned', 'anchor');
    expect(settings.get('pinned')).toEqual(['mug', 'anchor']);
    settings.set('pinned', ['anchor', 'lamp']);
    expect(settings.get('pinned')).toEqual(['anchor', 'lamp']);
    settings.reset('pinned');
    expect(settings.get('pinned')).toEqual(['compass']);
  });
});

describe('settings of a tab', () => {
  it('are its own, over a reload, and the defaults in every other tab', async () => {
    const { browser, desk, here, there } = await openTwo();
    here.set('panel.open', true);
    await browser.clock.settle();
    expect([here.get('panel.open'), there.get('panel.open')]).toEqual([true, false]);
    there.reset();
    await browser.clock.settle();
    desk.exit();
    desk.tab.close();
    const reloaded = settingsOf(openDesk(browser, ann, desk.tab));
    const fresh = settingsOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect([reloaded.get('panel.open'), fresh.get('panel.open')]).toEqual([true, false]);
  });

  it('are taken along by a duplicate that began with the name of a hidden tab', async () => {
    const { browser, desk, settings } = await openOne();
    settings.set('panel.width', 500);
    await browser.clock.settle();
    desk.exit();
    desk.deaf = true;
    const duplicate = settingsOf(openDesk(browser, ann, desk.tab));
    await browser.clock.settle();
    desk.deaf = false;
    desk.wake();
    await browser.clock.settle();
    expect([duplicate.get('panel.width'), settings.get('panel.width')]).toEqual([500, 500]);
    duplicate.set('panel.width', 200);
    await browser.clock.settle();
    expect([duplicate.get('panel.width'), settings.get('panel.width')]).toEqual([200, 500]);
  });

  it('are forgotten a month after the tab is gone', async () => {
    const { browser, desk, settings } = await openOne();
    settings.set('panel.width', 51_777_215);
    await browser.clock.settle();
    expect(browser.text()).toContain('51777215');
    desk.exit();
    desk.tab.close();
    await browser.clock.sleep(32 * 86_400_000);
    const other = settingsOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(browser.text()).not.toContain('51777215');
    expect(other.get('panel.width')).toBe(300);
  });
});
