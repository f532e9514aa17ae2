import type { Body } from './body.ts';

/** Nothing came of it, and what it means for what is to be sent next. */
export type Trouble =
  /** No network, or no answer in time. */
  | { readonly got: 'offline' }
  /** An answer that is none, or one that asks for patience: `retryAfter` milliseconds, where it says. */
  | { readonly got: 'busy'; readonly retryAfter: number }
  | { readonly got: 'unauthenticated' }
  /** 403: this person may not. */
  | { readonly got: 'forbidden' }
  /** A newer Holdfast or a newer version of the application wrote it. */
  | { readonly got: 'newer' }
  /** 413 and whatever else the server won't take: nothing but another content helps. */
  | { readonly got: 'refused'; readonly status: number }
  /** 422: the clock here is so many milliseconds ahead of the server's. */
  | { readonly got: 'clock'; readonly ahead: number };

/** What a question for a document can come to. */
export type PullAnswer =
  | { readonly got: 'same' }
  | { readonly got: 'state'; readonly revision: string; readonly body: Body }
  | { readonly got: 'missing' }
  | Trouble;

/** What sending a document can come to. */
export type PushAnswer =
  /** Taken. Without a revision, it has to be asked for. */
  | { readonly got: 'stored'; readonly revision: string | null }
  /** 412: somebody else was first. */
  | { readonly got: 'crossed' }
  /** 409: it was handed over already. */
  | { readonly got: 'closed'; readonly receipt: unknown }
  | { readonly got: 'missing' }
  | Trouble;

const isJson = ({ headers }: Response): boolean => /[/+]json/i.test(headers.get('content-type') ?? '');

/** `Retry-After`, in seconds or as a date, as milliseconds; 0 where there is none. */
export function retryAfterOf({ headers }: Response, wall: number): number {
  const text = headers.get('retry-after');
  const ms = !text ? 0 : Number.isNaN(Number(text)) ? Date.parse(text) - wall : Number(text) * 1000;
  return Math.max(0, ms || 0);
}

/** What an answer means that is no success. */
export function troubleOf(response: Response, wall: number): Trouble {
  const { status } = response;
  if (status === 401) return { got: 'unauthenticated' };
  if (status === 403) return { got: 'forbidden' };
  const mends = status < 400 || status >= 500 || status === 408 || status === 425 || status === 429;
  if (mends) return { got: 'busy', retryAfter: retryAfterOf(response, wall) };
  return { got: 'refused', status };
}

/** What was sent on to somewhere else, and pages for people, are nobody's state: a captive portal, a login page. */
export const isState = (response: Response): boolean => response.status === 200 && isJson(response);

async function errorIn(response: Response): Promise<Readonly<Record<string, unknown>>> {
  try {
    const body = isJson(response) ? await response.json() : null;
    return typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}

export async function readPush(response: Response, wall: number): Promise<PushAnswer> {
  const { status, headers } = response;
  if (status === 412) return { got: 'crossed' };
  if (status === 404) return { got: 'missing' };
  // A page in place of an answer has no tag, so that it is asked what there is.
  if (status === 200 || status === 201 || status === 204) return { got: 'stored', revision: headers.get('etag') };
  if (status !== 409 && status !== 422) return troubleOf(response, wall);
  const { error, receipt } = await errorIn(response);
  if (status === 409 && error === 'closed') return { got: 'closed', receipt };
  // Some servers say it so where somebody else was first.
  if (status === 409) return { got: 'crossed' };
  const at = Date.parse(headers.get('date') ?? '');
  if (error === 'clock') return { got: 'clock', ahead: Number.isNaN(at) ? 0 : Math.max(0, wall - at) };
  return { got: 'refused', status };
}
