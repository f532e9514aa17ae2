import { type Session, seconds } from 'holdfast';
import ky, { type KyInstance, type Options } from 'ky';

/** What the recipe needs of a session, whoever its users are. */
type AnySession = Pick<Session<unknown>, 'fetch' | 'getState'>;

/**
 * A ky whose requests are the session's: they carry its credential, wait for its refresh, and are repeated once on 401.
 *
 * @example
 * export const api = createKy(session, { prefix: '/api' });
 * const orders = await api.get('orders').json<Order[]>();
 */
export function createKy(session: AnySession, options: Options = {}): KyInstance {
  const epoch = (): string | null => {
    const state = session.getState();
    return state.status === 'authenticated' ? state.epoch : null;
  };
  return ky
    .create({
      fetch: (input, init) => session.fetch(input, init),
      // A call may have to wait for a refresh first, and a refresh may take 10 seconds.
      timeout: seconds(30),
      // 401 is the session's business. What changes something is sent once: a lost answer doesn't mean that nothing was done.
      retry: { limit: 2, methods: ['get', 'head'] },
      hooks: {
        // To ky a repeated call is the same call; to the session it is another one. So the recipe remembers whose it was.
        init: [
          (given) => {
            given.context = { ...given.context, epoch: epoch() };
          },
        ],
        beforeRetry: [
          ({ options: { context }, error }) => {
            if (context['epoch'] !== epoch()) throw error;
          },
        ],
      },
    })
    .extend(options);
}
