import type { View } from './bench.ts';

/** Which tab does something for all tabs of this browser. */
export type Turn = 'this tab' | 'another tab' | 'nobody';

/** Who carries documents to the account. */
export interface TurnsLook {
  readonly carriers: Readonly<Record<string, Turn>>;
  /** Who holds the stream. */
  readonly stream: Turn;
}

/** How much the browser lets this origin keep, in bytes. */
export interface QuotaLook {
  readonly usage: number;
  readonly quota: number;
  /** Whether the browser has promised to ask before it throws anything away. */
  readonly persisted: boolean;
}

/** A text in one of the browser's two storages: its key, and how long it is. What stands in it is never shown. */
export interface TextLook {
  readonly place: 'localStorage' | 'sessionStorage';
  readonly key: string;
  readonly bytes: number;
}

const own = new WeakMap<View, Promise<string | undefined>>();

/** What the browser calls this tab where it lists locks: the holder of one that only this tab can hold. */
function clientOf(view: View): Promise<string | undefined> {
  const name = `holdfast-devtools:${view.crypto.randomUUID()}`;
  const known =
    own.get(view) ??
    view.navigator.locks.request(name, async () => {
      const { held = [] } = await view.navigator.locks.query();
      return held.find((lock) => lock.name === name)?.clientId;
    });
  own.set(view, known);
  return known;
}

/** Each turn is a lock, so the browser knows who has it. */
export async function lookAtTurns(view: View, name: string): Promise<TurnsLook> {
  const base = `holdfast:${name}:sync`;
  const [client, { held = [] }] = await Promise.all([clientOf(view), view.navigator.locks.query()]);
  const turns = held.flatMap((lock): [string, Turn][] => {
    const at = lock.name ?? '';
    if (at !== base && !at.startsWith(`${base}:`)) return [];
    return [[at.slice(base.length + 1), lock.clientId === client ? 'this tab' : 'another tab']];
  });
  const { '': stream = 'nobody', ...carriers } = Object.fromEntries(turns);
  return { stream, carriers };
}

export async function lookAtQuota({ navigator }: View): Promise<QuotaLook> {
  const [{ usage = 0, quota = 0 }, persisted] = await Promise.all([
    navigator.storage.estimate(),
    navigator.storage.persisted(),
  ]);
  return { usage, quota, persisted };
}

/** The session's own texts in both storages. */
export function lookAtTexts(view: View, name: string): readonly TextLook[] {
  const read = (place: TextLook['place']): TextLook[] => {
    try {
      const storage = view[place];
      return Object.keys(storage)
        .filter((key) => key.startsWith(`holdfast:${name}:`))
        .sort()
        .map((key) => ({ place, key, bytes: key.length + (storage.getItem(key)?.length ?? 0) }));
    } catch {
      // The browser refuses it altogether.
      return [];
    }
  };
  return [...read('localStorage'), ...read('sessionStorage')];
}
