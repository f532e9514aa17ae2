import type { Adapter, AdapterPayload } from 'oidc-provider';

/** Everything that one provider keeps, as it would in a database. */
export interface ProviderStore {
  readonly adapter: (model: string) => Adapter;
  /** Refresh tokens that are still good: neither used nor revoked. */
  refreshTokens(): readonly string[];
  /** Ends every grant, as an administrator does who throws somebody out. */
  revokeAll(): void;
  /** Access tokens are as good as expired, refresh tokens aren't. */
  expireAccessTokens(): void;
}

interface Kept {
  readonly model: string;
  readonly id: string;
  readonly payload: AdapterPayload;
  readonly until: number;
}

export function createProviderStore(): ProviderStore {
  const kept = new Map<string, Kept>();
  const all = (): Kept[] => [...kept.values()].filter(({ until }) => until > Date.now());
  const find = (model: string, fits: (one: Kept) => boolean): AdapterPayload | undefined =>
    all().find((one) => one.model === model && fits(one))?.payload;
  const remove = (fits: (one: Kept) => boolean): void => {
    for (const [key, one] of kept) if (fits(one)) kept.delete(key);
  };

  return {
    adapter: (model) => ({
      async upsert(id, payload, expiresIn) {
        const until = expiresIn ? Date.now() + expiresIn * 1000 : Number.POSITIVE_INFINITY;
        kept.set(`${model}/${id}`, { model, id, payload, until });
      },
      find: async (id) => find(model, (one) => one.id === id),
      findByUid: async (uid) => find(model, ({ payload }) => payload.uid === uid),
      findByUserCode: async (code) => find(model, ({ payload }) => payload.userCode === code),
      async consume(id) {
        const payload = find(model, (one) => one.id === id);
        if (payload) payload['consumed'] = Math.floor(Date.now() / 1000);
      },
      destroy: async (id) => void kept.delete(`${model}/${id}`),
      revokeByGrantId: async (grantId) => remove(({ payload }) => payload.grantId === grantId),
    }),
    refreshTokens: () =>
      all()
        .filter(({ model, payload }) => model === 'RefreshToken' && !payload['consumed'])
        .map(({ id }) => id),
    expireAccessTokens: () => remove(({ model }) => model === 'AccessToken'),
    revokeAll: () => remove(({ model, payload }) => model === 'Grant' || payload.grantId !== undefined),
  };
}
