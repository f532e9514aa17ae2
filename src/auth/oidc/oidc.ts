import { failed, ok } from '../exchange.ts';
import { createTokenConnection } from '../tokens/token-connection.ts';
import type { Tokens } from '../tokens/tokens.ts';
import type { Answer, Transport } from '../transport.ts';
import { checkOptions, type IdTokenClaims, type OidcOptions, type OidcUser, readOidcUser } from './options.ts';
import { createProofs, type Signer } from './proofs.ts';
import { createProvider, type Grant } from './provider.ts';
import { createResumePoints } from './resume-points.ts';
import { createSignInByRedirect, type OidcReturn, type OidcSignIn } from './sign-in.ts';

/** Kept with the tokens: the provider wants its last ID token back at sign-out. */
interface Extra {
  readonly idToken?: string;
  /** Under which `state` the key pair stands that the tokens are bound to. */
  readonly bound?: string;
}

const extraOf = ({ extra }: { readonly extra: unknown }): Extra => (extra ?? {}) as Extra;

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
      const proofs = options.dpop ? createProofs(context.platform) : null;
      const provider = createProvider(context, options, proofs);
      const points = createResumePoints(context);
      const redirect = createSignInByRedirect(context, options, provider, points, proofs);

      /** The epoch whose end the provider couldn't be told. */
      let unreached: string | null = null;
      /** The one that was used last, so that its key isn't read for every request. */
      let latest: { readonly bound: string; readonly signer: Signer } | null = null;
      const signerOf = async ({ bound }: Extra): Promise<Signer | null> => {
        if (!proofs || bound === undefined) return null;
        if (latest?.bound === bound) return latest.signer;
        const pair = await points.pairOf(bound);
        if (!pair) return null;
        const signer = proofs.signerOf(pair);
        latest = { bound, signer };
        return signer;
      };

      const tokensOf = (answer: Answer<Grant>, extra: Extra): Answer<Tokens<User | OidcUser>> => {
        if (answer.outcome !== 'ok') return answer;
        const { tokens, claims } = answer.value;
        const { access_token, refresh_token, expires_in, id_token } = tokens;
        try {
          return ok({
            access: access_token,
            refresh: refresh_token,
            expiresIn: expires_in === undefined ? undefined : expires_in * 1000,
            ...(claims && { user: readUser(claims), subject: claims.sub }),
            extra: { ...extra, ...(id_token !== undefined && { idToken: id_token }) } satisfies Extra,
          });
        } catch (cause) {
          return failed('protocol', { cause });
        }
      };

      return createTokenConnection<User | OidcUser, OidcSignIn | OidcReturn>(context, {
        async signIn(how, signal) {
          if (!('callback' in how)) return redirect.leave(how, signal);
          const came = await redirect.comeBack(how, signal);
          const bound = came.outcome === 'ok' && came.value.tokens.token_type === 'dpop';
          const tokens = tokensOf(came, bound ? { bound: came.value.state } : {});
          // Nobody is going to use what can't be understood.
          if (came.outcome === 'ok' && tokens.outcome !== 'ok') {
            const { refresh_token, access_token } = came.value.tokens;
            void provider.revoke(refresh_token ?? access_token, signal);
          }
          return tokens;
        },
        async refresh(credential) {
          // Before the lock is asked for: what is done inside it is one request.
          const found = await provider.metadata(network.abort().signal);
          const extra = credential ? extraOf(credential) : {};
          const signer = await signerOf(extra);
          return async (signal) => {
            if (found.outcome !== 'ok') return found;
            return tokensOf(await provider.refresh(found.value, credential?.refresh ?? '', signal, signer), extra);
          };
        },
        async revoke(credential, _scope, signal) {
          if (!credential) return ok(null);
          const told = await provider.revoke(credential.refresh ?? credential.access, signal);
          unreached = told.outcome === 'ok' ? null : credential.epoch;
          const { bound } = extraOf(credential);
          if (told.outcome === 'ok' && bound !== undefined) await points.drop(bound).catch(() => {});
          return told;
        },
        async attach(request, credential) {
          const signer = await signerOf(extraOf(credential));
          if (signer) return proofs?.sign(request, credential.access, signer) ?? request;
          request.headers.set('authorization', `Bearer ${credential.access}`);
          return request;
        },
        again: (response) => proofs?.heard(response) ?? false,
        needsRefresh: ({ status }) => status === 401,
        endSessionUrl(credential) {
          const endpoint = endSession && provider.known()?.end_session_endpoint;
          // Not to a page that can't be reached: what stands here is of more use.
          if (!endpoint || unreached === credential.epoch) return null;
          const url = network.resolve(endpoint);
          const { idToken } = extraOf(credential);
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
