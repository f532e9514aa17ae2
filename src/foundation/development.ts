/** What every bundler replaces, and Node has. */
declare const process: { readonly env: { readonly NODE_ENV?: string } };

/**
 * Runs `advise` in development alone. A bundler that builds for production leaves out the call with all that stands in it, so that
 * a hint costs nobody a byte; not every one leaves out what stands beside it. Where there is neither a bundler nor Node, nothing is said.
 */
export function inDevelopment(advise: () => void): void {
  try {
    if (process.env.NODE_ENV !== 'production') advise();
  } catch {
    // There is no such thing as `process` here.
  }
}
