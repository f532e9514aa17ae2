import {
  allowInsecureRequests,
  customFetch,
  DPoP,
  type DPoPHandle,
  generateKeyPair,
  modifyAssertion,
  protectedResourceRequest,
} from 'oauth4webapi';
import type { Platform } from '../../platform/platform.ts';
import { readChallenge } from '../challenge.ts';

/** What `generateKeyPair` makes: the private half can't be exported, and both can be stored as they are. */
export type KeyPair = Parameters<typeof DPoP>[1];

/** A key pair, ready to sign. */
export interface Signer {
  readonly pair: KeyPair;
  readonly handle: DPoPHandle;
}

/**
 * Proof of possession (RFC 9449): a token that is stolen is worth nothing without the key, which no script can read. Proofs carry the
 * server's time, and the nonce that it gave last.
 */
export interface Proofs {
  create(): Promise<Signer>;
  signerOf(pair: KeyPair): Signer;
  /** Adds the token and a proof for this one request. */
  sign(request: Request, access: string, signer: Signer): Promise<Request>;
  /** Keeps the nonce of an answer; true when the same request has to be signed with it. */
  heard(response: Response): boolean;
  /** The server's clock is ahead by so many milliseconds. */
  setSkew(skew: number): void;
}

export function createProofs({ clock, network }: Platform): Proofs {
  const nonces = new Map<string, string>();
  let skew = 0;
  const signerOf = (pair: KeyPair): Signer => ({
    pair,
    handle: DPoP({}, pair, {
      [modifyAssertion](_header, payload) {
        payload['iat'] = Math.round((clock.wall() + skew) / 1000);
        // The token endpoint's nonces are minded by its library; only requests to APIs name an access token.
        if (payload['ath']) payload['nonce'] = nonces.get(network.resolve(String(payload['htu'])).origin);
      },
    }),
  });
  return {
    signerOf,
    create: async () => signerOf(await generateKeyPair('ES256')),
    async sign(request, access, { handle }) {
      const url = network.resolve(request.url);
      let signed: Record<string, string> = {};
      // It signs what it sends, so it is let send nothing.
      await protectedResourceRequest(access, request.method, url, undefined, null, {
        DPoP: handle,
        [allowInsecureRequests]: true,
        [customFetch](_url, { headers }) {
          signed = headers;
          return Promise.reject(new Error('signed'));
        },
      }).catch(() => {});
      for (const name of ['authorization', 'dpop']) request.headers.set(name, signed[name] ?? '');
      return request;
    },
    heard(response) {
      const nonce = response.headers.get('dpop-nonce');
      if (nonce) nonces.set(network.resolve(response.url).origin, nonce);
      return !!nonce && response.status === 401 && readChallenge(response)?.error === 'use_dpop_nonce';
    },
    setSkew(next) {
      skew = next;
    },
  };
}
