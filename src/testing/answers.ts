import { makeResponse } from './host.ts';

/**
 * What goes wrong with a request. `network`: it never arrives. `lost`: it is carried out, and the answer is lost. `hang`: no answer
 * ever. `html`: 200 with a page, as of a captive portal. A number: that status with a page (502) or with JSON.
 */
export type ServerFault =
  | 'network'
  | 'lost'
  | 'hang'
  | 'html'
  | number
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: unknown };

/** Where a {@link TestServer} listens. */
export interface TestServerPaths {
  /** Who is signed in. @default '/api/session' */
  readonly session: string;
  /** Signs in with `{ name, password }`, by cookie. @default '/api/sign-in' */
  readonly signIn: string;
  /** @default '/api/sign-out' */
  readonly signOut: string;
  /** Answers as `session`, and counts as activity. @default '/api/touch' */
  readonly touch: string;
  /** Signs in by tokens, and refreshes them. @default '/token' */
  readonly token: string;
  /** Ends what a token belongs to. @default '/token/revoke' */
  readonly revoke: string;
  /** What accounts hold; see `http` of `holdfast`. @default '/api/documents' */
  readonly documents: string;
}

export const defaultPaths: TestServerPaths = {
  session: '/api/session',
  signIn: '/api/sign-in',
  signOut: '/api/sign-out',
  touch: '/api/touch',
  token: '/token',
  revoke: '/token/revoke',
  documents: '/api/documents',
};

export const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  makeResponse(status === 204 ? null : JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });

const html = (status: number): Response =>
  makeResponse('<!doctype html><title>Not what you asked for</title>', {
    status,
    headers: { 'content-type': 'text/html' },
  });

export function faulty(fault: Exclude<ServerFault, 'network' | 'lost' | 'hang'>): Response {
  if (fault === 'html') return html(200);
  if (typeof fault === 'object') return json(fault.status, fault.body ?? {}, fault.headers);
  return fault === 502 ? html(502) : json(fault, { error: `status-${fault}` });
}
