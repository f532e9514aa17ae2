import { failed, ok } from '../exchange.ts';
import { createTokenConnection } from '../tokens/token-connection.ts';
import type { Tokens } from '../tokens/tokens.ts';
import type { Answer, Transport } from '../transport.ts';
import { checkOptions, type IdTokenClaims, type OidcOptions, type OidcUser, readOidcUser } from './options.ts';
import { createProvider, type Grant } from './provider.ts';
import { createSignInByRedirect, type OidcReturn, type OidcSignIn } from './sign-in.ts';

/** Kept with the tokens: the provider wants its last ID token back at sign-out. */
interface Extra {
  readonly idToken?: string;
}

/**
 * OAuth 2.0 and OpenID Connect: authorization code with PKCE as a public client, tokens sealed at rest, one refresh for all tabs with
 * rotation, revocation and RP-initiated logout at sign-out. `session.signIn({ … })` leaves the page when everything typed is stored;
 * the page at `redirectUri` calls `handleCallback`.
 *
 * @example
 * createSession({
 *   name: 'shop',
 *   transport: oidc({ issuer: 'https://id.example.com', clientId: 'shop', redirectUri: '/callback' }),
 * });
 * @throws HOLDFAST_CONFIG for options that are unknown or make no sense
 */
export function oidc(options: OidcOptions<OidcUser>): Transport<OidcUser, OidcSignIn | OidcReturn>;
export function oidc<User>(
  options: OidcOptions<User> & { readonly readUser: (claims: IdTokenClaims) => User },
): Transport<User, OidcSignIn | OidcReturn>;
export function oidc<User>(options: OidcOptions<User | OidcUser>): Transport<User | OidcUser, OidcSignIn | OidcReturn> {
  checkOptions(options);
  const { origins = [], endSession = true, postLogoutRedirectUri, clientId } = options;
  const { atRest = 'sealed', rotation = 'strict', readUser = readOidcUser } = options;

  return {
    connect(context) {
      const { network } = context.platform;
      const provider = createProvider(context, options);
      const redirect = createSignInByRedirect(context, options, provider);

      const tokensOf = (answer: Answer<Grant>): Answer<Tokens<User | OidcUser>> => {
        if (answer.outcome !== 'ok') return answer;
        const { tokens, claims } = answer.value;
        const { access_token, refresh_token, expires_in, id_token } = tokens;
        try {
          return ok({
            access: access_token,
            refresh: refresh_token,
            expiresIn: expires_in === undefined ? undefined : expires_in * 1000,
            ...(claims && { user: readUser(claims), subject: claims.sub }),
            ...(id_token !== undefined && { extra: { idToken: id_token } satisfies Extra }),
          });
        } catch (cause) {
          return failed('protocol', { cause });
        }
      };

      return createTokenConnection<User | OidcUser, OidcSignIn | OidcReturn>(context, {
        async signIn(how, signal) {
          return 'callback' in how ? tokensOf(await redirect.comeBack(how, signal)) : redirect.leave(how, signal);
        },
        async refresh(credential) {
          // Before the lock is asked for: what is done inside it is one request.
          const found = await provider.metadata(network.abort().signal);
          return async (signal) => {
            if (found.outcome !== 'ok') return found;
            return tokensOf(await provider.refresh(found.value, credential?.refresh ?? '', signal));
          };
        },
        revoke: async (credential, _scope, signal) =>
          credential ? provider.revoke(credential.refresh ?? credential.access, signal) : ok(null),
        attach(request, { access }) {
          request.headers.set('authorization', `Bearer ${access}`);
          return request;
        },
        needsRefresh: ({ status }) => status === 401,
        endSessionUrl({ extra }) {
          const endpoint = endSession && provider.known()?.end_session_endpoint;
          if (!endpoint) return null;
          const url = network.resolve(endpoint);
          const { idToken } = (extra ?? {}) as Extra;
          if (idToken) url.searchParams.set('id_token_hint', idToken);
          url.searchParams.set('client_id', clientId);
          if (postLogoutRedirectUri !== undefined)
            url.searchParams.set('post_logout_redirect_uri', network.resolve(postLogoutRedirectUri).href);
          return url.href;
        },
        origins,
        atRest,
        rotation,
        cookie: false,
      });
    },
  };
}
