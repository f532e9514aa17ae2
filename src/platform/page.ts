/**
 * - `wake`: the page may have missed something: it became visible or focused, came back from bfcache or a freeze, or the network returned.
 * - `hidden`: often the last thing a page gets to know.
 * - `leave`: the page goes into bfcache, is frozen or closed: let go of locks and channels.
 * - `online`: the network returned (comes besides `wake`).
 */
export type PageEvent = 'wake' | 'hidden' | 'leave' | 'online';

/** The document as a session sees it. */
export interface Page {
  visible(): boolean;
  subscribe(listener: (event: PageEvent) => void): () => void;
  /** Hides the whole page at once (an attribute on the root element), so that a restored page can be checked before it is seen. */
  curtain(drawn: boolean): void;
  /** Value of a cookie that script may read, or null. */
  cookie(name: string): string | null;
  /** Content of `<meta name>`, or null. */
  meta(name: string): string | null;
  /** Address of this page. */
  href(): string;
  /** Leaves this page for another one. */
  navigate(url: string): void;
  /** Changes the address without loading anything, so that what was in it can't be used again by a reload. */
  replaceUrl(url: string): void;
}
