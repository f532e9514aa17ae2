import { checkNames, refuse } from '../../foundation/options.ts';
import { checkEndpoint, type Endpoint } from '../endpoint.ts';

/** How the anti-CSRF token is carried: in a header, a field of the content, or both. */
export interface CsrfCarrier {
  /** Header of every unsafe request (not GET, HEAD or OPTIONS). */
  readonly header?: string;
  /** Field in the content of sign-in, sign-out and touch. `session.fetch` leaves the application's content alone. */
  readonly field?: string;
  /**
   * Answers that refuse the token: statuses, or a function. It is fetched or read anew, and the request sent once more if that gave another token.
   * Otherwise, and after a second refusal, the session endpoint decides: mostly it is the session that is gone. The body is
   * known for sign-in, sign-out and touch.
   * @default [403, 419]
   */
  readonly retryOn?: readonly number[] | ((response: Response, body?: unknown) => boolean);
}

/** Where the anti-CSRF token comes from, and how it is carried back. */
export type CsrfOptions = CsrfCarrier &
  (
    | {
        /** A cookie that script may read. It is read anew for every request, since servers and other tabs change it. */
        readonly cookie: string;
        /** Asked by `GET` for the cookie where it is missing or was refused. */
        readonly prime?: Endpoint;
      }
    | {
        /** `<meta name>` in the page. */
        readonly meta: string;
      }
    | {
        /** Takes the token out of an answer of the session and sign-in endpoints, or of `endpoint`. */
        readonly read: (body: unknown, response: Response) => string | null | undefined;
        /** Gives tokens: `GET`, before the first unsafe request. @default the session endpoint */
        readonly endpoint?: Endpoint;
      }
    | {
        /** Asked before every unsafe request. */
        readonly token: () => string | null | Promise<string | null>;
      }
  );

/** All of {@link CsrfOptions}, whichever kind they are. */
export interface AnyCsrf extends CsrfCarrier {
  readonly cookie?: string;
  readonly prime?: Endpoint;
  readonly meta?: string;
  readonly read?: (body: unknown, response: Response) => string | null | undefined;
  readonly endpoint?: Endpoint;
  readonly token?: () => string | null | Promise<string | null>;
}

const sources = ['cookie', 'meta', 'read', 'token'] as const;

export function checkCsrf(options: CsrfOptions): void {
  checkNames('csrf', options, ['header', 'field', 'retryOn', 'prime', 'endpoint', ...sources]);
  const given: AnyCsrf = options;
  const named = sources.filter((name) => given[name] !== undefined);
  if (named.length !== 1)
    refuse(
      `csrf has ${named.join(' and ') || 'no source'}. Give one of ${sources.join(', ')}: where the token comes from.`,
    );
  if (!given.header && !given.field) refuse('csrf has no `header` and no `field`. Give the one that the server reads.');
  for (const [name, owner] of [
    ['prime', 'cookie'],
    ['endpoint', 'read'],
  ] as const) {
    const endpoint = given[name];
    if (endpoint === undefined) continue;
    if (given[owner] === undefined) refuse(`csrf.${name} goes with csrf.${owner}, and there is csrf.${named[0]}.`);
    checkEndpoint(`csrf.${name}`, endpoint, 'csrf.read says what its answers mean');
  }
}
