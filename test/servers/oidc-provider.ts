import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import Provider, { type Configuration } from 'oidc-provider';
import { listen, shut } from '../support/listen.ts';
import { isProof } from './dpop-proof.ts';
import { createProviderStore, type ProviderStore } from './oidc-adapter.ts';

/** Where the pages of the application are, and for how many seconds tokens live. */
export interface ProviderOptions {
  readonly redirectUris: readonly string[];
  readonly postLogoutRedirectUris?: readonly string[];
  /** Seconds. @default 3 */
  readonly accessLifetime?: number;
}

/** panva's `oidc-provider` on loopback: rotation with reuse detection, and an API that its access tokens open. */
export interface RunningProvider extends Pick<ProviderStore, 'refreshTokens' | 'revokeAll' | 'expireAccessTokens'> {
  readonly issuer: string;
  readonly clientId: string;
  /** Seconds, of tokens that are given from now on. */
  accessLifetime: number;
  /** Who signs in when a page asks; null for somebody who says no. */
  user: { readonly id: string; readonly name: string } | null;
  /** What happened, in order: `authorization_code`, `refresh_token`, `refused invalid_grant`, `grant revoked`, `session ended`. */
  readonly log: readonly string[];
  /** How often something is in the log. */
  count(what: string): number;
  /** Runs before anything is answered; what it returns true for gets no answer from the provider. */
  interrupt: ((request: IncomingMessage, response: ServerResponse) => boolean) | null;
  close(): Promise<void>;
}

const clientId = 'shop';

export async function startProvider({
  redirectUris,
  postLogoutRedirectUris = [],
  accessLifetime = 3,
}: ProviderOptions): Promise<RunningProvider> {
  const server = createServer();
  const issuer = `http://127.0.0.1:${await listen(server)}`;
  const log: string[] = [];
  const origins = redirectUris.map((uri) => new URL(uri).origin);

  const { adapter, ...hands } = createProviderStore();
  const running: RunningProvider = {
    ...hands,
    issuer,
    clientId,
    accessLifetime,
    user: { id: 'ada', name: 'Ada Lovelace' },
    log,
    count: (what) => log.filter((line) => line === what).length,
    interrupt: null,
    close: () => shut(server),
  };

  const provider = new Provider(issuer, {
    ...configure({ redirectUris, postLogoutRedirectUris }, origins, () => running.accessLifetime),
    adapter,
  });
  provider.on('grant.success', ({ oidc }) => log.push(String(oidc.params?.['grant_type'])));
  provider.on('grant.error', (_ctx, error) => log.push(`refused ${error.message}`));
  provider.on('grant.revoked', () => log.push('grant revoked'));
  provider.on('end_session.success', () => log.push('session ended'));
  provider.on('server_error', (_ctx, error) => log.push(`server error ${error.message}`));
  const handle = provider.callback();

  const interact = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { prompt, params, session } = await provider.interactionDetails(request, response);
    const { user } = running;
    if (!user) {
      const denied = { error: 'access_denied', error_description: 'The person said no.' };
      return provider.interactionFinished(request, response, denied);
    }
    if (prompt.name === 'login')
      return provider.interactionFinished(request, response, { login: { accountId: user.id } });
    const grant = new provider.Grant({
      accountId: session?.accountId ?? user.id,
      clientId: String(params['client_id']),
    });
    grant.addOIDCScope(String(params['scope']));
    const grantId = await grant.save();
    return provider.interactionFinished(request, response, { consent: { grantId } });
  };

  const answerApi = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.setHeader('access-control-allow-origin', request.headers.origin ?? '*');
    response.setHeader('access-control-allow-headers', 'authorization, dpop');
    response.setHeader('access-control-expose-headers', 'www-authenticate, dpop-nonce');
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    const [scheme, credential = ''] = (request.headers.authorization ?? '').split(' ');
    const nonce = 'nonce-of-the-api';
    if (scheme === 'DPoP') response.setHeader('dpop-nonce', nonce);
    const token = await provider.AccessToken.find(credential);
    if (!token?.isValid)
      return void response.writeHead(401, { 'www-authenticate': 'Bearer error="invalid_token"' }).end();
    if (token.jkt && !(await isProof(request, issuer, { token: credential, jkt: token.jkt, nonce })))
      return void response.writeHead(401, { 'www-authenticate': 'DPoP error="use_dpop_nonce"' }).end();
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ sub: token.accountId }));
  };

  server.on('request', (request, response) => {
    if (running.interrupt?.(request, response)) return;
    const fail = (error: unknown): void => void response.writeHead(500).end(String(error));
    const { pathname } = new URL(request.url ?? '/', issuer);
    if (pathname.startsWith('/interaction/')) interact(request, response).catch(fail);
    else if (pathname.startsWith('/api/')) answerApi(request, response).catch(fail);
    else handle(request, response);
  });
  return running;
}

function configure(
  { redirectUris, postLogoutRedirectUris = [] }: ProviderOptions,
  origins: readonly string[],
  accessLifetime: () => number,
): Configuration {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    clients: [
      {
        client_id: clientId,
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: [...redirectUris],
        post_logout_redirect_uris: [...postLogoutRedirectUris],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256' }] },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    claims: { openid: ['sub'], profile: ['name'], email: ['email'] },
    // The names of a person stand in the ID token, so that no other request is needed.
    conformIdTokenClaims: false,
    scopes: ['openid', 'profile', 'email', 'offline_access'],
    clientBasedCORS: (_ctx, origin) => origins.includes(origin),
    rotateRefreshToken: true,
    ttl: {
      AccessToken: accessLifetime,
      IdToken: 60,
      RefreshToken: 600,
      Interaction: 60,
      Session: 600,
      Grant: 600,
      AuthorizationCode: 30,
    },
    findAccount: (_ctx, sub) => ({
      accountId: sub,
      claims: () => ({ sub, name: sub === 'ada' ? 'Ada Lovelace' : sub, email: `${sub}@example.org` }),
    }),
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: true, nonceSecret: randomBytes(32), requireNonce: () => true },
      revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource(ctx, form) {
          ctx.body = `<!doctype html><title>Sign out</title>${form.replace('</form>', '<input type="hidden" name="logout" value="yes"></form>')}<script>document.forms[0].submit()</script>`;
        },
      },
    },
  };
}
