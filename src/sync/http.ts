import { checkLength, checkNames, refuse } from '../foundation/options.ts';
import type { Sync } from './context.ts';
import { connectSync } from './syncing.ts';

/** Options of {@link http}. */
export interface HttpOptions {
  /** Where the documents are, without a slash at the end: a document is at `url/name`. Relative to the page. */
  readonly url: string;
  /**
   * Where the server says that something has changed (server-sent events), or `false` where it doesn't. One tab of a browser listens
   * for all. Without it, or where it is blocked, changes are seen when the page is looked at, and by asking.
   * @default `url` itself, where no document is
   */
  readonly live?: string | false;
  /**
   * How often a page that somebody looks at asks for what has changed, in milliseconds, besides what it is told. An answer is empty while
   * nothing has. These requests, and the stream, carry `X-Holdfast: background`, so that a server takes none of them for activity. Where it
   * does all the same, the session's own `idle` limit ends it.
   * @default 60_000
   */
  readonly poll?: number;
  /** Sent along with every request. What the session's `fetch` adds need not stand here. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Carries drafts, carts and settings of whoever is signed in to their account, and so to their other devices, by plain HTTP: to any
 * server that can compare and set (`ETag`, `If-Match`). What was done offline or on several devices at once is joined here; the server
 * merges nothing. A document takes part unless it says `sync: false`; a guest's, secret fields, files, and settings of one tab or device never do.
 *
 * @example
 * createSession({ name: 'shop', transport, sync: http({ url: '/api/documents' }) });
 * @throws HOLDFAST_CONFIG for options that are unknown or make no sense
 */
export function http(options: HttpOptions): Sync {
  const where = 'http';
  checkNames(where, options, ['url', 'live', 'poll', 'headers']);
  const { url, live, poll = 60_000, headers = {} } = options;
  if (typeof url !== 'string' || !url)
    refuse('http has no url. Give the address of the documents, e.g. "/api/documents".');
  if (/[?#]/.test(url)) refuse(`http: url is "${url}". Names are put behind it, so it ends before any "?" or "#".`);
  const base = url.replace(/\/+$/, '');
  if (live !== undefined && live !== false && (typeof live !== 'string' || !live))
    refuse(`http: live is ${String(live)}. Give an address, or false.`);
  checkLength('http: poll', poll);
  if (typeof headers !== 'object' || headers === null) refuse('http: headers must be an object of texts.');
  return {
    connect: (context) =>
      connectSync(context, { url: base, live: live === false ? null : (live ?? base), poll, headers }),
  };
}
