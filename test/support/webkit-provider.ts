import { defineBrowserProvider } from '@vitest/browser';
import type { BrowserProviderOption } from 'vitest/node';
import type { TestBrowser } from './tab.ts';
import { findWebkit, openWebkit } from './webkit-browser.ts';

/** Opens the pages of vitest's browser mode in WebKit, if it is here. Nobody can click or type in them but by script. */
export function readWebkitPages(): BrowserProviderOption | undefined {
  const binary = findWebkit();
  if (!binary) return undefined;
  return defineBrowserProvider({
    name: 'webkit',
    providerFactory(project) {
      // A window has the size that its screen allows.
      project.browser?.registerCommand('__vitest_viewport' as never, async () => undefined as never);
      let browser: Promise<TestBrowser> | undefined;
      return {
        name: 'webkit',
        supportsParallelism: false,
        getCommandsContext: () => ({}),
        async openPage(_session, url) {
          browser ??= openWebkit(binary);
          await (await browser).newTab(url);
        },
        close: async () => (await browser)?.close(),
      };
    },
  });
}
