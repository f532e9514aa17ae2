import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { pagePolicy } from './page-policy.ts';

/** The files of a built page, with `index.html` for every address that the page itself makes up. */
export function staticPages(root: string): Hono {
  const isFile = (path: string): boolean => /\.\w+$/.test(path);

  return new Hono()
    .use(
      secureHeaders({
        contentSecurityPolicy: pagePolicy(),
        xFrameOptions: 'DENY',
        // The server in front that speaks https says it; over plain http browsers ignore it.
        strictTransportSecurity: false,
      }),
    )
    .use(async (c, next) => {
      await next();
      // Built files carry a hash in their names; the page that names them must be asked for each time. Not `no-store`,
      // which would keep it out of the back/forward cache.
      const forever = c.res.ok && c.req.path.startsWith('/assets/');
      c.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
    })
    .use(serveStatic({ root }))
    .get('*', (c, next) => (isFile(c.req.path) ? next() : serveStatic({ root, path: 'index.html' })(c, next)));
}
