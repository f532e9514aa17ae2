import axios, { type AxiosInstance, type CreateAxiosDefaults } from 'axios';
import type { Session } from 'holdfast';

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
  return axios.create({
    ...defaults,
    adapter: 'fetch',
    env: { fetch: (input, init) => session.fetch(input, init) },
    // The session's transport knows where the anti-CSRF token comes from, and which origins may have it.
    withXSRFToken: false,
  });
}
