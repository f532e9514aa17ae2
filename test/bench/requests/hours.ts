import { bearer, createCart, createSettings, hours, http, minutes, seconds } from '../../../src/index.ts';
import { openTestSession, type SentRequest } from '../../../src/testing.ts';

/** What a person does with the tabs of one browser in these hours. */
export interface Habit {
  readonly tabs: number;
  /** The session, and how long it may stand untouched, in milliseconds. */
  readonly transport: 'cookie' | 'bearer';
  readonly idle: number;
  /** One tab is in front of them, or all are behind other windows. */
  readonly looks: boolean;
  /** Touches the page each five seconds, and edits something each half minute. */
  readonly works: boolean;
  /** Milliseconds from the sign-in on. */
  readonly span: number;
}

/** How many requests all tabs together sent. */
export interface Sent {
  /** Who is signed in? */
  readonly session: number;
  /** That somebody is still there, and tokens that were refreshed. */
  readonly kept: number;
  /** Documents that were asked for, and those that were written. */
  readonly asked: number;
  readonly written: number;
  /** Streams that were opened. */
  readonly streams: number;
}

/** How many documents take part: a cart and settings. */
export const documents = 2;
const step = seconds(5);
const everyEdit = 6;

const schema = {
  '~standard': { version: 1, vendor: 'bench', validate: (value: unknown) => ({ value: value as { panel: string } }) },
} as const;

/** The library as an application has it, on a clock that is turned by hand: every request is counted, and none is guessed. */
export async function countHours({ tabs, transport, idle, looks, works, span }: Habit): Promise<Sent> {
  const first = await openTestSession({
    // The server's own limit is as long as the browser's.
    server: { idle },
    session: {
      ...(transport === 'bearer' && {
        transport: bearer({ signIn: '/token', refresh: '/token', signOut: '/token/revoke' }),
      }),
      idle: { timeout: idle, warning: minutes(2) },
      lifetime: hours(12),
      sync: http({ url: '/api/documents' }),
    },
    documents: (session) => ({
      cart: createCart(session, 'cart', { currency: 'EUR' }),
      settings: createSettings(session, 'workspace', { schema, defaults: { panel: 'left' } }),
    }),
  });
  const { browser } = first;
  void first.session.signIn({ name: 'ada', password: 'correct' });
  await browser.clock.advance(seconds(2));
  for (let tab = 1; tab < tabs; tab++) (await first.secondTab()).tab.hide();
  if (!looks) first.tab.hide();
  const mug = { sku: 'mug', price: 100 };
  for (let at = 0; at < span / step; at++) {
    if (works) first.tab.input();
    if (works && at % everyEdit === 0) first.documents.cart.add(mug);
    await browser.clock.advance(step);
  }
  if (first.session.getState().status !== 'authenticated')
    throw new Error(`The session has ended after ${browser.clock.elapsed() / minutes(1)} minutes.`);
  const all = browser.network.requests;
  const isStream = ({ request }: SentRequest): boolean => request.headers.get('accept') === 'text/event-stream';
  const to = (method: string, ...paths: readonly string[]): number =>
    all.filter((sent) => sent.method === method && paths.includes(sent.path) && !isStream(sent)).length;
  const shared = ['/api/documents/cart', '/api/documents/workspace'];
  return {
    session: to('GET', '/api/session'),
    // The first token comes with the sign-in.
    kept: to('POST', '/api/touch', '/token') - (transport === 'bearer' ? 1 : 0),
    asked: to('GET', ...shared),
    written: to('PUT', ...shared),
    streams: all.filter(isStream).length,
  };
}
