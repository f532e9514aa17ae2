/**
 * Small texts of one tab (sessionStorage). They live over a reload and come back with a restored tab; a tab that is duplicated
 * hands a copy to the new one. No secret and no personal data goes here.
 * Never throws: where storage refuses, texts are kept for this document only.
 */
export interface TabRecords {
  read(key: string): string | null;
  /** `null` removes. */
  write(key: string, value: string | null): void;
}
