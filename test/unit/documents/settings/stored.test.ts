import { createTestBrowser, type TestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { SettingsOptions } from '../../../../src/documents/settings/face.ts';
import { createSettings } from '../../../../src/documents/settings/settings.ts';
import { ann, type Desk, guest, openDesk } from '../support.ts';
import { defaults, openOne, settingsOf } from './support.ts';

const loose = z.object({ density: z.string(), limit: z.number(), tags: z.array(z.string()), note: z.string() });
const loosely = { density: 'airy', limit: 1, tags: ['a'], note: '' };
type Loose = SettingsOptions<typeof loose, readonly ['tags']>;
const looseOf = (desk: Desk, options: Partial<Loose> = {}) =>
  createSettings(desk, 'workspace', { schema: loose, defaults: loosely, sets: ['tags'], ...options });

/** Stored by a version that took anything, and read by one that doesn't. */
const store = async (fill: (settings: ReturnType<typeof looseOf>, browser: TestBrowser) => unknown) => {
  const browser = createTestBrowser();
  const settings = looseOf(openDesk(browser, ann));
  await browser.clock.settle();
  await fill(settings, browser);
  await browser.clock.settle();
  browser.reopen();
  return { browser, desk: openDesk(browser, ann) };
};
const reports = (desk: Desk): string[] => desk.reported.map(([, error]) => String((error as Error).message));

describe('stored settings that the schema refuses', () => {
  const strict = loose.extend({ density: z.enum(['airy', 'dense']), tags: z.array(z.string().max(3, 'Too long.')) });

  it('are set aside alone and reported once, and come back under a schema that takes them', async () => {
    const { browser, desk } = await store((settings) => {
      settings.set({ density: 'cosy', limit: 7 });
      settings.set('tags', ['b', 'much too long']);
    });
    const settings = looseOf(desk, { schema: strict as never });
    await browser.clock.settle();
    desk.wake();
    await browser.clock.settle();
    expect(settings.getState().values).toEqual({ density: 'airy', limit: 7, tags: ['b'], note: '' });
    expect(reports(desk)).toEqual([
      expect.stringMatching(/"density" is refused .*set aside/),
      expect.stringMatching(/"tags" is refused \(Too long\.\)/),
    ]);
    settings.set('limit', 8);
    await browser.clock.settle();
    browser.reopen();
    const again = looseOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(again.get('density')).toBe('cosy');
    again.reset();
    expect(again.getState().values).toEqual(loosely);
  });

  it('are the newest ones where nobody can say which is wrong', async () => {
    const { browser, desk } = await store(async (settings, { clock }) => {
      for (const tag of ['c', 'd', 'b']) {
        await clock.advance(1);
        settings.add('tags', tag);
      }
    });
    const three = loose.extend({ tags: z.array(z.string()).max(3, 'Three at most.') });
    const settings = looseOf(desk, { schema: three as never });
    await browser.clock.settle();
    expect(settings.get('tags')).toEqual(['a', 'c', 'd']);
    expect(reports(desk)).toEqual([expect.stringMatching(/Three at most/)]);
  });

  it('stay where they only go together', async () => {
    const { browser, desk } = await store((settings) => settings.set({ density: 'dense', limit: 9, note: 'x' }));
    // No issue says where.
    const together = loose.refine(({ density, limit, note }) => (density === 'dense') === limit > 5 && note === '');
    const settings = looseOf(desk, { schema: together as never });
    await browser.clock.settle();
    expect(settings.getState().values).toEqual(loosely);
    const first = loose.refine(({ density, limit }) => density === 'airy' || limit > 5);
    const other = looseOf(openDesk(browser, ann), { schema: first as never });
    await browser.clock.settle();
    expect(other.getState().values).toEqual({ ...loosely, density: 'dense', limit: 9, note: 'x' });
  });

  it('never make reading throw, not even with a schema that does', async () => {
    const { browser, desk } = await store((settings) => settings.set({ density: 'dense', note: 'bang' }));
    const throwing = loose.refine(({ note }) => {
      if (note) throw new Error('Boom.');
      return true;
    });
    const settings = looseOf(desk, { schema: throwing as never });
    await browser.clock.settle();
    expect(settings.getState().values).toEqual({ ...loosely, density: 'dense' });
    expect(() => settings.set('note', 'bang')).toThrow(/must not throw/);
  });

  it('are set aside by the vault where they are no settings at all', async () => {
    const { browser, desk, settings } = await openOne();
    settings.set('density', 'dense');
    await browser.clock.settle();
    const database = desk.tab.platform.openDatabase('shop');
    const [stored] = (await database.range('journal', 'u-ann/')).filter(([key]) => key.includes('density'));
    const [key, value] = stored as [string, [number, string, unknown]];
    const beside = (element: string): string => key.replace('@set:density', element);
    await database.put('journal', [
      [beside('@set:pinned="mug"'), [1, value[1], ['0000000000000x', 'yes']]],
      [beside('@set:pinned=mug'), [1, value[1], ['0000000000000x', true]]],
    ]);
    browser.reopen();
    const next = openDesk(browser, ann);
    const again = settingsOf(next);
    await browser.clock.settle();
    expect(again.getState().values).toEqual({ ...defaults, density: 'dense' });
    expect(reports(next)).toEqual([expect.stringMatching(/had 2 stored records/)]);
  });
});

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

  it('that were reset stay so, also where the translation expects a value', async () => {
    const { desk, browser } = await store((settings) => {
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
    const { browser, desk } = await store((settings) => settings.set('note', 'older'));
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
    settingsOf(desk).set('panel.width', 512);
    await browser.clock.settle();
    desk.become(ann, 'signed-in');
    await browser.clock.settle();
    settingsOf(openDesk(browser, ann));
    await browser.clock.settle();
    desk.exit();
    desk.tab.close();
    const reloaded = settingsOf(openDesk(browser, ann, desk.tab));
    await browser.clock.settle();
    expect(reloaded.get('panel.width')).toBe(512);
  });

  it('are gone after a sign-out, and so are those of the account', async () => {
    const { browser, desk, settings } = await openOne();
    settings.set('panel.width', 512);
    await browser.clock.settle();
    desk.become(guest, 'signed-out');
    await browser.clock.settle();
    expect(settings.getState().values).toEqual(defaults);
    expect(browser.text()).not.toContain('512');
  });
});

describe('options of settings', () => {
  const desk = openDesk(createTestBrowser(), ann);
  const refused: readonly [RegExp, object][] = [
    [/"density" must be a list/, { sets: ['density'] }],
    [/scope "color" is no setting/, { scope: { color: 'tab' } }],
    [/scope is one of tab, device, account; not page/, { scope: 'page' }],
    [/scope is one of/, { scope: { panel: 'page' } }],
    [/refuses the defaults: density Airy or dense/, { defaults: { ...defaults, density: 'cosy' } }],
    [/defaults must be an object/, { defaults: {} }],
    [/must be made of names/, { defaults: { ...defaults, 'a.b': 1 } }],
    [/schema must be a Standard Schema/, { schema: {} }],
    [/must be synchronous/, { schema: z.object({}).refine(async () => true) }],
    [/no option "ttl"/, { ttl: 1 }],
    [/version counts/, { version: 0 }],
    [/claim is one of/, { claim: 'sum' }],
  ];
  it.each(refused)('are refused with the reason: %s', (reason, options) => {
    expect(() => settingsOf(desk, options as never)).toThrow(reason);
  });
});
