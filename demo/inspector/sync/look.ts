import { useEffect, useState } from 'react';
import { sessionName } from '../../session.ts';
import { settled } from '../stored.ts';

/** Which tab does something for all tabs of this browser. */
export type Turn = 'this tab' | 'another tab' | 'nobody';

/** What can be seen of sync beside what the session tells. */
export interface SyncLook {
  /** By document: the revisions that are stored here as acknowledged. More than one where several people's are kept. */
  readonly revisions: Readonly<Record<string, string>>;
  /** By document: who carries it. */
  readonly carriers: Readonly<Record<string, Turn>>;
  /** Who holds the stream. */
  readonly stream: Turn;
}

const nothing: SyncLook = { revisions: {}, carriers: {}, stream: 'nobody' };

let known: Promise<string | undefined> | undefined;
/** What the browser calls this tab where it lists locks: the holder of one that only this tab can hold. */
const ownClient = (): Promise<string | undefined> => {
  const name = `inspector:${crypto.randomUUID()}`;
  known ??= navigator.locks.request(name, async () => {
    const { held = [] } = await navigator.locks.query();
    return held.find((lock) => lock.name === name)?.clientId;
  });
  return known;
};

/** Each turn is a lock, so the browser knows who has it. */
async function readTurns(): Promise<Pick<SyncLook, 'carriers' | 'stream'>> {
  const base = `holdfast:${sessionName}:sync`;
  const [own, { held = [] }] = await Promise.all([ownClient(), navigator.locks.query()]);
  const turns = held.flatMap(({ name = '', clientId }): [string, Turn][] =>
    name === base || name.startsWith(`${base}:`)
      ? [[name.slice(base.length + 1), clientId === own ? 'this tab' : 'another tab']]
      : [],
  );
  const { '': stream = 'nobody', ...carriers } = Object.fromEntries(turns);
  return { stream, carriers };
}

async function readRevisions(): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  const name = `holdfast:${sessionName}`;
  if (!(await indexedDB.databases()).some((database) => database.name === name)) return found;
  const database = await settled(indexedDB.open(name));
  try {
    const store = database.transaction('session').objectStore('session');
    const kept = IDBKeyRange.bound('acknowledged/', 'acknowledged/\uffff');
    const [keys, values] = await Promise.all([settled(store.getAllKeys(kept)), settled(store.getAll(kept))]);
    for (const [at, key] of keys.entries()) {
      const document = String(key).split('/').at(-2) ?? '';
      const [, revision] = values[at] as readonly unknown[];
      found[document] = [found[document], String(revision).replaceAll('"', '')].filter(Boolean).join(', ');
    }
    return found;
  } finally {
    database.close();
  }
}

/** Looks again every second while it is shown and seen. What refuses to be read is not known. */
export function useSyncLook(): SyncLook {
  const [look, setLook] = useState(nothing);
  useEffect(() => {
    let gone = false;
    let next: ReturnType<typeof setTimeout> | undefined;
    const read = async (): Promise<void> => {
      if (!document.hidden) {
        const turns = await readTurns().catch(() => nothing);
        const revisions = await readRevisions().catch(() => nothing.revisions);
        const found = { ...turns, revisions };
        setLook((last) => (JSON.stringify(last) === JSON.stringify(found) ? last : found));
      }
      if (!gone) next = setTimeout(() => void read(), 1000);
    };
    void read();
    return () => {
      gone = true;
      clearTimeout(next);
    };
  }, []);
  return look;
}
