import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import { type RunningProvider, startProvider } from './oidc-provider.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** An application on one origin, and the provider its people sign in at on another. */
export interface OidcShop {
  readonly origin: string;
  readonly provider: RunningProvider;
  close(): Promise<void>;
}

/** The script of `oidc-page.ts`, as a browser takes it. */
export async function buildOidcPage(): Promise<string> {
  const built = (await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    resolve: {
      alias: [
        { find: /^holdfast$/, replacement: at('../../src/index.ts') },
        { find: /^holdfast\/oidc$/, replacement: at('../../src/oidc.ts') },
      ],
    },
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      lib: { entry: at('oidc-page.ts'), formats: ['es'], fileName: () => 'page.js' },
    },
  })) as Rolldown.RolldownOutput[];
  return built[0]?.output[0].code ?? '';
}

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
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  // Another site than the provider's, as in life.
  const origin = `http://shop-${process.pid}.localhost:${(server.address() as AddressInfo).port}`;
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
      server.closeAllConnections();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}
