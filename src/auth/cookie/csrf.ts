import type { Page } from '../../platform/page.ts';

/** Where the anti-CSRF token comes from, and the header that carries it back. */
export type CsrfOptions =
  /** A cookie that script may read. It is read anew for every request, since servers and other tabs change it. */
  | { readonly header: string; readonly cookie: string }
  /** `<meta name>` in the page. */
  | { readonly header: string; readonly meta: string }
  /** Taken out of each answer of the session and sign-in endpoints by this function. */
  | { readonly header: string; readonly read: (body: unknown) => string | null };

interface AnySource {
  readonly header?: string;
  readonly cookie?: string;
  readonly meta?: string;
  readonly read?: (body: unknown) => string | null;
}

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
  const { header, cookie, meta, read }: AnySource = options ?? {};
  let learnt: string | null = null;
  return {
    headers() {
      const token = cookie ? page.cookie(cookie) : meta ? page.meta(meta) : learnt;
      return header && token ? { [header]: token } : {};
    },
    learn(body) {
      learnt = read?.(body) ?? learnt;
    },
    forget() {
      learnt = null;
    },
  };
}
