export type { CallbackResult, ReturningSession } from './auth/oidc/handle-callback.ts';
export { handleCallback } from './auth/oidc/handle-callback.ts';
export { oidc } from './auth/oidc/oidc.ts';
export type { IdTokenClaims, OidcOptions, OidcUser } from './auth/oidc/options.ts';
export type { OidcReturn, OidcSignIn } from './auth/oidc/sign-in.ts';
