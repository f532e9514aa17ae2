/**
 * Small texts that all tabs of an origin read synchronously (localStorage). No secret and no personal data goes here.
 * Never throws: where storage refuses, texts are kept for this document only.
 */
export interface Records {
  read(key: string): string | null;
  /** `null` removes. Answers whether other tabs can see it. */
  write(key: string, value: string | null): boolean;
  /** Called when another document changed `key`, or all of them (`null`). */
  subscribe(listener: (key: string | null) => void): () => void;
}
