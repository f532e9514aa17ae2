import { inDevelopment } from '../../foundation/development.ts';
import type { Platform } from '../../platform/platform.ts';
import type { CookieOptions } from './options.ts';

const told = new WeakSet<object>();
/** What a form can set, and what browsers set by themselves. */
const formHeaders = /^(accept|accept-language|content-language|range)$/;
const formContent = /^($|text\/plain|multipart\/form-data|application\/x-www-form-urlencoded)/i;

/**
 * Of a request that a form of any other site could send just as well, with the person's cookie: browsers ask first before they let
 * another site send any other method, header or content.
 */
export function adviseOnForgery(
  request: Request,
  options: Pick<CookieOptions<unknown>, 'csrf'>,
  platform: Platform,
): void {
  inDevelopment(() => {
    const { method, url, headers } = request;
    if (options.csrf || told.has(options) || method !== 'POST') return;
    let isForms = true;
    headers.forEach((value, name) => {
      isForms &&= name === 'content-type' ? formContent.test(value) : formHeaders.test(name);
    });
    if (!isForms) return;
    told.add(options);
    platform.report(
      `POST ${url.split('?')[0]} went out without an anti-CSRF token, and a form of any other site could send the same. Unless your server refuses it by Origin, or its cookie is SameSite=Lax or Strict, that site acts for whoever is signed in. Give cookie({ csrf: … }), or cookie({ headers: { 'X-Requested-With': 'XMLHttpRequest' } }) and let the server insist on that header (OWASP: Cross-Site Request Forgery Prevention).`,
    );
  });
}
