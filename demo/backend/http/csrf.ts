import type { Context, MiddlewareHandler } from 'hono';
import { equalInConstantTime, randomSecret, sign } from '../secrets.ts';
import type { AppEnv, Cookies } from './cookies.ts';
import { Refusal } from './refusal.ts';

/**
 * A foreign page can make the browser send our cookie, but can't read it nor set a header. So an unsafe request must
 * repeat, in `X-XSRF-TOKEN`, a token that only our page can read, and the token is signed with the id in the caller's
 * own HttpOnly cookie: one that was made for somebody else, or for an earlier session, is worth nothing.
 */
export interface Csrf {
  /** Refuses a request that does not prove that our own page sent it. */
  check(c: Context<AppEnv>): Promise<void>;
  /** Sees to it that the caller leaves with a token that fits the id they came with; guests get an id for it. */
  ensure(c: Context<AppEnv>): Promise<void>;
  /** A new token, bound to the id of a session that begins, or to a new guest id. @param lifetime in ms */
  renew(c: Context<AppEnv>, sessionId?: string, lifetime?: number): Promise<void>;
}

const refusal = (message: string): Refusal => new Refusal(403, 'csrf', message);

/** `nonce.signature`. The id is 256 random bits, so it serves as the key and no other secret has to be kept. */
const makeToken = async (id: string, nonce: string = randomSecret()): Promise<string> =>
  `${nonce}.${await sign(id, nonce)}`;

const fits = async (token: string, id: string): Promise<boolean> =>
  equalInConstantTime(token, await makeToken(id, token.split('.')[0]));

export function createCsrf(cookies: Cookies): Csrf {
  /** Bound to the id as it was sent, whether or not that session still lives: its end needs no new token. */
  const idOf = (c: Context<AppEnv>): string | undefined => cookies.read(c, 'session') || cookies.read(c, 'guest');

  async function renew(c: Context<AppEnv>, sessionId?: string, lifetime?: number): Promise<void> {
    const id = sessionId ?? randomSecret();
    if (sessionId === undefined) cookies.write(c, 'guest', id);
    else cookies.clear(c, 'guest');
    cookies.write(c, 'csrf', await makeToken(id), lifetime);
  }

  async function ensure(c: Context<AppEnv>): Promise<void> {
    const [id, token] = [idOf(c), cookies.read(c, 'csrf')];
    if (!id) return renew(c);
    if (!token || !(await fits(token, id))) cookies.write(c, 'csrf', await makeToken(id));
  }

  return {
    renew,
    ensure,

    async check(c) {
      const [id, token] = [idOf(c), c.req.header('x-xsrf-token')];
      if (id && token && (await fits(token, id))) return;
      // The refusal brings a good token: our own page, which lost it, may try again; a foreign one can't read it.
      await ensure(c);
      throw refusal('Repeat the cookie XSRF-TOKEN in the header X-XSRF-TOKEN. This answer has set a good one.');
    },
  };
}

/** Refuses unsafe requests that the browser itself says come from elsewhere. Older browsers say nothing: see `Csrf`. */
export const sameOriginOnly: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
    const [site, origin] = [c.req.header('sec-fetch-site'), c.req.header('origin')];
    if (site && site !== 'same-origin' && site !== 'none') throw refusal(`The request comes from a ${site} page.`);
    // Hosts are compared, not schemes: behind a proxy the app itself may be spoken to over plain http.
    if (origin && URL.parse(origin)?.host !== new URL(c.req.url).host)
      throw refusal('The request has a foreign Origin.');
  }
  return next();
};
