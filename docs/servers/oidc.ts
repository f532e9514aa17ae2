import type { Session, Transport } from 'holdfast';
import { handleCallback, type OidcReturn, type OidcSignIn, type OidcUser, oidc } from 'holdfast/oidc';

export interface Provider {
  /** As the provider writes it, e.g. `https://id.example.com/realms/shop`. */
  issuer: string;
  clientId: string;
  /** Origins of the APIs that take its access tokens, if they are others than the page's. */
  apis?: string[];
  /** Whether the provider and the APIs know DPoP: a stolen token is then worth nothing. */
  dpop?: boolean;
  /** Only for a provider on localhost. */
  development?: boolean;
}

/**
 * Any OpenID Connect provider. Register there, for a public client ("single-page application"): this application's `/signed-in` as
 * redirect URI, `/` as post-logout redirect URI, its origin for CORS, and the grants `authorization_code` and `refresh_token` with
 * rotation, if it can with some seconds of leeway for a used token: a browser may send one request twice on its own.
 */
export function oidcProvider({
  issuer,
  clientId,
  apis = [],
  dpop = false,
  development = false,
}: Provider): Transport<OidcUser, OidcSignIn | OidcReturn> {
  return oidc({
    issuer,
    clientId,
    redirectUri: '/signed-in',
    postLogoutRedirectUri: '/',
    offlineAccess: true,
    origins: apis,
    dpop,
    dangerouslyAllowHttp: development,
  });
}

/** For the page at `/signed-in`: where to go on, or why nobody is signed in. Sign in with `session.signIn({})`. */
export async function finishSignIn(
  session: Session<OidcUser, OidcSignIn | OidcReturn>,
): Promise<{ goTo: string; problem?: string }> {
  const came = await handleCallback(session);
  if (came.outcome === 'signed-in') return { goTo: came.returnTo };
  if (came.outcome === 'failed')
    return { goTo: came.returnTo, problem: 'The provider could not be reached. Sign in again.' };
  const { error, error_description } = came.body as { error: string; error_description?: string };
  return { goTo: came.returnTo, problem: error_description ?? error };
}
