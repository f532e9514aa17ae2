import { acknowledgedKey } from '../vault/acknowledged.ts';
import type { DocumentHost } from '../vault/host.ts';
import { prefixOf } from '../vault/keys.ts';
import type { Shared } from './shared.ts';

/** What the account has acknowledged of a document in this browser. */
export interface Acknowledged {
  readonly revision: string | null;
  /** A digest of what that holds; '' for nothing. */
  readonly digest: string;
  /** So many elements there made no sense here. */
  readonly aside: number;
}

const nothing: Acknowledged = { revision: null, digest: '', aside: 0 };

const keyOf = ({ name, partition }: Shared): string => acknowledgedKey(prefixOf(partition.id, name));

/** Nothing, where it belongs to a document that is gone. */
export async function readAcknowledged(host: DocumentHost, shared: Shared): Promise<Acknowledged> {
  const stored = await host
    .database()
    .get('session', keyOf(shared))
    .catch(() => null);
  const [id, revision, digest, aside] = Array.isArray(stored) ? stored : [];
  const isOurs = id === shared.id() && typeof revision === 'string' && typeof digest === 'string';
  return isOurs ? { revision, digest, aside: Number(aside) || 0 } : nothing;
}

/** Where it can't be kept, it is asked for again. */
export async function keepAcknowledged(
  host: DocumentHost,
  shared: Shared,
  { revision, digest, aside }: Acknowledged,
): Promise<void> {
  const id = shared.id();
  if (id === null) return;
  await host
    .database()
    .put('session', [[keyOf(shared), [id, revision, digest, aside]]])
    .catch(() => {});
}
