import { type Context, Hono } from 'hono';
import type { Clock } from '../clock.ts';
import type { Attempts } from '../http/attempts.ts';
import { readBody, readLimits, readText } from '../http/body.ts';
import type { AppEnv, Cookies } from '../http/cookies.ts';
import type { Csrf } from '../http/csrf.ts';
import { Refusal } from '../http/refusal.ts';
import { type Callers, noSession } from './callers.ts';
import type { Everywhere } from './everywhere.ts';
import type { Session, Sessions } from './sessions.ts';
import { normalizeEmail, type User, type Users } from './users.ts';

export interface SessionParts {
  readonly clock: Clock;
  readonly users: Users;
  readonly sessions: Sessions;
  readonly everywhere: Everywhere;
  readonly attempts: Attempts;
  readonly cookies: Cookies;
  readonly csrf: Csrf;
  readonly callers: Callers;
  readonly clientAddress: (c: Context<AppEnv>) => string | undefined;
}

/** Both lengths are relative, in ms, so that no two clocks have to agree. */
interface SessionBody {
  readonly user: User | null;
  readonly expiresIn?: number;
  readonly idleExpiresIn?: number;
}

export function sessionRoutes(parts: SessionParts): Hono<AppEnv> {
  const { clock, users, sessions, everywhere, attempts, cookies, csrf, callers } = parts;
  const sentId = (c: Context<AppEnv>): string | undefined => cookies.read(c, 'session');

  function describe(session: Session | undefined): SessionBody {
    const user = session && users.find(session.userId);
    if (!user) return { user: null };
    const now = clock.now();
    return { user, expiresIn: session.endsAt - now, idleExpiresIn: session.idleEndsAt - now };
  }

  return new Hono<AppEnv>()
    .get('/session', async (c) => {
      const session = await sessions.find(sentId(c));
      await csrf.ensure(c);
      // The cookie of a session that is over is left alone: this answer may arrive after another tab's sign-in, and
      // would throw away the new cookie.
      return c.json(describe(session));
    })

    .post('/sign-in', async (c) => {
      await csrf.check(c);
      const body = await readBody(c);
      const [email, password] = [normalizeEmail(readText(body, 'email')), readText(body, 'password')];
      const asked = readLimits(body, ['idle', 'lifetime']);

      await attempts.count(email, parts.clientAddress(c));
      const user = await users.verify(email, password);
      if (!user) throw new Refusal(401, 'bad_credentials', 'Email or password is wrong.');
      await attempts.forgive(email, parts.clientAddress(c));

      // Never the id that came with the request: whoever planted it would be signed in too.
      await sessions.end(sentId(c));
      const { id, session } = await sessions.begin(user.id, asked);
      const lifetime = session.endsAt - clock.now();
      cookies.write(c, 'session', id, lifetime);
      await csrf.renew(c, id, lifetime);
      return c.json(describe(session));
    })

    .post('/session/touch', async (c) => {
      await callers.writing(c);
      const session = await sessions.touch(sentId(c));
      if (!session) throw noSession();
      return c.json(describe(session));
    })

    .post('/sign-out', async (c) => {
      const session = await sessions.find(sentId(c));
      // Repeated, or too late: there is nothing to protect and nothing to do, and whoever owes a sign-out is done.
      if (!session) {
        await csrf.ensure(c);
        return c.body(null, 204);
      }
      await csrf.check(c);
      const { everywhere: all } = c.req.header('content-type') ? await readBody(c) : {};
      if (all === true) await everywhere.signOut(session.userId);
      await sessions.end(sentId(c));
      cookies.clear(c, 'session');
      await csrf.renew(c);
      return c.body(null, 204);
    });
}
