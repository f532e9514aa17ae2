import { type Query, QueryClient, type QueryClientConfig } from '@tanstack/react-query';
import { isHoldfastError, type Session } from 'holdfast';

/** An answer that is none. */
export class HttpError extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`The server said ${status}.`);
    this.name = 'HttpError';
    this.status = status;
  }
}

/**
 * Asks as whoever is signed in.
 *
 * @example
 * export const ask = createAsk(session);
 * useQuery({ queryKey: ['orders'], queryFn: ({ signal }) => ask<Order[]>('/api/orders', { signal }) });
 */
export function createAsk(session: Pick<Session<unknown>, 'fetch'>) {
  return async <Data>(url: string, init?: RequestInit): Promise<Data> => {
    const response = await session.fetch(url, init);
    if (!response.ok) throw new HttpError(response.status);
    return response.json();
  };
}

/** What may go away by itself. A 401 was tried twice by then, and what belongs to an earlier session has no answer any more. */
export function isWorthRetrying(error: unknown): boolean {
  if (isHoldfastError(error)) return false;
  return !(error instanceof HttpError) || error.status >= 500 || [408, 429].includes(error.status);
}

/**
 * A cache that belongs to whoever is signed in. When that is somebody else, or nobody, all that was loaded is gone, and what a page
 * shows at that moment is loaded anew. Queries with `meta: { forAnyone: true }` stay.
 *
 * @example export const client = createQueryClient(session);
 */
export function createQueryClient(
  session: Pick<Session<{ readonly id: string }>, 'join' | 'ready'>,
  config: QueryClientConfig = {},
): QueryClient {
  const { queries, ...others } = config.defaultOptions ?? {};
  const retry = (failures: number, error: unknown): boolean => failures < 3 && isWorthRetrying(error);
  const client = new QueryClient({ ...config, defaultOptions: { ...others, queries: { retry, ...queries } } });

  const mine = { predicate: ({ meta }: Query) => meta?.['forAnyone'] !== true };
  const forget = (): void => {
    client.removeQueries({ ...mine, type: 'inactive' });
    void client.resetQueries(mine);
  };
  /** Also what waits for a network must not be done as somebody else. */
  const end = (): void => {
    client.getMutationCache().clear();
    forget();
  };

  /** Whose all this is, `null` for nobody's. Not known at start, and nothing is there that could be anybody's. */
  let owner: string | null | undefined;
  void session.ready().then((state) => {
    if (owner === undefined) owner = state.status === 'authenticated' ? state.user.id : null;
  });
  session.join({
    signedIn({ user }) {
      if (owner !== undefined && owner !== user.id) forget();
      owner = user.id;
    },
    ended() {
      owner = null;
      end();
    },
    switchedUser({ to }) {
      owner = to.id;
      end();
    },
  });
  return client;
}
