import type { Entry, StoreName } from '../../platform/database.ts';
import { type Head, parseHead } from '../../tabs/head.ts';
import { createSharedRecord, type SharedTime } from '../../tabs/record.ts';
import { prefixOf } from '../../vault/keys.ts';
import { readShadow } from '../../vault/shadow.ts';
import { readStoredDocuments, type StoredDocument, weigh } from '../model/documents.ts';
import type { TokenFacts } from '../model/limits.ts';
import type { Bench } from './bench.ts';

/** The record that all tabs share, as this one reads it, and the copy in the database. */
export interface RecordLook {
  readonly head: Head | null;
  readonly time: SharedTime | null;
}

export function lookAtRecord({ platform, session }: Bench): RecordLook {
  const record = createSharedRecord(platform.records, session.name);
  const head = record.head();
  return { head, time: head ? record.time(head.epoch) : null };
}

/** The head as the database has it: what survives a killed browser. */
export const lookAtDurableHead = async ({ host }: Bench): Promise<Head | null> =>
  parseHead(await host.database().get('session', 'head'));

/**
 * When the token of the present epoch runs out, as it stands sealed in this browser. It is opened as the transport opens it; its bytes
 * are dropped before anything is answered. `null` where there is none, or none that is stored.
 */
export async function lookAtToken({ host, session, platform }: Bench): Promise<TokenFacts | null> {
  const state = session.getState();
  if (state.status !== 'authenticated') return null;
  const at = `credential/${state.epoch}`;
  const [key, stored] = await Promise.all(
    ['key', 'value'].map((part) => host.database().get('session', `${at}/${part}`)),
  );
  const { sealed } = (stored ?? {}) as { readonly sealed?: unknown };
  if (key === undefined || sealed === undefined) return null;
  const text = key === 'clear' ? (sealed as { text: string }).text : await platform.crypto.open(key, sealed);
  const { generation, receivedAt, expiresAt, refresh } = JSON.parse(text ?? '{}') as Record<string, unknown>;
  if (typeof generation !== 'number' || typeof receivedAt !== 'number') return null;
  return {
    generation,
    receivedAt,
    expiresAt: typeof expiresAt === 'number' ? expiresAt : null,
    refreshable: refresh !== null,
  };
}

/** One store of the database. */
export interface StoreLook {
  readonly name: StoreName;
  readonly entries: number;
  readonly bytes: number;
}

/** What this browser holds of a session. */
export interface StoredLook {
  readonly documents: readonly StoredDocument[];
  readonly stores: readonly StoreLook[];
}

const stores: readonly StoreName[] = ['journal', 'base', 'session'];

/** Reads everything, opens nothing. The guest's documents and those of whoever is signed in. */
export async function lookAtStored({ host }: Bench): Promise<StoredLook> {
  const database = host.database();
  const [journal = [], base = [], session = []] = await Promise.all(stores.map((store) => database.range(store, '')));
  const bytesOf = (entries: readonly Entry[]): number =>
    entries.reduce((sum, [key, value]) => sum + key.length + weigh(value), 0);
  const owners = new Set(['guest', host.partition()?.id ?? 'guest']);
  return {
    documents: [...owners].flatMap((owner) =>
      readStoredDocuments(owner, {
        base,
        journal,
        acknowledged: session.filter(([key]) => key.startsWith(`acknowledged/${prefixOf(owner)}`)),
        shadow: readShadow(host, owner),
      }),
    ),
    stores: [journal, base, session].map((entries, at) => ({
      name: stores[at] ?? 'base',
      entries: entries.length,
      bytes: bytesOf(entries),
    })),
  };
}
