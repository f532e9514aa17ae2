import {
  type AuthorizationServer,
  allowInsecureRequests,
  authorizationCodeGrantRequest,
  type Client,
  clockSkew,
  customFetch,
  discoveryRequest,
  getValidatedIdTokenClaims,
  None,
  processAuthorizationCodeResponse,
  processDiscoveryResponse,
  processRefreshTokenResponse,
  processRevocationResponse,
  refreshTokenGrantRequest,
  revocationRequest,
  type TokenEndpointResponse,
  validateAuthResponse,
} from 'oauth4webapi';
import { failed, ok } from '../exchange.ts';
import type { Answer, TransportContext } from '../transport.ts';
import { createAsk, type SendOnce } from './ask.ts';
import type { IdTokenClaims, OidcOptions } from './options.ts';
import type { Proofs, Signer } from './proofs.ts';

/** What the token endpoint gave, and whom the ID token in it names. */
export interface Grant {
  readonly tokens: TokenEndpointResponse;
  readonly claims: IdTokenClaims | undefined;
}

/** What the answer to an authorization request has to fit. */
export interface Expected {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Milliseconds: how long ago the person may have signed in at the provider. */
  readonly maxAge?: number;
}

/** The authorization server, in its own protocol. */
export interface Provider {
  /** Its endpoints. Fetched when first needed; after a failure, when needed again. */
  metadata(signal: AbortSignal): Promise<Answer<AuthorizationServer>>;
  /** Its endpoints, as far as they are known already. */
  known(): AuthorizationServer | null;
  /** Judges the address that the browser came back to, and gives the code in it for tokens: one request, never repeated. */
  redeem(url: URL, expected: Expected, signal: AbortSignal, signer?: Signer | null): Promise<Answer<Grant>>;
  /** Refused only by `invalid_grant`: any other refusal is the client's trouble and not the person's. */
  refresh(
    server: AuthorizationServer,
    token: string,
    signal: AbortSignal,
    signer?: Signer | null,
  ): Promise<Answer<Grant>>;
  /** A refusal counts as done: the server knows no such token (any more). */
  revoke(token: string, signal: AbortSignal): Promise<Answer<null>>;
}

export function createProvider<User>(
  context: TransportContext,
  options: OidcOptions<User>,
  proofs: Proofs | null,
): Provider {
  const { network } = context.platform;
  const { issuer, clientId, redirectUri, dangerouslyAllowHttp = false, authorizeParams = {} } = options;
  const client: Client = { client_id: clientId };
  const { resource } = authorizeParams;
  const ask = createAsk(context, (skew) => {
    client[clockSkew] = skew / 1000;
    proofs?.setSkew(skew);
  });
  const via = (send: SendOnce, signer?: Signer | null) => ({
    [customFetch]: send,
    [allowInsecureRequests]: dangerouslyAllowHttp,
    ...(resource !== undefined && { additionalParameters: { resource } }),
    ...(signer && { DPoP: signer.handle }),
  });
  const grantOf = (tokens: TokenEndpointResponse): Grant => ({ tokens, claims: getValidatedIdTokenClaims(tokens) });

  let known: AuthorizationServer | null = null;
  const metadata: Provider['metadata'] = async (signal) => {
    if (known) return ok(known);
    const url = network.resolve(issuer);
    const answer = await ask(signal, async (send) =>
      processDiscoveryResponse(url, await discoveryRequest(url, via(send))),
    );
    if (answer.outcome === 'ok') known = answer.value;
    // Whatever stands there refuses to tell; that says nothing about anybody's session.
    return answer.outcome === 'rejected' ? failed('protocol', { status: answer.status }) : answer;
  };

  const withServer = async <Value>(
    signal: AbortSignal,
    work: (server: AuthorizationServer) => Promise<Answer<Value>>,
  ): Promise<Answer<Value>> => {
    const found = await metadata(signal);
    return found.outcome === 'ok' ? work(found.value) : found;
  };

  return {
    metadata,
    known: () => known,
    redeem: (url, { state, nonce, verifier, maxAge }, signal, signer) =>
      withServer(signal, (server) =>
        ask(signal, async (send) => {
          const params = validateAuthResponse(server, client, url, state);
          const callback = network.resolve(redirectUri).href;
          const response = await authorizationCodeGrantRequest(
            ...([server, client, None(), params, callback, verifier, via(send, signer)] as const),
          );
          const checks = {
            expectedNonce: nonce,
            requireIdToken: true,
            ...(maxAge !== undefined && { maxAge: maxAge / 1000 }),
          };
          return grantOf(await processAuthorizationCodeResponse(server, client, response, checks));
        }),
      ),
    async refresh(server, token, signal, signer) {
      const answer = await ask(signal, async (send) => {
        const response = await refreshTokenGrantRequest(server, client, None(), token, via(send, signer));
        return grantOf(await processRefreshTokenResponse(server, client, response));
      });
      if (answer.outcome !== 'rejected') return answer;
      const { status, body } = answer;
      const { error } = body as { readonly error: string };
      return error === 'invalid_grant'
        ? answer
        : failed('protocol', { status, cause: new Error(`the token endpoint says ${error}`) });
    },
    revoke: (token, signal) =>
      withServer(signal, async (server) => {
        if (!server.revocation_endpoint) return ok(null);
        const answer = await ask(
          signal,
          async (send) => {
            await processRevocationResponse(await revocationRequest(server, client, None(), token, via(send)));
            return null;
          },
          { keepalive: true },
        );
        return answer.outcome === 'failed' && answer.failure.kind !== 'protocol' ? answer : ok(null);
      }),
  };
}
