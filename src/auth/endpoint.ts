import { checkNames, refuse } from '../foundation/options.ts';
import type { Network } from '../platform/network.ts';

/** An endpoint: a URL for the usual method and content, or whatever differs. URLs are relative to the page. */
export type Endpoint<Input = void> = string | EndpointOptions<Input>;

/** What can differ at an endpoint. */
export interface EndpointOptions<Input> {
  readonly url: string | ((input: Input) => string);
  /** @default the usual one: `GET` to ask who is signed in, `POST` for the rest */
  readonly method?: string;
  /** How the content is sent. @default 'json' */
  readonly encoding?: 'json' | 'form';
  /** What is sent. @default the usual content, such as the credentials at sign-in */
  readonly body?: (input: Input) => object | undefined;
  readonly headers?: Readonly<Record<string, string>> | ((input: Input) => Readonly<Record<string, string>>);
  /** `manual` for servers that answer with a redirect to a page: the answer is then opaque (status 0). @default 'follow' */
  readonly redirect?: 'follow' | 'manual';
  /**
   * Whether the server did what it was asked, for servers whose 200 proves nothing. `body` is JSON, or text where it isn't JSON.
   * @default any status from 200 to 299, unless the answer is HTML
   */
  readonly accepts?: (body: unknown, response: Response) => boolean;
}

/** Options of an endpoint that may have been given as a URL. */
export const endpointOptions = <Input>(endpoint: Endpoint<Input>): EndpointOptions<Input> =>
  typeof endpoint === 'string' ? { url: endpoint } : endpoint;

const endpointNames = ['url', 'method', 'encoding', 'body', 'headers', 'redirect', 'accepts'];

/** Refuses an endpoint that can't work; also `accepts`, where something else says what answers mean (`instead`). */
export function checkEndpoint<Input>(where: string, endpoint: Endpoint<Input>, instead?: string): void {
  const { url, encoding = 'json', redirect = 'follow', accepts } = endpointOptions(endpoint ?? '');
  if (!url) refuse(`${where} has no URL. Give one, or { url, … }.`);
  if (typeof endpoint !== 'string') checkNames(where, endpoint, endpointNames);
  if (encoding !== 'json' && encoding !== 'form') refuse(`${where}.encoding is "${encoding}". Use "json" or "form".`);
  if (redirect !== 'follow' && redirect !== 'manual')
    refuse(`${where}.redirect is "${redirect}". Use "follow" or "manual".`);
  if (accepts && instead) refuse(`${where} has \`accepts\`, and ${instead}.`);
}

/** What the caller of an endpoint adds, and what it usually sends. */
export interface RequestParts {
  readonly method: string;
  readonly content?: object | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** Joined to the content, as a CSRF token in a form field. */
  readonly fields?: Readonly<Record<string, string>> | undefined;
  readonly credentials?: RequestCredentials;
  /** Outlives the page: a sign-out at closing time still arrives. */
  readonly keepalive?: boolean;
}

/** The request to `endpoint` about `input`. What the endpoint's functions throw is thrown. */
export function createEndpointRequest<Input>(
  network: Network,
  endpoint: Endpoint<Input>,
  input: Input,
  { method: usual, content, headers: more, fields, credentials = 'same-origin', keepalive = false }: RequestParts,
): Request {
  const { url, method = usual, encoding = 'json', body, headers, redirect = 'follow' } = endpointOptions(endpoint);
  const given = body ? body(input) : content;
  const isRead = /^(get|head)$/i.test(method);
  const whole = isRead || (given === undefined && !fields) ? null : { ...given, ...fields };
  const form = encoding === 'form';
  return network.request(typeof url === 'function' ? url(input) : url, {
    method,
    redirect,
    credentials,
    keepalive,
    cache: 'no-store',
    headers: mergeHeaders(
      { accept: 'application/json' },
      whole && { 'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json' },
      more,
      typeof headers === 'function' ? headers(input) : headers,
    ),
    body: whole && (form ? encodeForm(whole) : JSON.stringify(whole)),
  });
}

/** The later ones win, however they are spelled: a `Headers` made of `accept` and `Accept` would join the two. */
const mergeHeaders = (...given: (Readonly<Record<string, string>> | null | undefined)[]): Record<string, string> =>
  Object.fromEntries(
    given.flatMap((some) => Object.entries(some ?? {})).map(([name, value]) => [name.toLowerCase(), value]),
  );

const encodeForm = (content: object): string =>
  Object.entries(content)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    .join('&');

/** Whether an answer is a page for people: a login page, a captive portal, the fallback of a single-page app. */
export const isHtml = ({ headers }: Response): boolean => /^text\/html|xhtml/i.test(headers.get('content-type') ?? '');
