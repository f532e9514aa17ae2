/// <reference types="msw/vite/client" />

import { network } from 'virtual:msw';
import { http } from 'msw/http';
import { createApp } from './app.ts';
import { createCookieJar } from './cookie-jar.ts';
import { createIndexedDbStore } from './homes/indexeddb.ts';

/**
 * Answers `/api` inside the page, for a static build that has no server. Each tab runs the app for its own requests;
 * the state lies in IndexedDB, so all tabs meet the same server. Resolves when requests are being answered.
 *
 * Import it only where it is wanted, since it brings msw along:
 * `if (import.meta.env.MODE === 'pages') await (await import('./backend/in-page.ts')).startInPageBackend();`
 */
export async function startInPageBackend(): Promise<void> {
  const store = createIndexedDbStore({ name: 'holdfast-demo-backend' });
  const app = createApp({ store });
  const jar = createCookieJar(store, document);

  network.configure({
    handlers: [http.all('/api/*', ({ request }) => jar.exchange(async (cookies) => app.fetch(request, { cookies })))],
    onUnhandledFrame: 'bypass',
    context: { quiet: true },
  });
  await network.enable();
}
