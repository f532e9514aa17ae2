import { createTestBrowser, type TestBrowser, type TestTab } from 'holdfast/testing';
import * as z from 'zod';
import { createCart } from '../../../src/documents/cart/cart.ts';
import type { Cart } from '../../../src/documents/cart/face.ts';
import type { CartOptions } from '../../../src/documents/cart/options.ts';
import { createDraft } from '../../../src/documents/draft/draft.ts';
import type { Draft, DraftOptions } from '../../../src/documents/draft/face.ts';
import type { Keys } from '../../../src/platform/crypto.ts';
import {
  type DocumentHost,
  type DocumentOwner,
  documentHost,
  type Partition,
  type PartitionCause,
} from '../../../src/vault/host.ts';

export const guest: Partition = { id: 'guest', epoch: '' };
export const ann: Partition = { id: 'u-ann', epoch: 'e1' };
export const bob: Partition = { id: 'u-bob', epoch: 'e2' };

type Reported = Parameters<DocumentHost['reportStorage']>;
type Listener = Parameters<DocumentHost['onAnnounced']>[0];
type Writer = Parameters<DocumentHost['register']>[0];

/** One tab with what a session does for documents, and nothing else of a session. */
export interface Desk extends DocumentOwner {
  readonly tab: TestTab;
  readonly reported: Reported[];
  readonly announced: string[];
  /** The keys that each of these named. */
  readonly keys: (readonly string[] | undefined)[];
  /** What came with the sign-in to open with. */
  accountKeys: Keys | null;
  /** Hears nothing of other tabs, as while it is frozen. */
  deaf: boolean;
  become(partition: Partition | null, cause?: PartitionCause): void;
  flush(): Promise<void>;
  exit(): void;
  wake(): void;
  kept(): boolean;
}

const desks = new WeakMap<TestBrowser, Set<Desk & { hear: Listener }>>();

/** `from`: the tab that is reloaded, if it was closed, or duplicated. */
export function openDesk(browser: TestBrowser, partition: Partition | null = guest, from?: TestTab): Desk {
  const tab = browser.openTab(from && { from });
  const all = desks.get(browser) ?? new Set();
  desks.set(browser, all);
  const database = tab.platform.openDatabase('shop');
  const partitionListeners: Parameters<DocumentHost['onPartition']>[0][] = [];
  const announceListeners: Listener[] = [];
  const writers: Writer[] = [];
  const reported: Reported[] = [];
  const announced: string[] = [];
  const keys: Desk['keys'] = [];
  let present = partition;
  const desk: Desk & { hear: Listener } = {
    tab,
    reported,
    announced,
    keys,
    accountKeys: null,
    deaf: false,
    [documentHost]: {
      name: 'shop',
      platform: tab.platform,
      database: () => database,
      partition: () => present,
      accountKeys: async () => desk.accountKeys,
      now: () => tab.platform.clock.wall(),
      onPartition(listener) {
        partitionListeners.push(listener);
        if (present) listener(present, 'restored');
        return () => {};
      },
      register(writer) {
        writers.push(writer);
        return () => {};
      },
      writers: () => writers,
      announce(document, said) {
        announced.push(document);
        keys.push(said);
        for (const other of all)
          if (other !== desk && !other.deaf && browser.tabs.includes(other.tab)) other.hear(document, said);
      },
      onAnnounced(listener) {
        announceListeners.push(listener);
        return () => {};
      },
      reportStorage: (...report) => void reported.push(report),
    },
    become(next, cause = 'restored') {
      present = next;
      for (const listener of partitionListeners) listener(next, cause);
    },
    flush: async () => void (await Promise.all(writers.map((writer) => writer.flush()))),
    exit() {
      for (const writer of writers) writer.exit();
    },
    wake: () => desk.hear(null),
    kept: () => writers.some((writer) => writer.kept()),
    hear(document, said) {
      for (const listener of announceListeners) listener(document, said);
    },
  };
  all.add(desk);
  return desk;
}

export const contact = z.object({ name: z.string().min(1), email: z.email('Not an address.') });
export const delivery = z.object({ street: z.string().min(1), gift: z.boolean().optional() });
/** Looked for afterwards: no stamp and no id holds such letters. */
export const payment = z.object({ holder: z.string().min(1), cvc: z.string().length(3) });
export const steps = { contact, delivery, payment };
export type Steps = typeof steps;

export const draftOf = (desk: Desk, options: Partial<DraftOptions<Steps>> = {}): Draft<Steps> =>
  createDraft(desk, 'checkout', { steps, secret: ['payment.cvc'], ...options });

export const cartOf = (desk: Desk, options: Partial<CartOptions> = {}): Cart =>
  createCart(desk, 'cart', { currency: 'EUR', ...options });

/** Quantities by SKU, ordered. */
export const quantities = (cart: Cart): Record<string, number> =>
  Object.fromEntries(
    cart
      .getState()
      .lines.map(({ sku, quantity }) => [sku, quantity] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

export const item = (sku: string, price = 100): { sku: string; price: number } => ({ sku, price });

/** Ann's account has S1 three times and S3 once; the guest at the same browser S1 twice and S2 once. */
export const bothCarts = async (): Promise<TestBrowser> => {
  const browser = createTestBrowser();
  const account = cartOf(openDesk(browser, ann));
  account.add(item('S1'), 3);
  account.add(item('S3'));
  await browser.clock.settle();
  browser.reopen();
  const before = cartOf(openDesk(browser, guest));
  before.add(item('S1'), 2);
  before.add(item('S2'));
  await browser.clock.settle();
  browser.reopen();
  return browser;
};
/** What both come to. */
export const sum = { S1: 5, S2: 1, S3: 1 };

/** Ann's draft in one tab, restored. */
export const openDraft = async (options: Partial<DraftOptions<Steps>> = {}) => {
  const browser = createTestBrowser();
  const desk = openDesk(browser, ann);
  const draft = draftOf(desk, options);
  await browser.clock.settle();
  return { browser, desk, draft };
};

/** What the first step asks for. */
export const fillContact = (draft: Draft<Steps>): void => {
  draft.set('contact.name', 'Ann');
  draft.set('contact.email', 'ann@example.com');
};

/** Everything that the steps ask for. */
export const fill = (draft: Draft<Steps>): void => {
  fillContact(draft);
  draft.set('delivery.street', 'Main Street 1');
  draft.set('payment.holder', 'Ann');
  draft.set('payment.cvc', '§§§');
};
