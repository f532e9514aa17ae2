import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import type { Connect, Plugin } from 'vite';
import { pagePolicy, writePolicy } from './page-policy.ts';

/**
 * Sends the policy of the built page from Vite's own servers, too, so that what it forbids is seen while one writes it. In development Vite
 * writes scripts and styles into the page: those carry a nonce, another one in each answer.
 */
export function policy(): Plugin {
  const answering = new AsyncLocalStorage<string>();
  const send =
    (makeNonce: () => string | undefined): Connect.NextHandleFunction =>
    (_request, response, next) => {
      const nonce = makeNonce();
      response.setHeader('content-security-policy', writePolicy(pagePolicy(nonce)));
      if (nonce === undefined) next();
      else answering.run(nonce, next);
    };
  return {
    name: 'holdfast-demo-policy',
    apply: (_config, { command, isPreview }) => command === 'serve' || isPreview === true,
    config: () => ({ html: {} }),
    configResolved({ html, command }) {
      // Vite asks for it each time it writes a page.
      if (html && command === 'serve') Object.defineProperty(html, 'cspNonce', { get: () => answering.getStore() });
    },
    configureServer({ middlewares }) {
      middlewares.use(send(() => randomBytes(16).toString('base64')));
    },
    configurePreviewServer({ middlewares }) {
      middlewares.use(send(() => undefined));
    },
  };
}
