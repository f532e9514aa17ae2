import { chance } from '../platform/chance.ts';
import type { Platform } from '../platform/platform.ts';
import type { Agenda } from './agenda.ts';
import { retryAfterOf } from './answers.ts';
import { createEventReader, type StreamEvent } from './events.ts';
import { background, type Send } from './remote.ts';
import { longestReturn, returnAfter } from './waiting.ts';

/** What a stream tells. */
export interface StreamDuties {
  /** A document has this revision in the account by now; '' and null where anything may have changed. */
  poked(document: string, revision: string | null): void;
  /** The server asks to look who is signed in. */
  session(): void;
}

/** One connection to the server, held for all tabs. */
export interface Stream {
  /** Somebody is here, or the network is: tries at once, unless the server asked for patience. */
  look(): void;
  stop(): void;
}

/** Servers send something every 25 s at least; a silence this long is a connection that is dead, or held back by a proxy. */
const silence = 45_000;
const openBudget = 30_000;

export function createStream(
  { clock, network, crypto }: Pick<Platform, 'clock' | 'network' | 'crypto'>,
  agenda: Agenda,
  address: string,
  headers: Readonly<Record<string, string>>,
  send: Send,
  { poked, session }: StreamDuties,
): Stream {
  const key = {};
  let connection: AbortController | null = null;
  let failures = 0;
  let asked = 0;
  /** Until then nothing is tried, whoever is here: the server said so, or there is no stream. */
  let notBefore = 0;
  let over = false;

  const later = (least: number): void => {
    if (over) return;
    failures++;
    notBefore = clock.monotonic() + least;
    agenda.plan(key, returnAfter({ failures, asked, least }, chance(crypto)), connect);
  };
  const hear = ({ type, data }: StreamEvent): void => {
    if (type === 'session') session();
    if (type !== 'poke') return;
    try {
      const { id, rev } = JSON.parse(data) as { readonly id?: unknown; readonly rev?: unknown };
      poked(typeof id === 'string' ? id : '', typeof rev === 'string' ? rev : null);
    } catch {
      // Whatever it was, something may have changed.
      poked('', null);
    }
  };
  /** This server has no stream, or not for this person. */
  const giveUp = (): void => {
    agenda.forget(key);
    notBefore = Number.POSITIVE_INFINITY;
  };

  const listen = async (mine: AbortController): Promise<void> => {
    const { signal } = mine;
    // Until it is open, and then whenever nothing comes.
    agenda.plan(key, openBudget, () => mine.abort());
    const request = network.request(address, {
      headers: { ...headers, ...background, accept: 'text/event-stream' },
      credentials: 'same-origin',
      cache: 'no-store',
      signal,
    });
    const response = await send(request);
    const { status } = response;
    if (over || signal.aborted) return mine.abort();
    // The session is paused; whoever is back looks again.
    if (status === 401) return agenda.forget(key);
    if (status === 204 || (status >= 400 && status < 500 && status !== 429 && status !== 408)) return giveUp();
    if (status !== 200 || !/^text\/event-stream/i.test(response.headers.get('content-type') ?? ''))
      return later(retryAfterOf(response, clock.wall()));
    const reader = createEventReader();
    const isQuiet = (): void => agenda.plan(key, silence, () => mine.abort());
    isQuiet();
    // What happened while there was no stream was told to nobody.
    poked('', null);
    try {
      await network.read(
        response,
        (text) => {
          if (connection !== mine) return;
          isQuiet();
          failures = 0;
          for (const event of reader.read(text)) hear(event);
        },
        signal,
      );
    } finally {
      asked = Math.min(reader.retry() ?? asked, longestReturn);
    }
    if (connection === mine) later(asked);
  };
  const connect = (): void => {
    if (connection || over) return;
    const mine = network.abort();
    connection = mine;
    listen(mine)
      .catch(() => {
        // What is missed from here on is asked for when there is a stream again. Asked for now, it would be by everybody at once.
        if (connection === mine) later(asked);
      })
      .finally(() => {
        if (connection === mine) connection = null;
      });
  };

  connect();
  return {
    look() {
      if (!connection && clock.monotonic() >= notBefore) connect();
    },
    stop() {
      over = true;
      agenda.forget(key);
      connection?.abort();
      connection = null;
    },
  };
}
