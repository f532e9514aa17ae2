/**
 * The Content-Security-Policy of the page: nothing but its own files, and nothing that is injected as text. `nonce` is what a development
 * server puts on the scripts and styles that it writes into the page.
 */
export function pagePolicy(nonce?: string): Readonly<Record<string, string[]>> {
  const own = nonce === undefined ? ["'self'"] : ["'self'", `'nonce-${nonce}'`];
  return {
    defaultSrc: ["'none'"],
    scriptSrc: own,
    styleSrc: own,
    imgSrc: ["'self'", 'data:', 'blob:'],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    manifestSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  };
}

/** The same as the header has it. */
export const writePolicy = (policy: ReturnType<typeof pagePolicy>): string =>
  Object.entries(policy)
    .map(([name, sources]) => [name.replace(/[A-Z]/g, (sign) => `-${sign.toLowerCase()}`), ...sources].join(' '))
    .join('; ');
