import { createTestBrowser } from 'holdfast/testing';
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
