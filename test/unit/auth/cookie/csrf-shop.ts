import { ada, answer, createShop, json, type Options, transportOf } from './support.ts';

export type Csrf = NonNullable<Options['csrf']>;
export const header = 'x-csrf';

/** A shop whose server wants `valid` on every unsafe request, and gives it out at `/csrf` (and, primed, as a cookie). */
export function guarded(csrf: Csrf, more: Partial<Options> = {}) {
  const shop = createShop();
  const state = { valid: 't1', refusal: (): Response => json({ error: 'csrf' }, 403), mint: true };
  const check =
    (next?: () => Response) =>
    (request: Request): Response => {
      if (request.headers.get(header) !== state.valid) return state.refusal();
      return next?.() ?? json({});
    };
  const routes: Parameters<typeof answer>[1] = {
    '/csrf': () => {
      if (state.mint) shop.browser.cookies.set('XSRF', state.valid);
      return json({ token: state.valid });
    },
    'POST /orders': check(),
    'POST /sign-in': check(() => {
      shop.server.signIn('ada');
      return json({ user: ada });
    }),
  };
  answer(shop, routes);
  const options = { transport: transportOf({ csrf, ...more }) };
  return { shop, state, routes, open: () => shop.open(options), signedIn: () => shop.signedIn(options) };
}
export const order = { method: 'POST', body: '{}' };
export const fromEndpoint: Csrf = { header, endpoint: '/csrf', read: (body) => (body as { token: string }).token };
export const primed: Csrf = { header, cookie: 'XSRF', prime: '/csrf' };
