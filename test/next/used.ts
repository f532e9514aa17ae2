import type { ReactNode } from 'react';

/*
 * What the recipe uses of Next.js, which is too large to be installed for its types alone. `next.d.ts` gives it to our compiler under the
 * names of Next's modules; `npm run test:next` holds it against the real ones, by `compare.ts`.
 */

/** Of `next/navigation`. */
export interface Navigation {
  useRouter(): { refresh(): void };
}

/** Of `next/headers`. */
export interface Headers {
  cookies(): Promise<{
    get(name: string): { readonly value: string } | undefined;
    set(name: string, value: string, options: { httpOnly: boolean; sameSite: 'lax' | 'strict'; path: string }): unknown;
    delete(name: string): unknown;
  }>;
}

/** Of `next/link`. */
export interface Link {
  default(props: { readonly href: string; readonly children?: ReactNode }): ReactNode;
}
