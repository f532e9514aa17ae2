import { createTestBrowser, type TestBrowser } from 'holdfast/testing';
import * as z from 'zod';
import type { SettingsOptions } from '../../../../src/documents/settings/face.ts';
import { createSettings } from '../../../../src/documents/settings/settings.ts';
import { ann, type Desk, openDesk } from '../support.ts';

export const schema = z.object({
  density: z.enum(['airy', 'dense'], 'Airy or dense.'),
  notifications: z.object({
    mail: z.boolean(),
    quiet: z.object({ from: z.number().min(0).max(24, 'A day has 24 hours.'), to: z.number().min(0).max(24) }),
  }),
  pinned: z.array(z.string().max(20)).max(4, 'Four at most.'),
  panel: z.object({ open: z.boolean(), width: z.number() }),
});
export const defaults = {
  density: 'airy',
  notifications: { mail: true, quiet: { from: 22, to: 7 } },
  pinned: ['compass'],
  panel: { open: false, width: 300 },
} as const;
export type Options = SettingsOptions<typeof schema, readonly ['pinned']>;

/** The settings of a shop; those of the panel are the tab's own. */
export const settingsOf = (desk: Desk, options: Partial<Options> = {}) =>
  createSettings(desk, 'workspace', {
    schema,
    defaults: { ...defaults, pinned: [...defaults.pinned] },
    sets: ['pinned'],
    scope: { panel: 'tab' },
    ...options,
  });

/** Ann's settings in one tab, restored. */
export const openOne = async () => {
  const browser = createTestBrowser();
  const desk = openDesk(browser, ann);
  const settings = settingsOf(desk);
  await browser.clock.settle();
  return { browser, desk, settings };
};

export const loose = z.object({ density: z.string(), limit: z.number(), tags: z.array(z.string()), note: z.string() });
export const loosely = { density: 'airy', limit: 1, tags: ['a'], note: '' };
type Loose = SettingsOptions<typeof loose, readonly ['tags']>;
export const looseOf = (desk: Desk, options: Partial<Loose> = {}) =>
  createSettings(desk, 'workspace', { schema: loose, defaults: loosely, sets: ['tags'], ...options });

/** Stored by a version that took anything, and read by one that doesn't. */
export const storeLoose = async (fill: (settings: ReturnType<typeof looseOf>, browser: TestBrowser) => unknown) => {
  const browser = createTestBrowser();
  const settings = looseOf(openDesk(browser, ann));
  await browser.clock.settle();
  await fill(settings, browser);
  await browser.clock.settle();
  browser.reopen();
  return { browser, desk: openDesk(browser, ann) };
};
export const reports = (desk: Desk): string[] => desk.reported.map(([, error]) => String((error as Error).message));
