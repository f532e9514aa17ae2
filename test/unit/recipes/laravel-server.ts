import { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

interface LaravelSession {
  /** Constant while the session lives; what the cookie carries is another text each time. */
  token: string;
  user: string | null;
}

export interface Laravel {
  fetch(request: Request): Promise<Response>;
  /** The session store is emptied, as by `php artisan` or at the end of a lifetime. */
  forget(): void;
  /** Tokens are changed under everybody's feet, as by another tab's sign-in. */
  rotate(): void;
  /** Orders that were taken. */
  readonly orders: unknown[];
}

const users: Readonly<Record<string, object>> = {
  'ada@example.com': { id: 1, name: 'Ada Lovelace', email: 'ada@example.com' },
  'grace@example.com': { id: 2, name: 'Grace Hopper', email: 'grace@example.com' },
};

/**
 * Answers as Laravel with Sanctum and Breeze's API routes does: a GET without a session is 401 and a POST is 419, both are a
 * redirect to HTML for who doesn't accept JSON, and the anti-CSRF cookie is another one after every answer.
 */
export function createLaravel(): Laravel {
  const sessions = new Map<string, LaravelSession>();
  const orders: unknown[] = [];
  const found = new WeakMap<Request, LaravelSession>();
  const app = new Hono();
  const page = (title: string): string => `<!doctype html><title>${title}</title>`;
  const isRead = (method: string): boolean => /^(GET|HEAD|OPTIONS)$/.test(method);
  const wantsJson = (request: Request): boolean => (request.headers.get('accept') ?? '').includes('json');
  const begin = (user: string | null): [string, LaravelSession] => {
    const made: [string, LaravelSession] = [crypto.randomUUID(), { token: crypto.randomUUID(), user }];
    sessions.set(...made);
    return made;
  };
  /** Encrypted anew for each answer, which is why it ends in `=` and has to be decoded by whoever sends it back. */
  const seal = (token: string): string => btoa(JSON.stringify({ iv: crypto.randomUUID().slice(0, 9), value: token }));
  const unseal = (text: string): string | null => {
    try {
      return (JSON.parse(atob(text)) as { value: string }).value;
    } catch {
      return null;
    }
  };

  app.use(async (context, next) => {
    const request = context.req.raw;
    const known = getCookie(context, 'laravel_session') ?? '';
    let [id, session] = sessions.has(known) ? [known, sessions.get(known) as LaravelSession] : begin(null);
    found.set(request, session);
    const refused = !isRead(request.method) && unseal(context.req.header('x-xsrf-token') ?? '') !== session.token;
    if (refused)
      context.res = wantsJson(request)
        ? context.json({ message: 'CSRF token mismatch.' }, 419 as 400)
        : context.html(page('Page Expired'), 419 as 400);
    else await next();
    const after = found.get(request);
    if (after && after !== session) {
      sessions.delete(id);
      [id, session] = [...sessions].find(([, other]) => other === after) ?? [id, after];
    }
    setCookie(context, 'XSRF-TOKEN', seal(session.token), { path: '/', sameSite: 'Lax', maxAge: 7200 });
    setCookie(context, 'laravel_session', id, { path: '/', sameSite: 'Lax', maxAge: 7200, httpOnly: true });
  });
  app.use('/api/*', async (context, next) => {
    if (found.get(context.req.raw)?.user) return next();
    return wantsJson(context.req.raw) ? context.json({ message: 'Unauthenticated.' }, 401) : context.redirect('/login');
  });

  app.get('/', (context) => context.html(page('Laravel')));
  app.get('/login', (context) => context.html(page('Log in')));
  app.get('/sanctum/csrf-cookie', (context) => context.body(null, 204));
  app.get('/api/user', (context) => context.json(users[found.get(context.req.raw)?.user ?? '']));
  app.get('/api/orders', (context) => context.json(orders));
  app.post('/api/orders', async (context) => {
    orders.push(await context.req.json());
    return context.json({ taken: orders.length }, 201);
  });
  app.post('/login', async (context) => {
    // The `guest` middleware, which asks nobody for JSON.
    if (found.get(context.req.raw)?.user) return context.redirect('/');
    const { email, password } = await context.req.json<{ email: string; password: string }>();
    if (!(email in users) || password !== 'correct') {
      const message = 'These credentials do not match our records.';
      return context.json({ message, errors: { email: [message] } }, 422);
    }
    found.set(context.req.raw, begin(email)[1]);
    return context.json({ two_factor: false });
  });
  app.post('/logout', (context) => {
    if (!found.get(context.req.raw)?.user) return context.json({ message: 'Unauthenticated.' }, 401);
    found.set(context.req.raw, begin(null)[1]);
    return context.body(null, 204);
  });

  return {
    fetch: async (request) => app.fetch(request),
    forget: () => sessions.clear(),
    rotate() {
      for (const session of sessions.values()) session.token = crypto.randomUUID();
    },
    orders,
  };
}
