import type { SyncContext } from './context.ts';
import type { Send } from './remote.ts';

/**
 * Sends while the session ends: it is none any more here, but the server hears of that only after what is still to be written. What a
 * request to `url` needs is asked for at once, since in the next moment nobody has a token.
 */
export function createFarewell({ host, connection }: Pick<SyncContext, 'host' | 'connection'>, url: string): Send {
  const { network } = host.platform;
  const isOurs = connection.allows(network.resolve(url).origin);
  const { signal } = network.abort();
  const pass = isOurs ? connection.authorize(network.request(url, { method: 'PUT' }), signal) : null;
  // Where nothing is sent, nobody asks.
  pass?.catch(() => {});
  return async (request) => {
    if (!pass) return network.fetch(request);
    const sent = await connection.authorize(request, signal);
    const { headers } = await pass;
    headers.forEach((value, name) => {
      if (!sent.headers.has(name)) sent.headers.set(name, value);
    });
    return network.fetch(sent);
  };
}
