/**
 * What the account has acknowledged of a document stands in the `session` store, apart from what a tab reads to open it, and goes with it.
 * `prefix` is what all keys of the document begin with.
 */
export const acknowledgedKey = (prefix: string): string => `acknowledged/${prefix}`;
