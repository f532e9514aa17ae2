import type { Network } from '../network.ts';

export function createBrowserNetwork(): Network {
  return {
    fetch: (request) => fetch(request),
    request: (input, init) => new Request(input, init),
    abort: () => new AbortController(),
    resolve: (url) => new URL(url, globalThis.location?.href),
  };
}
