import { createDraft, createSession, type Draft, hours, minutes, type Session } from 'holdfast';
import type { OidcReturn, OidcSignIn, OidcUser } from 'holdfast/oidc';
import { z } from 'zod';
import { finishSignIn, oidcProvider } from '../../docs/servers/oidc.ts';

const steps = { note: z.object({ text: z.string() }) };

/** What a story finds in the page. */
export interface OidcApp {
  readonly session: Session<OidcUser, OidcSignIn | OidcReturn>;
  readonly draft: Draft<typeof steps>;
  /** How the sign-in came out, on the page that the provider sends the browser back to. */
  readonly finished: Promise<{ goTo: string; problem?: string }> | null;
}

declare global {
  var shop: OidcApp;
}

const { issuer, dpop } = JSON.parse(document.documentElement.dataset['provider'] ?? '{}') as {
  issuer: string;
  dpop: boolean;
};

const session = createSession({
  name: 'shop',
  transport: oidcProvider({ issuer, clientId: 'shop', apis: [issuer], dpop, development: true }),
  idle: { timeout: minutes(15), warning: minutes(2) },
  lifetime: hours(12),
});
const draft = createDraft(session, 'note', { steps });
session.start();

// Twice at once, as StrictMode runs an effect.
const finished = location.pathname === '/signed-in' ? [finishSignIn(session), finishSignIn(session)] : null;
globalThis.shop = { session, draft, finished: finished ? (finished[0] ?? null) : null };

const show = (): void => {
  const state = session.getState();
  document.body.textContent = state.status === 'authenticated' ? `Hello ${state.user.name}` : state.status;
};
session.subscribe(show);
show();
