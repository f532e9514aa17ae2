import { createServer } from 'node:http';
import { listen, shut } from '../support/listen.ts';
import { bundlePage } from '../support/page-build.ts';
import { type RunningProvider, startProvider } from './oidc-provider.ts';

/** An application on one origin, and the provider its people sign in at on another. */
export interface OidcShop {
  readonly origin: string;
  readonly provider: RunningProvider;
  close(): Promise<void>;
}

/** The script of `oidc-page.ts`, as a browser takes it. */
export const buildOidcPage = (): Promise<string> => bundlePage(new URL('oidc-page.ts', import.meta.url));

export async function openOidcShop(
  script: string,
  { accessLifetime = 60, dpop = false }: { readonly accessLifetime?: number; readonly dpop?: boolean },
): Promise<OidcShop> {
  let issuer = '';
  const server = createServer((request, response) => {
    if (request.url === '/page.js') return response.setHeader('content-type', 'text/javascript').end(script);
    const provider = JSON.stringify({ issuer, dpop });
    return response
      .setHeader('content-type', 'text/html; charset=utf-8')
      .end(
        `<!doctype html><html data-provider='${provider}'><title>shop</title><body></body><script type="module" src="/page.js"></script>`,
      );
  });
  const port = await listen(server);
  // Another site than the provider's, as in life.
  const origin = `http://shop-${process.pid}.localhost:${port}`;
  const provider = await startProvider({
    redirectUris: [`${origin}/signed-in`],
    postLogoutRedirectUris: [`${origin}/`],
    accessLifetime,
  });
  ({ issuer } = provider);
  return {
    origin,
    provider,
    async close() {
      await provider.close();
      await shut(server);
    },
  };
}
