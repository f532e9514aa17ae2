import type { Opened } from './candidates/candidate.ts';
import { fieldName } from './contents.ts';

/** A value, and a moment that all tabs of a browser count alike, in ms. */
export type Moment = readonly [value: string, at: number];

const now = (): number => performance.timeOrigin + performance.now();
const key = fieldName(0);

export interface Hearing {
  /** When each value was shown here, and when a bare message about it came. */
  readonly shown: Moment[];
  readonly told: Moment[];
  /** Writes a value, and tells of it by a bare message as soon as it is stored. Answers when that was. */
  say(value: string): Promise<Moment>;
}

/** Listens to one field of a document that other tabs write into. */
export function createHearing(document: Opened): Hearing {
  const [shown, told]: [Moment[], Moment[]] = [[], []];
  const channel = new BroadcastChannel('bare');
  channel.onmessage = ({ data }) => told.push([String(data), now()]);
  document.watch?.(() => {
    const value = String(document.read()[key]);
    if (value !== shown.at(-1)?.[0]) shown.push([value, now()]);
  });
  return {
    shown,
    told,
    async say(value) {
      document.change(key, value);
      await document.saved?.();
      const moment: Moment = [value, now()];
      channel.postMessage(value);
      return moment;
    },
  };
}
