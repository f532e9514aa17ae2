import { failed } from '../../auth/exchange.ts';
import type { Failure } from '../../auth/failure.ts';
import { HoldfastError } from '../../foundation/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { retryAfterOf } from '../answers.ts';
import { ask, type Lost, type Send } from '../asking.ts';
import type { RecordProblem } from './face.ts';

/** What a request for the record, or with it, can come to. */
export type WireAnswer =
  /** 304: it is what was known. */
  | { readonly outcome: 'same' }
  /** The record as it is now. Without a body, or without a tag, that has to be asked for. */
  | { readonly outcome: 'record'; readonly etag: string | null; readonly body: unknown }
  /** 412, or 409: somebody else may have been first. */
  | { readonly outcome: 'crossed'; readonly status: number; readonly body: unknown }
  /** 422 */
  | { readonly outcome: 'invalid'; readonly body: unknown }
  | RecordProblem;

const isJson = ({ headers }: Response): boolean => /[/+]json/i.test(headers.get('content-type') ?? '');

/** JSON, or undefined. */
async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return isJson(response) && text ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

const isBusy = (status: number): boolean => status === 408 || status === 425 || status === 429 || status >= 500;

/** What an answer means. */
export async function readAnswer(response: Response, wall: number): Promise<WireAnswer> {
  const { status } = response;
  const retryAfter = retryAfterOf(response, wall);
  if (status === 304) return { outcome: 'same' };
  if (status === 401) return { outcome: 'signed-out' };
  if (status === 404 || status === 410) return { outcome: 'gone' };
  if (isBusy(status))
    return failed(status === 429 ? 'throttled' : 'server', { status, ...(retryAfter > 0 && { retryAfter }) });
  const body = await bodyOf(response);
  if (status === 409 || status === 412) return { outcome: 'crossed', status, body };
  if (status === 422) return { outcome: 'invalid', body };
  if (status >= 400) return { outcome: 'refused', status, body };
  // What was sent on to a page for people, a captive portal or a login page, is nobody's record.
  const isPage = /html/i.test(response.headers.get('content-type') ?? '');
  if (![200, 201, 204].includes(status) || isPage) return failed('protocol', { status });
  return { outcome: 'record', etag: response.headers.get('etag'), body };
}

const kinds: Readonly<Record<Exclude<Lost, 'changed'>, Failure['kind']>> = { timeout: 'timeout', network: 'network' };

const lost = (why: Lost): WireAnswer => (why === 'changed' ? { outcome: 'signed-out' } : failed(kinds[why]));

/** One record at a server that compares and sets. */
export interface Wire {
  /** Asks for it, where it isn't `known` any more. */
  get(known: string | null): Promise<WireAnswer>;
  put(etag: string, body: unknown): Promise<WireAnswer>;
}

export function createWire(
  { clock, network }: Pick<Platform, 'clock' | 'network'>,
  send: Send,
  url: string,
  method: string,
  more: Readonly<Record<string, string>>,
): Wire {
  const exchange = (init: Pick<RequestInit, 'method' | 'headers' | 'body'>): Promise<WireAnswer> =>
    ask(
      { clock, network },
      url,
      { ...init, headers: { ...more, ...init.headers } },
      send,
      (response) => readAnswer(response, clock.wall()),
      lost,
    );
  return {
    get: (known) => exchange({ method: 'GET', headers: known === null ? {} : { 'if-none-match': known } }),
    put: (etag, body) =>
      exchange({
        method,
        headers: { 'content-type': 'application/json', 'if-match': etag },
        body: JSON.stringify(body),
      }),
  };
}

/** A tag that a server compares byte by byte: with any other one, `If-Match` never holds. */
export const isStrong = (etag: string | null): etag is string => etag !== null && /^"[^"]*"$/.test(etag);

/** Says what the server has to mend. */
export const noStrongTag = (where: string, url: string, etag: string | null): HoldfastError =>
  new HoldfastError(
    'HOLDFAST_ETAG',
    `${where}: GET ${url} was answered with ${etag === null ? 'no ETag' : `the ETag ${etag}`}, so nothing could be sent without overwriting others. ` +
      'Let the server send a strong one that changes with every write, e.g. ETag: "5f2c", and let no proxy weaken it (Cache-Control: no-transform).',
  );
