import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createSettings } from '../../../../src/documents/settings/settings.ts';
import { ann, type Desk, openDesk } from '../support.ts';
import { loose, loosely, looseOf, settingsOf, storeLoose } from './support.ts';

describe('settings of an older version', () => {
  it('are translated one by one: renamed, dropped, a list that became a set, a set that was renamed', async () => {
    const browser = createTestBrowser();
    const old = createSettings(openDesk(browser, ann), 'workspace', {
      schema: z.object({
        compact: z.boolean(),
        labels: z.array(z.string()),
        list: z.array(z.string()),
        old: z.string(),
      }),
      defaults: { compact: false, labels: ['kept', 'gone'], list: [], old: '' },
      sets: ['labels'],
    });
    old.set({ compact: true, list: ['one', 'two'], old: 'x' });
    old.remove('labels', 'gone');
    old.add('labels', 'new');
    await browser.clock.settle();
    browser.reopen();
    const desk = openDesk(browser, ann);
    const settings = createSettings(desk, 'workspace', {
      schema: z.object({ density: z.enum(['airy', 'dense']), tags: z.array(z.string()), list: z.array(z.string()) }),
      defaults: { density: 'airy', tags: ['kept', 'gone'], list: [] },
      sets: ['tags', 'list'],
      version: 2,
      migrate: (path, value): Record<string, unknown> => {
        if (path === 'compact') return { density: value ? 'dense' : 'airy' };
        return path === 'labels' ? { tags: value } : path === 'old' ? {} : { [path]: value };
      },
    });
    await browser.clock.settle();
    expect(settings.getState().values).toEqual({ density: 'dense', tags: ['kept', 'new'], list: ['one', 'two'] });
    expect(desk.reported).toEqual([]);
  });

  it('keep of a list that became a set only what was last in it', async () => {
    const browser = createTestBrowser();
    const list = (desk: Desk, sets: readonly 'tags'[]) =>
      createSettings(desk, 'workspace', { schema: loose, defaults: loosely, sets });
    const desks = [openDesk(browser, ann), openDesk(browser, ann)] as const;
    const [one, other] = [list(desks[0], []), list(desks[1], [])];
    await browser.clock.settle();
    one.set('tags', ['x', 'y']);
    await browser.clock.settle();
    other.set('tags', ['y']);
    await browser.clock.settle();
    browser.reopen();
    const again = list(openDesk(browser, ann), ['tags']);
    await browser.clock.settle();
    expect(again.get('tags')).toEqual(['y']);
    again.add('tags', 'z');
    again.remove('tags', 'y');
    expect(again.get('tags')).toEqual(['z']);
    again.reset('tags');
    expect(again.get('tags')).toEqual(['a']);
  });

  it('for all that are a tab’s own by now begin with the default, and those of the tab say nothing to all', async () => {
    const browser = createTestBrowser();
    const widthIn = async (settings: ReturnType<typeof settingsOf>): Promise<number> => {
      await browser.clock.settle();
      return settings.getState().values.panel.width;
    };
    settingsOf(openDesk(browser, ann), { scope: {} }).set('panel.width', 400);
    await browser.clock.settle();
    browser.reopen();
    const desk = openDesk(browser, ann);
    const own = settingsOf(desk);
    expect(await widthIn(own)).toBe(300);
    own.set('panel.width', 500);
    expect(await widthIn(own)).toBe(500);
    desk.tab.close();
    expect(await widthIn(settingsOf(openDesk(browser, ann, desk.tab), { scope: {} }))).toBe(400);
  });

  it('that were reset stay so, also where the translation expects a value', async () => {
    const { desk, browser } = await storeLoose((settings) => {
      settings.set('note', 'x');
      settings.reset('note');
    });
    const settings = looseOf(desk, {
      version: 2,
      migrate: (path, value) => ({ [path]: (value as string).toUpperCase() }),
    });
    await browser.clock.settle();
    expect([settings.get('note'), desk.reported]).toEqual(['', []]);
  });

  it('show those of a newer version nothing, and leave them as they are', async () => {
    const { browser, desk } = await storeLoose((settings) => settings.set('note', 'older'));
    const newer = looseOf(desk, { version: 2 });
    await browser.clock.settle();
    newer.set('note', 'newer');
    await browser.clock.settle();
    browser.reopen();
    const old = openDesk(browser, ann);
    const settings = looseOf(old);
    await browser.clock.settle();
    expect(settings.getState()).toMatchObject({ values: loosely, saved: 'error' });
  });
});
