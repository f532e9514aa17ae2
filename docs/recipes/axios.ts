import axios, { type AxiosInstance, type CreateAxiosDefaults } from 'axios';
import { isHoldfastError, type Session } from 'holdfast';

/**
 * An axios whose requests are the session's: they carry its credential, wait for its refresh, and are repeated once on 401.
 * Needs axios 1.12 or later.
 *
 * @example
 * export const api = createAxios(session, { baseURL: '/api' });
 * const { data } = await api.get<Order[]>('orders');
 */
export function createAxios(
  session: Pick<Session<unknown>, 'fetch'>,
  defaults: CreateAxiosDefaults = {},
): AxiosInstance {
  const api = axios.create({
    ...defaults,
    adapter: 'fetch',
    env: { fetch: (input, init) => session.fetch(input, init) },
    // The session's transport knows where the anti-CSRF token comes from, and which origins may have it.
    withXSRFToken: false,
  });
  // axios wraps what fetch throws. Unwrapped, `isHoldfastError(error)` and `error.code` are the same with every client.
  api.interceptors.response.use(undefined, (error: unknown) => {
    const cause = error instanceof Error ? error.cause : undefined;
    throw isHoldfastError(cause) ? cause : error;
  });
  return api;
}
