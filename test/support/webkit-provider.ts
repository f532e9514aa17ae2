import { fileURLToPath } from 'node:url';
import { defineBrowserProvider } from '@vitest/browser';
import type { BrowserProviderOption } from 'vitest/node';
import { findWebkit, openWebkit } from './webkit-browser.ts';
import { lendHands } from './webkit-hands.ts';
import type { WebkitTab } from './webkit-tab.ts';

/** Gives a page `page.getByRole` and the like. */
const locators = fileURLToPath(new URL('locators.js', import.meta.resolve('@vitest/browser-playwright')));

/** Opens the pages of vitest's browser mode in WebKit, if it is here. */
export function readWebkitPages(): BrowserProviderOption | undefined {
  const binary = findWebkit();
  if (!binary) return undefined;
  return defineBrowserProvider({
    name: 'webkit',
    providerFactory(project) {
      let opening: ReturnType<typeof openWebkit> | undefined;
      let tab: WebkitTab | undefined;
      lendHands(project, () => {
        if (!tab) throw new Error('No page was opened in WebKit yet.');
        return tab;
      });
      return {
        name: 'webkit',
        supportsParallelism: false,
        initScripts: [locators],
        getCommandsContext: () => ({}),
        async openPage(_session, url) {
          opening ??= openWebkit(binary);
          tab = await (await opening).newTab();
          // As large as the page of a story may get, and what is around it.
          await tab.resize({ width: 1040, height: 860 });
          await tab.goto(url);
        },
        close: async () => (await opening)?.close(),
      };
    },
  });
}
