import type { Context } from 'hono';
import { setCookie } from 'hono/cookie';
import { parse, serialize } from 'hono/utils/cookie';

/**
 * Carries cookies where headers can't: a page may neither read `Set-Cookie` nor set `Cookie`, so a backend that runs
 * inside one is handed this instead.
 */
export interface CookieCarrier {
  /** What a `Cookie` header would say. */
  readonly sent: string;
  /** Takes what a `Set-Cookie` header would say. */
  receive(line: string): void;
}

/** What a host may hand over beside the request. Most have nothing to add. */
export interface AppEnv {
  Bindings: { readonly cookies?: CookieCarrier };
}

/** `session` and `guest` are ids that no script may read; `csrf` is the token that the page's script must read. */
type CookieName = 'session' | 'guest' | 'csrf';

export interface Cookies {
  read(c: Context<AppEnv>, name: CookieName): string | undefined;
  /** @param lifetime in ms; without it the cookie goes when the browser is closed */
  write(c: Context<AppEnv>, name: CookieName, value: string, lifetime?: number): void;
  clear(c: Context<AppEnv>, name: CookieName): void;
}

/** @param secure whether the outside sees https; `undefined` asks each request's own address */
export function createCookies(secure: boolean | undefined): Cookies {
  const isSecure = (c: Context<AppEnv>): boolean => secure ?? new URL(c.req.url).protocol === 'https:';

  /** Hono leaves `env` undefined where the host gave none, whatever its type says. */
  const carrierOf = (c: Context<AppEnv>): CookieCarrier | undefined => c.env?.cookies;

  /** The `__Host-` prefix keeps a sister domain from planting an id. Browsers grant it only over https. */
  function nameOf(c: Context<AppEnv>, name: CookieName): string {
    if (name === 'csrf') return 'XSRF-TOKEN';
    return isSecure(c) ? `__Host-${name}` : name;
  }

  function write(c: Context<AppEnv>, name: CookieName, value: string, lifetime?: number): void {
    const attributes = {
      path: '/',
      sameSite: 'Lax' as const,
      httpOnly: name !== 'csrf',
      secure: isSecure(c),
      ...(lifetime !== undefined && { maxAge: Math.floor(lifetime / 1000) }),
    };
    const carrier = carrierOf(c);
    if (carrier) carrier.receive(serialize(nameOf(c, name), value, attributes));
    else setCookie(c, nameOf(c, name), value, attributes);
  }

  return {
    read(c, name) {
      const full = nameOf(c, name);
      return parse(carrierOf(c)?.sent ?? c.req.header('cookie') ?? '', full)[full];
    },
    write,
    clear: (c, name) => write(c, name, '', 0),
  };
}
