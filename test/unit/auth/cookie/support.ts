import { type CookieOptions, cookie, type Transport } from 'holdfast';
import { html, type Person, type Shop } from '../../../support/world/shop.ts';

export { ada, createShop, html, type Person, type Shop } from '../../../support/world/shop.ts';

export type Options = CookieOptions<Person, { name: string }>;

export const transportOf = (options: Partial<Options> = {}): Transport<Person, { name: string }> =>
  cookie({ session: '/session', signIn: '/sign-in', signOut: '/sign-out', ...options });

/** Lets everything happen that needs no time, and answers what `asked` came to. */
export async function settled<T>({ browser }: Shop, asked: Promise<T>): Promise<T> {
  asked.catch(() => {});
  await browser.clock.settle();
  return asked;
}

/** Answers by path, with the method before it where that matters; whatever has no answer here is the shop's own. */
export function answer(shop: Shop, routes: Record<string, (request: Request) => Response | Promise<Response>>): void {
  shop.server.interrupt = (request) => {
    const { pathname } = new URL(request.url);
    return (routes[`${request.method} ${pathname}`] ?? routes[pathname])?.(request);
  };
}

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  Response.json(body, { status, headers });

/** As a browser shows an answer that was redirected to `url`. */
export const redirectedTo = (url: string, response: Response = html()): Response =>
  Object.defineProperties(response, { redirected: { value: true }, url: { value: url } });

/** As a browser shows a redirect that it was told not to follow. */
export const opaqueRedirect = (): Response =>
  Object.defineProperties(new Response(null), {
    type: { value: 'opaqueredirect' },
    status: { value: 0 },
    ok: { value: false },
  });

/** Requests so far, as `POST /path`, from the one with number `from` on. */
export const asked = ({ browser }: Shop, from = 0): string[] =>
  browser.network.requests.slice(from).map(({ method, path }) => `${method} ${path}`);
