import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { type Clock, systemClock } from './clock.ts';
import { documentRoutes } from './documents/document-routes.ts';
import { createDocuments } from './documents/documents.ts';
import { createLive } from './documents/live.ts';
import { createLocalFanout, type Fanout } from './fanout.ts';
import { createAttempts } from './http/attempts.ts';
import { type AppEnv, createCookies } from './http/cookies.ts';
import { createCsrf, sameOriginOnly } from './http/csrf.ts';
import { createRate } from './http/rate.ts';
import { answerFailure, Refusal } from './http/refusal.ts';
import { createCallers } from './identity/callers.ts';
import { createEverywhere } from './identity/everywhere.ts';
import { type Argon2, createPasswords } from './identity/passwords.ts';
import { sessionRoutes } from './identity/session-routes.ts';
import { createSessions } from './identity/sessions.ts';
import { tokenRoutes } from './identity/token-routes.ts';
import { createTokens } from './identity/tokens.ts';
import { createUsers, demoUsers, type StoredUser } from './identity/users.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { createNewsDesk } from './news.ts';
import { profileRoutes } from './profile/profile-routes.ts';
import { createProfiles } from './profile/profiles.ts';
import { cartRoutes } from './shop/cart-routes.ts';
import { createOrders } from './shop/orders.ts';
import { createPrices } from './shop/prices.ts';
import { shopRoutes } from './shop/shop-routes.ts';
import { createStock } from './shop/stock.ts';
import type { Store } from './store.ts';

export interface AppOptions {
  readonly store: Store;
  /** How the processes that share the store hear of each other. @default this process alone */
  readonly fanout?: Fanout;
  /** @default the system's clock */
  readonly clock?: Clock;
  /**
   * Whether browsers reach this app over https, which gives cookies `Secure` and the `__Host-` prefix. Say `true`
   * behind a proxy that speaks https for it. @default as each request's own address says
   */
  readonly secure?: boolean;
  /** What should differ from `defaultLimits`. */
  readonly limits?: Partial<Limits>;
  /** @default Ada and Grace, see `demoUsers` */
  readonly users?: readonly StoredUser[];
  /** How the work of a password hash is done. @default in JavaScript, see `portableArgon2` */
  readonly argon2?: Argon2;
  /** Who is asking, for the limit on sign-in attempts; only the host knows. Behind a proxy read what the proxy says. */
  readonly clientAddress?: (c: Context<AppEnv>) => string | undefined;
}

/** The whole backend as one value: it needs `fetch`'s classes and WebCrypto, so it runs in Node and in a page alike. */
export function createApp(options: AppOptions): Hono<AppEnv> {
  const { store, fanout = createLocalFanout(), clock = systemClock, secure, users: storedUsers = demoUsers } = options;
  const limits: Limits = { ...defaultLimits, ...options.limits };

  const users = createUsers(storedUsers, createPasswords(options.argon2));
  const news = createNewsDesk(fanout);
  const everywhere = createEverywhere(store, news);
  const sessions = createSessions({ store, clock, limits, everywhere, news });
  const tokens = createTokens({ store, clock, limits, everywhere, news });
  const rate = createRate(store, clock);
  const attempts = createAttempts(rate, limits);
  const cookies = createCookies(secure);
  const csrf = createCsrf(cookies);
  const callers = createCallers({ sessions, tokens, cookies, csrf });
  const documents = createDocuments(store, limits, clock);
  const live = createLive({ clock, limits, documents, news });
  const stock = createStock(store);
  const prices = createPrices(store);
  const orders = createOrders(store, clock, stock);
  const clientAddress = options.clientAddress ?? (() => undefined);

  const tooLarge = (): never => {
    throw new Refusal(413, 'too_large', `The body may have ${limits.body} bytes at most.`);
  };

  return (
    new Hono<AppEnv>()
      .basePath('/api')
      .onError(answerFailure)
      .notFound((c) => c.json({ error: 'not_found', message: 'There is nothing at this address.' }, 404))
      .use(async (c, next) => {
        c.header('cache-control', 'no-store');
        // Nobody takes an answer for anything but what it says it is, nor embeds it in a page of theirs.
        c.header('x-content-type-options', 'nosniff');
        c.header('cross-origin-resource-policy', 'same-origin');
        // Said here, and not by the host, since a page has none; clients set their clocks by it.
        c.header('date', new Date(clock.now()).toUTCString());
        await next();
      })
      .use(sameOriginOnly)
      // Before the limit of all other bodies: they have their own.
      .route('/', documentRoutes({ limits, callers, rate, documents, news, live }))
      .use(bodyLimit({ maxSize: limits.body, onError: tooLarge }))
      .route(
        '/',
        sessionRoutes({ clock, users, sessions, everywhere, attempts, cookies, csrf, callers, clientAddress }),
      )
      .route('/', tokenRoutes({ users, tokens, attempts, callers, clientAddress }))
      .route('/', shopRoutes({ callers, stock, prices, orders }))
      .route('/', cartRoutes({ prices, stock }))
      .route('/', profileRoutes({ callers, users, profiles: createProfiles(store) }))
  );
}
