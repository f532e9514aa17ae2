import type { Platform } from '../../platform/platform.ts';
import { isHtml } from '../endpoint.ts';
import { failed, ok, type ServerNow } from '../exchange.ts';
import type { Answer, Lease } from '../transport.ts';
import { matches } from './csrf.ts';
import { checkLease, readLease } from './lease.ts';
import type { CookieOptions } from './options.ts';

/** What answers mean. */
export interface Answers<User> {
  /** Who is signed in, by an answer of the session endpoint or one like it. */
  readSession(body: unknown, response: Response, serverNow: ServerNow): Answer<Lease<User> | null>;
  /** Whether an answer to a request of the application's makes it doubtful that the session lives. */
  suspects(response: Response, request: Request): boolean;
}

export function createAnswers<User>(
  {
    readSession = readLease<User>,
    noSession = [401],
    suspicious = [401, 419, 440],
    loginUrl,
  }: Pick<CookieOptions<User, never>, 'readSession' | 'noSession' | 'suspicious' | 'loginUrl'>,
  { network, report }: Platform,
): Answers<User> {
  /** Whether the session endpoint has given an answer in this page, or the hint was given. */
  let settled = false;

  const isLogin = ({ redirected, url }: Response): boolean =>
    redirected &&
    loginUrl !== undefined &&
    (typeof loginUrl === 'string' ? url.startsWith(network.resolve(loginUrl).href) : url.search(loginUrl) >= 0);

  const read = (body: unknown, response: Response, serverNow: ServerNow): Answer<Lease<User> | null> => {
    const { ok: agreed, status, url } = response;
    const html = isHtml(response);
    if (isLogin(response)) return ok(null);
    if ((typeof noSession === 'function' || !html) && matches(noSession, response, body)) return ok(null);
    if (agreed && html && !settled) {
      settled = true;
      report(
        `${url.split('?')[0]} answered with HTML. Is the path of \`session\` right? If that is a login page, give \`loginUrl\`.`,
      );
    }
    if (!agreed || html) return failed('protocol', { status });
    const lease = readSession(body, response);
    if (lease !== null) return ok(checkLease(lease, serverNow));
    // An answer without any content may have been cut off; one that says so wasn't.
    const said = body !== null || status === 204 || /json/i.test(response.headers.get('content-type') ?? '');
    return said ? ok(null) : failed('protocol', { status });
  };

  return {
    readSession(body, response, serverNow) {
      const answer = read(body, response, serverNow);
      settled ||= answer.outcome === 'ok';
      return answer;
    },
    suspects(response, request) {
      if (typeof suspicious === 'function') return suspicious(response, request);
      const wanted = request.headers.get('accept') ?? '';
      const isJsonOnly = /json/i.test(wanted) && !/html|\*\//i.test(wanted);
      const isRedirect = isLogin(response) || (loginUrl !== undefined && response.type === 'opaqueredirect');
      return suspicious.includes(response.status) || isRedirect || (isJsonOnly && isHtml(response));
    },
  };
}
