import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createSettings } from '../../../../src/documents/settings/settings.ts';
import { ann, openDesk } from '../support.ts';
import { defaults, loose, loosely, looseOf, openOne, reports, settingsOf, storeLoose } from './support.ts';

describe('stored settings that the schema refuses', () => {
  const strict = loose.extend({ density: z.enum(['airy', 'dense']), tags: z.array(z.string().max(3, 'Too long.')) });

  it('are set aside alone and reported once, and come back under a schema that takes them', async () => {
    const { browser, desk } = await storeLoose((settings) => {
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
    const { browser, desk } = await storeLoose(async (settings, { clock }) => {
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
    const { browser, desk } = await storeLoose((settings) => settings.set({ density: 'dense', limit: 9, note: 'x' }));
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
    const { browser, desk } = await storeLoose((settings) => settings.set({ density: 'dense', note: 'bang' }));
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
    const [stored] = (await database.range('journal', '')).filter(([, value]) => String(value).includes('density'));
    const [key] = stored as [string, string];
    await database.put('journal', [
      [`${key}b`, '1["@set:pinned=\\"mug\\"",["0000000000000x","yes"]]'],
      [`${key}d`, '1["@set:pinned=mug",["0000000000000x",true]]'],
    ]);
    browser.reopen();
    const next = openDesk(browser, ann);
    const again = settingsOf(next);
    await browser.clock.settle();
    expect(again.getState().values).toEqual({ ...defaults, density: 'dense' });
    expect(reports(next)).toEqual([expect.stringMatching(/had 2 stored records/)]);
  });
});

it('settings that stay after a sign-out are sealed, unless it is said otherwise', async () => {
  for (const [options, found] of [
    [{ afterSignOut: 'seal' }, false],
    [{}, true],
  ] as const) {
    const browser = createTestBrowser();
    const settings = looseOf(openDesk(browser, ann), options);
    await browser.clock.settle();
    settings.set('note', 'canary');
    await browser.clock.settle();
    expect(browser.text().includes('canary')).toBe(found);
  }
});

it('a setting is what it was set to last, also after a clock that was far ahead', async () => {
  const { browser, desk } = await storeLoose((settings, { clock }) => {
    clock.setWall(3_600_000);
    settings.set('note', 'ahead');
  });
  browser.clock.setWall(-3_600_000);
  const settings = looseOf(desk);
  await browser.clock.settle();
  settings.set('note', 'later');
  expect(settings.get('note')).toBe('later');
});

it('a set tells a number from the text of its digits', async () => {
  const browser = createTestBrowser();
  const mixed = z.object({ marks: z.array(z.union([z.string(), z.number()])) });
  const marksOf = () =>
    createSettings(openDesk(browser, ann), 'marks', { schema: mixed, defaults: { marks: [] }, sets: ['marks'] });
  const settings = marksOf();
  await browser.clock.settle();
  settings.add('marks', '1');
  settings.add('marks', 1);
  settings.remove('marks', '1');
  await browser.clock.settle();
  browser.reopen();
  const again = marksOf();
  await browser.clock.settle();
  expect(again.get('marks')).toEqual([1]);
});
