import type { Page } from '../platform/page.ts';

/** Where the anti-CSRF token comes from, and the header that carries it back. */
export type CsrfOptions =
  /** A cookie that script may read. It is read anew for every request, since servers and other tabs change it. */
  | { readonly header: string; readonly cookie: string }
  /** `<meta name>` in the page. */
  | { readonly header: string; readonly meta: string }
  /** Taken out of each answer of the session and sign-in endpoints by this function. */
  | { readonly header: string; readonly read: (body: unknown) => string | null };

export interface Csrf {
  /** Headers for an unsafe request. */
  headers(): Record<string, string>;
  /** Looks at an answer of the session endpoint. */
  learn(body: unknown): void;
  /** Tokens die at sign-in and sign-out. */
  forget(): void;
}

export const isUnsafe = (method: string): boolean => !/^(get|head|options)$/i.test(method);

export function createCsrf(options: CsrfOptions | undefined, page: Page): Csrf {
  let learnt: string | null = null;
  const token = (): string | null => {
    if (!options) return null;
    if ('cookie' in options) return page.cookie(options.cookie);
    return 'meta' in options ? page.meta(options.meta) : learnt;
  };
  return {
    headers() {
      const value = token();
      return options && value ? { [options.header]: value } : {};
    },
    learn(body) {
      if (options && 'read' in options) learnt = options.read(body) ?? learnt;
    },
    forget() {
      learnt = null;
    },
  };
}
