import { randomUUID } from 'node:crypto';
import { expectWritten, isSame, readState, written } from './answer.ts';
import { type Caller, type Credentials, createCaller, type Send, spoil } from './caller.ts';
import { Broken, Skipped } from './rule.ts';
import { create, replace } from './states.ts';

export interface PlaceOptions {
  /** The address of all documents, like `https://shop.example/api/documents`. */
  readonly base: string;
  /** @default `{base}` */
  readonly live?: string;
  /** What the signed-in user's requests carry. */
  readonly me: Credentials;
  /** The same of a second user. Without it nothing is asked about what is whose. */
  readonly other?: Credentials;
  /** What carries a request. @default the platform's `fetch` */
  readonly send?: Send;
  /** How many bytes a state must be let have. @default 256 kB */
  readonly allowed?: number;
  /** How many bytes are too many. @default 4 MB */
  readonly tooLarge?: number;
  /** How long to wait for what should come at once, in ms. @default 10 seconds */
  readonly patience?: number;
  /** How long a stream may say nothing, in ms; `null` leaves that rule out. @default 27 seconds: the rule's 25, and 2 for the way */
  readonly silence?: number | null;
}

/** A document that is there. */
export interface Stored {
  readonly name: string;
  readonly revision: string;
}

/** A server that is looked at, and who asks it. */
export interface Place {
  readonly me: Caller;
  /** A second user. Skips the rule where none was given. */
  readonly other: Caller;
  /** Somebody who is not signed in. */
  readonly nobody: Caller;
  /** Somebody whose credentials look right and are made up. */
  readonly impostor: Caller;
  /** A page of another origin, to which the browser adds the user's cookies. Skips the rule where there are none. */
  readonly foreignPage: Caller;
  /** Whether the stream is where no name leads. */
  readonly apart: boolean;
  readonly allowed: number;
  readonly tooLarge: number;
  readonly patience: number;
  readonly silence: number | null;
  /** A name that no document has yet. */
  newName(): string;
  /** A document of the signed-in user that has this state: one and the same for all rules, as long as the server lets it be written. */
  stored(state: unknown): Promise<Stored>;
}

/** A page that no server in its right mind trusts. */
export const elsewhere = 'https://elsewhere.example';

export function createPlace(options: PlaceOptions): Place {
  const { me, other, patience = 10_000, silence = 27_000 } = options;
  const base = options.base.replace(/\/+$/, '');
  const carrier = { base, live: options.live ?? base, send: options.send ?? fetch, patience };
  const signedIn = createCaller(carrier, me);
  const run = randomUUID().slice(0, 8);
  let names = 0;
  let kept: string | undefined;

  const newName = (): string => {
    names += 1;
    return `conformance-${run}-${names}`;
  };

  /** The new revision; `undefined` where it can't be done, which is for the rules about that to say. */
  async function rewrite(name: string, state: unknown): Promise<string | undefined> {
    try {
      const answer = await signedIn.put(name, replace((await signedIn.get(name)).etag), state);
      const now = await signedIn.get(name);
      return written.includes(answer.status) && isSame(readState(now), state) ? answer.etag || undefined : undefined;
    } catch (reason) {
      if (reason instanceof Broken) return undefined;
      throw reason;
    }
  }

  const cookie = Object.entries(me).filter(([name]) => name.toLowerCase() === 'cookie');
  return {
    me: signedIn,
    nobody: createCaller(carrier, {}),
    impostor: createCaller(carrier, spoil(me)),
    get other() {
      if (!other) throw new Skipped('no second user was given');
      return createCaller(carrier, other);
    },
    get foreignPage() {
      if (cookie.length === 0) throw new Skipped('no cookie was given, and nothing else comes by itself');
      return createCaller(carrier, {
        ...Object.fromEntries(cookie),
        origin: elsewhere,
        'sec-fetch-site': 'cross-site',
      });
    },
    apart: !carrier.live.startsWith(`${base}/`),
    allowed: options.allowed ?? 256_000,
    tooLarge: options.tooLarge ?? 4_000_000,
    patience,
    silence,
    newName,
    async stored(state) {
      const revision = kept && (await rewrite(kept, state));
      if (kept && revision) return { name: kept, revision };
      kept = newName();
      return { name: kept, revision: expectWritten(await signedIn.put(kept, create, state)) };
    },
  };
}
