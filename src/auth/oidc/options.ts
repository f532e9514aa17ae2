import { checkNames, refuse } from '../../foundation/options.ts';
import type { AtRest } from '../tokens/credentials.ts';
import type { Rotation } from '../tokens/refresh.ts';

/** Claims of an ID token: who signed in, in the provider's words (OpenID Connect Core 1.0, 2 and 5.1). */
export interface IdTokenClaims {
  readonly iss: string;
  /** Id of the person at this provider. It never changes. */
  readonly sub: string;
  readonly [claim: string]: unknown;
}

/** The user that `oidc` makes of an ID token's claims unless it is given `readUser`. */
export interface OidcUser {
  /** `sub` */
  readonly id: string;
  readonly name?: string;
  readonly email?: string;
}

/** Options of {@link oidc}. */
export interface OidcOptions<User> {
  /** The provider, by its issuer: `/.well-known/openid-configuration` below it tells the rest. */
  readonly issuer: string;
  /** A public client: there is no secret in a browser. */
  readonly clientId: string;
  /** Page that calls `handleCallback`, as it is registered at the provider. Relative to the page. */
  readonly redirectUri: string;
  /** @default 'openid profile email' */
  readonly scope?: string;
  /**
   * Asks for a refresh token that outlives the provider's own session: `offline_access` in the scope, and `prompt=consent` unless
   * `authorizeParams` has another prompt (OpenID Connect Core 1.0, 11). Without a refresh token a session ends with its access token.
   * @default false
   */
  readonly offlineAccess?: boolean;
  /** More parameters of the authorization request, such as `prompt`, `audience` or `login_hint`. `resource` goes to the token endpoint, too. */
  readonly authorizeParams?: Readonly<Record<string, string>>;
  /**
   * Ends the provider's session at sign-out, too (RP-initiated logout): the browser goes there, and from there to
   * `postLogoutRedirectUri`. The ID token stands in that address, as the protocol demands.
   * @default true
   */
  readonly endSession?: boolean;
  /** Where the provider sends the browser after a sign-out, as it is registered there. Relative to the page. @default the provider's own page */
  readonly postLogoutRedirectUri?: string;
  /**
   * Other origins that `session.fetch` sends the access token to.
   * @default [] (the page's own only)
   */
  readonly origins?: readonly string[];
  /**
   * Maps the claims of an ID token. Whatever it throws counts as an answer that can't be understood.
   * @default `{ id: sub, name, email }`
   */
  readonly readUser?: (claims: IdTokenClaims) => User;
  /**
   * Binds tokens to a key pair that no script can read (DPoP, RFC 9449), where the provider and the APIs know of it. The APIs must
   * let the page send `DPoP` and read `DPoP-Nonce` and `WWW-Authenticate` (CORS).
   * @default false
   */
  readonly dpop?: boolean;
  /** Where tokens are kept between requests and reloads. @default 'sealed' */
  readonly atRest?: AtRest;
  /** How the provider treats a refresh token that comes a second time. @default 'strict' */
  readonly rotation?: Rotation;
  /**
   * Lets the issuer be reached without TLS, on a loopback address only: for development.
   * @default false
   */
  readonly dangerouslyAllowHttp?: boolean;
}

const optionNames = [
  ...['issuer', 'clientId', 'redirectUri', 'scope', 'offlineAccess', 'authorizeParams', 'endSession'],
  ...['postLogoutRedirectUri', 'origins', 'readUser', 'atRest', 'rotation', 'dpop', 'dangerouslyAllowHttp'],
];

const loopback = /^http:\/\/(localhost|127(\.\d+){3}|\[::1\])(:\d+)?(\/|$)/;

/** Refuses what can't work, or would send tokens in clear. */
export function checkOptions<User>(options: OidcOptions<User>): void {
  checkNames('oidc', options, optionNames);
  for (const name of ['issuer', 'clientId', 'redirectUri'] as const)
    if (typeof options[name] !== 'string' || !options[name])
      refuse(`oidc needs \`${name}\`, as registered at the provider.`);
  const { issuer, dangerouslyAllowHttp = false } = options;
  if (!/^https:\/\//.test(issuer) && !(dangerouslyAllowHttp && loopback.test(issuer)))
    refuse(
      `issuer is "${issuer}". Give an https URL; in development on localhost also http, with \`dangerouslyAllowHttp: true\`.`,
    );
}

/** @internal */
export function readOidcUser({ sub, name, email }: IdTokenClaims): OidcUser {
  return {
    id: sub,
    ...(typeof name === 'string' && { name }),
    ...(typeof email === 'string' && { email }),
  };
}
