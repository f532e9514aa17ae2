import { Auth, type AuthConfig } from '@auth/core';
import credentials from '@auth/core/providers/credentials';
import type { Handler } from './front.ts';

/** What `@auth/express`, `next-auth` and the like do around `Auth`: a request of Node's becomes one of the web's. */
export function createAuthJsServer(origin: string, more: Partial<AuthConfig> = {}): Handler {
  const config: AuthConfig = {
    basePath: '/auth',
    secret: 'thirty-two letters that are no secret',
    trustHost: true,
    logger: { error: () => undefined, warn: () => undefined },
    providers: [
      credentials({
        credentials: { username: {}, password: {} },
        authorize: ({ username, password }) =>
          password === 'correct' ? { id: String(username), name: 'Somebody', email: `${username}@example.com` } : null,
      }),
    ],
    ...more,
  };
  return async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers)) if (value) headers.set(name, String(value));
    const { method = 'GET', url = '/' } = request;
    const body = chunks.length > 0 ? Buffer.concat(chunks) : null;
    const answer = await Auth(new Request(new URL(url, origin), { method, headers, body }), config);
    response.statusCode = answer.status;
    for (const [name, value] of answer.headers) response.appendHeader(name, value);
    response.end(Buffer.from(await answer.arrayBuffer()));
  };
}
