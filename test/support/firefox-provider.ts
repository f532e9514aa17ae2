import { playwright } from '@vitest/browser-playwright';
import type { BrowserProviderOption } from 'vitest/node';
import { findFirefox } from './browsers.ts';
import { lendMouse } from './hands.ts';

/**
 * Opens the pages of vitest's browser mode in Firefox, if it is here. Playwright drives it, but for the mouse and for filling
 * a field: that it does there by a script that React takes for its own, so that what is filled in comes and goes.
 */
export function readFirefoxPages(): BrowserProviderOption | undefined {
  const executablePath = findFirefox();
  if (!executablePath) return undefined;
  const driven = playwright({ launchOptions: { channel: 'moz-firefox', executablePath } });
  return {
    ...driven,
    providerFactory(project) {
      const provider = driven.providerFactory(project);
      lendMouse(project, ({ page }) => ({
        run: (fn, arg) => page.evaluate(`(${fn})(${JSON.stringify(arg)})`),
        async mouse(...points) {
          const [first, ...others] = points;
          if (!first) return;
          await page.mouse.move(first.x, first.y);
          await page.mouse.down();
          for (const { x, y } of others) await page.mouse.move(x, y);
          await page.mouse.up();
        },
      }));
      return provider;
    },
  };
}
