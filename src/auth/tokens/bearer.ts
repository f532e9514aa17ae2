import { readChallenge } from '../challenge.ts';
import { createEndpointRequest, type Endpoint, endpointOptions, isHtml, type RequestParts } from '../endpoint.ts';
import { exchange, failed, ok } from '../exchange.ts';
import type { Answer, Transport } from '../transport.ts';
import { type BearerOptions, checkBearerOptions } from './bearer-options.ts';
import { checkTokens, readOAuthTokens } from './read-tokens.ts';
import { createTokenConnection } from './token-connection.ts';
import type { Tokens } from './tokens.ts';

/**
 * An access token and a refresh token, sealed at rest, with one refresh for all tabs.
 *
 * @example
 * bearer<User>({ signIn: '/token', refresh: '/token', signOut: '/token/revoke' })
 * @throws HOLDFAST_CONFIG for unknown options, and for values that make no sense
 */
export function bearer<User, Credentials extends object = Record<string, unknown>>(
  options: BearerOptions<User, Credentials>,
): Transport<User, Credentials> {
  checkBearerOptions(options);
  const {
    signOut,
    touch,
    readUser = (claims) => claims as User,
    readTokens = (body) => readOAuthTokens(body, readUser),
    final = isInvalidGrant,
    needsRefresh = isTokenRefused,
    signRequest = (request) => request,
    rotation = 'strict',
    atRest = 'sealed',
    origins = [],
  } = options;
  const cookie = options.refreshToken === 'cookie';

  return {
    connect(context) {
      const { network } = context.platform;
      const attach = (request: Request, access: string): Request | Promise<Request> => {
        request.headers.set('authorization', `Bearer ${access}`);
        return signRequest(request, access);
      };
      const create = <Input>(endpoint: Endpoint<Input>, input: Input, more?: Partial<RequestParts>): Request =>
        createEndpointRequest(network, endpoint, input, {
          method: 'POST',
          credentials: cookie ? 'include' : 'same-origin',
          ...more,
        });
      const accepts = <Input>(endpoint: Endpoint<Input>, body: unknown, response: Response): boolean =>
        endpointOptions(endpoint).accepts?.(body, response) ?? (response.ok && !isHtml(response));

      const askTokens = <Input>(
        endpoint: Endpoint<Input>,
        request: Request,
        isFinal: typeof final,
        signal: AbortSignal,
      ): Promise<Answer<Tokens<User>>> =>
        exchange(context, request, signal, (body, response) => {
          const { status } = response;
          if (accepts(endpoint, body, response)) return ok(checkTokens(readTokens(body, response)));
          return isFinal(status, body, response)
            ? { outcome: 'rejected', status, body }
            : failed('protocol', { status });
        });

      return createTokenConnection<User, Credentials>(context, {
        cookie,
        atRest,
        rotation,
        origins,
        needsRefresh,
        attach: (request, { access }) => attach(request, access),
        async signIn(given, signal) {
          const content = { grant_type: 'password', ...given };
          const request = await signRequest(create(options.signIn, given, { content }), null);
          return askTokens(options.signIn, request, (_status, _body, response) => !isHtml(response), signal);
        },
        async refresh(credential) {
          const token = cookie ? null : (credential?.refresh ?? null);
          const content = cookie ? {} : { content: { grant_type: 'refresh_token', refresh_token: token } };
          const request = await signRequest(create(options.refresh, token, content), null);
          // Who has no tokens yet asks whether there is a session: a plain 401 is an answer to that.
          const isFinal: typeof final = (status, body, response) =>
            final(status, body, response) || (!credential && status === 401 && body instanceof Object);
          return (signal) => askTokens(options.refresh, request, isFinal, signal);
        },
        ...(signOut && {
          async revoke(credential, scope, signal) {
            const token = cookie ? null : (credential?.refresh ?? credential?.access ?? null);
            const everywhere = scope === 'everywhere';
            const content = { ...(token !== null && { token }), ...(everywhere && { everywhere }) };
            const request = create(signOut, { token, everywhere }, { content, keepalive: true });
            return exchange(context, await signRequest(request, null), signal, (body, response) => {
              const { status } = response;
              return accepts(signOut, body, response) || isUnknownToken(status, body)
                ? ok(null)
                : failed('protocol', { status });
            });
          },
        }),
        ...(touch && {
          touch: async ({ access, user }, signal) =>
            exchange(context, await attach(create(touch, undefined), access), signal, (body, response) =>
              accepts(touch, body, response) ? ok({ user }) : failed('protocol', { status: response.status }),
            ),
        }),
      });
    },
  };
}

const errorOf = (body: unknown): unknown => (body as { error?: unknown } | null)?.error;

const isInvalidGrant = (status: number, body: unknown): boolean => status === 400 && errorOf(body) === 'invalid_grant';

/** The token that was to be revoked isn't good any more, says the server: nothing is left to revoke. */
const isUnknownToken = (status: number, body: unknown): boolean =>
  (status === 400 || status === 401) && ['invalid_token', 'invalid_grant'].includes(String(errorOf(body)));

/** A 401 may mean much else: a scope that is missing, a sign-in that is too old, a proof that must be made anew. */
function isTokenRefused(response: Response): boolean {
  const error = response.status === 401 ? readChallenge(response)?.error : 'other';
  return !error || error === 'invalid_token';
}
