import { cdp, page } from 'vitest/browser';

/** What Chromium pretends of the person's settings. */
export const emulate = (features: Record<string, string>): Promise<unknown> =>
  cdp().send('Emulation.setEmulatedMedia', {
    features: Object.entries(features).map(([name, value]) => ({ name, value })),
  });

/** A picture to look at. */
export const shoot = (name: string): Promise<unknown> =>
  page.screenshot({ path: `../../../node_modules/.cache/screenshots/${name}.png` });
