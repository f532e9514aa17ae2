import type { Network } from '../network.ts';

export function createBrowserNetwork(): Network {
  return {
    fetch: (request) => fetch(request),
    request: (input, init) => new Request(input, init),
    async read(response, receive, signal) {
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
      const stop = (): void => void reader?.cancel().catch(() => {});
      signal.addEventListener('abort', stop, { once: true });
      try {
        for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) receive(part.value);
      } finally {
        signal.removeEventListener('abort', stop);
      }
      if (signal.aborted) throw signal.reason;
    },
    abort: () => new AbortController(),
    resolve: (url) => new URL(url, globalThis.location?.href),
  };
}
