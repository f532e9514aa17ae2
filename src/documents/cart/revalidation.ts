import { demandUse } from '../demand.ts';
import type { CartItem, CartLine } from './item.ts';
import type { Entry } from './lines.ts';
import type { CartOptions } from './options.ts';
import type { CartReport, Reports } from './reports.ts';

/** The way to ask the shop. */
export interface Revalidation<Item extends CartItem> {
  /** Asks about every line that is shown, and answers what differs then. Calls while one is under way share its answer. */
  ask(): Promise<readonly CartReport<Item>[]>;
  /** Asks until every line has been asked about as it is, and answers what differs then. */
  askAboutAll(): Promise<readonly CartReport<Item>[]>;
  /** Somebody else's cart is open: an answer that is under way is not about that. */
  clear(): void;
}

export function createRevalidation<Item extends CartItem>(
  where: string,
  hook: CartOptions<Item>['revalidate'],
  reports: Reports<Item>,
  cart: {
    readonly lines: () => readonly CartLine<Item>[];
    readonly entry: (key: string) => Entry<Item> | undefined;
    readonly reports: () => readonly CartReport<Item>[];
    /** Shows that it is being asked, or what came of it for these lines. */
    readonly show: (asking: boolean, answered?: ReadonlySet<string>) => void;
  },
): Revalidation<Item> {
  let asking: Promise<readonly CartReport<Item>[]> | null = null;

  const run = (): Promise<readonly CartReport<Item>[]> => {
    demandUse(hook, `${where} has nothing to ask: give createCart the option revalidate.`);
    const lines = cart.lines();
    const asked = lines.map(({ key }) => [key, cart.entry(key)?.item as Item] as const);
    const work = async (): Promise<readonly CartReport<Item>[]> => {
      try {
        const answers = lines.length && hook ? await hook(lines) : [];
        if (asking === promise) cart.show(true, reports.learn(asked, answers));
        return cart.reports();
      } finally {
        if (asking === promise) {
          asking = null;
          cart.show(false);
        }
      }
    };
    // In a turn of its own, so that the promise has a name by then.
    const promise = Promise.resolve().then(work);
    asking = promise;
    cart.show(true);
    return promise;
  };
  const ask = async (): Promise<readonly CartReport<Item>[]> => asking ?? run();
  const askAboutAll = async (): Promise<readonly CartReport<Item>[]> => {
    if (!hook) return [];
    const found = await ask();
    return cart.lines().every(({ key }) => reports.covers(key)) ? found : askAboutAll();
  };
  return {
    ask,
    askAboutAll,
    clear() {
      asking = null;
    },
  };
}
