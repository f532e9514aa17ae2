import {
  calculatePKCECodeChallenge,
  generateRandomCodeVerifier,
  generateRandomNonce,
  generateRandomState,
} from 'oauth4webapi';
import { failed, ok } from '../exchange.ts';
import type { Answer, Redirecting, TransportContext } from '../transport.ts';
import type { OidcOptions } from './options.ts';
import type { Proofs } from './proofs.ts';
import type { Grant, Provider } from './provider.ts';
import type { ResumePoint, ResumePoints } from './resume-points.ts';

/** How to sign in at the provider. */
export interface OidcSignIn {
  /** Where to go on afterwards: an address on this origin. @default the page that was left */
  readonly returnTo?: string;
  /** Whom the provider may fill in: `login_hint`. */
  readonly loginHint?: string;
  /** What the provider shall ask: `login`, `consent`, `select_account`, or `none` for no page at all. */
  readonly prompt?: string;
  /** More scope than the session's, as a `step-up-required` names it. */
  readonly scope?: string;
  /** How strongly to sign in: `acr_values`, as a `step-up-required` names them. */
  readonly acrValues?: string;
  /** Milliseconds: how long ago the person may have signed in at the provider, as a `step-up-required` names it. */
  readonly maxAge?: number;
}

/** The way back, used by `handleCallback`. */
export interface OidcReturn {
  /** Address that the browser came back to; null for the page's own. */
  readonly callback: string | null;
  /** Hears where to go on, whatever comes of it. */
  resumed(returnTo: string): void;
}

/** Both halves of a sign-in by redirect. */
export interface SignInByRedirect {
  leave(how: OidcSignIn, signal: AbortSignal): Promise<Answer<never> | Redirecting>;
  comeBack(back: OidcReturn, signal: AbortSignal): Promise<Answer<Grant & { readonly state: string }>>;
}

const refused = (error: string): Answer<never> => ({ outcome: 'rejected', status: 0, body: { error } });

const lost = 'The answer to the code was lost, and a code is good for one request. Sign in again.';

/** An answer that was used a moment ago, in another tab or by this one before a reload, may still become a session. */
const settling = 15_000;
const step = 100;

export function createSignInByRedirect<User>(
  context: TransportContext,
  options: OidcOptions<User>,
  provider: Provider,
  points: ResumePoints,
  proofs: Proofs | null,
): SignInByRedirect {
  const { clock, network, page } = context.platform;
  const { clientId, redirectUri, scope = 'openid profile email', offlineAccess = false, authorizeParams } = options;

  /** Only an address of this origin: where to go on may come from the address of the page, and so from anybody. */
  const localAddress = (url: string): string => {
    const here = network.resolve(page.href());
    const { href, origin } = network.resolve(url);
    return origin === here.origin ? href.slice(origin.length) : '/';
  };
  const pause = (): Promise<void> => new Promise((resolve) => void clock.after(step, resolve));

  /** What was in the address can't be used again by a reload, nor read by what the page loads. */
  const clean = (state: string): void => {
    if (network.resolve(page.href()).searchParams.get('state') === state)
      page.replaceUrl(network.resolve(redirectUri).href);
  };

  const begin = async (how: OidcSignIn, endpoint: string): Promise<Redirecting> => {
    const { returnTo, loginHint, prompt, acrValues, maxAge } = how;
    const verifier = generateRandomCodeVerifier();
    const point: ResumePoint = {
      state: generateRandomState(),
      nonce: generateRandomNonce(),
      verifier,
      returnTo: localAddress(returnTo ?? page.href()),
      ...(maxAge !== undefined && { maxAge }),
    };
    const signer = await proofs?.create();
    const url = network.resolve(endpoint);
    const params: Record<string, string> = {
      ...(offlineAccess && { prompt: 'consent' }),
      ...authorizeParams,
      ...(prompt !== undefined && { prompt }),
      ...(loginHint !== undefined && { login_hint: loginHint }),
      ...(acrValues !== undefined && { acr_values: acrValues }),
      ...(maxAge !== undefined && { max_age: String(Math.floor(maxAge / 1000)) }),
      client_id: clientId,
      response_type: 'code',
      redirect_uri: network.resolve(redirectUri).href,
      scope: [scope, how.scope, offlineAccess && 'offline_access'].filter(Boolean).join(' '),
      state: point.state,
      nonce: point.nonce,
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...(signer && { dpop_jkt: await signer.handle.calculateThumbprint() }),
    };
    for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
    await points.keep(point, signer?.pair);
    await context.leavePage(url.href);
    return { outcome: 'redirecting' };
  };

  return {
    async leave(how, signal) {
      const found = await provider.metadata(signal);
      if (found.outcome !== 'ok') return found;
      const { authorization_endpoint: endpoint } = found.value;
      if (!endpoint || !/^https?:/.test(endpoint))
        return failed('protocol', { cause: new TypeError('the provider names no authorization_endpoint') });
      return begin(how, endpoint).catch((cause) => failed('protocol', { cause }));
    },
    async comeBack({ callback, resumed }, signal) {
      const url = network.resolve(callback ?? page.href());
      const state = url.searchParams.get('state');
      if (!state) return refused('no_state');
      try {
        const point = await points.find(state);
        if (!point) return refused('unknown_state');
        resumed(point.returnTo);
        if (!('used' in point)) {
          // Nothing was sent yet: what fails here may be tried again.
          const found = await provider.metadata(signal);
          if (found.outcome !== 'ok') return found;
          if (await points.take(state)) {
            clean(state);
            const pair = proofs && (await points.pairOf(state));
            const answer = await provider.redeem(url, point, signal, pair && proofs.signerOf(pair));
            if (answer.outcome === 'ok') return ok({ ...answer.value, state });
            await points.drop(state);
            return answer.outcome === 'failed' && answer.failure.kind !== 'protocol'
              ? failed(answer.failure.kind, { ...answer.failure, cause: new Error(lost) })
              : answer;
          }
        }
        clean(state);
        for (let waited = 0; waited < settling && context.epoch() === null; waited += step) {
          const now = await points.find(state);
          if (!now || !('used' in now) || clock.wall() - now.usedAt > settling) break;
          await pause();
        }
        return refused('used_state');
      } catch (cause) {
        return failed('protocol', { cause });
      }
    },
  };
}
