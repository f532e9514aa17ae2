import type { CDPSession } from 'playwright';
import { expect, vi } from 'vitest';
import type { Tab } from '../../support/tab.ts';
import { pageOf } from '../../tabs/stage.ts';
import { ada } from '../backend-device.ts';
import type {} from './page.ts';

/** What a page shows. */
export interface Shown {
  /** A user's id, `nobody: <reason>`, or `loading`. */
  readonly who: string;
  /** Quantities by SKU. */
  readonly cart: Readonly<Record<string, number>>;
  readonly name: string;
  readonly density: string;
  readonly pinned: readonly string[];
  /** How many documents hold something that isn't in the account yet, and the worst that is known of any. */
  readonly pending: number;
  readonly status: string;
}

export const look = (tab: Tab): Promise<Shown> =>
  tab.run(() => {
    const { session, cart, draft, settings } = window.desk;
    const state = session.getState();
    const { values } = settings.getState();
    const { pending, status } = session.sync.getState();
    let who: string = state.status;
    if (state.status === 'authenticated') who = state.user.id;
    if (state.status === 'unauthenticated') who = `nobody: ${state.reason}`;
    return {
      who,
      cart: Object.fromEntries(cart.getState().lines.map(({ sku, quantity }) => [sku, quantity])),
      name: draft.getState().values.contact?.name ?? '',
      density: values.density,
      pinned: [...values.pinned].sort(),
      pending,
      status,
    };
  });

/** Longer than a client waits of its own before it tries again. `expect.poll` can't tell apart stories that are told at once. */
export const eventually = (check: () => Promise<void>, timeout = 20_000): Promise<void> =>
  vi.waitFor(check, { timeout, interval: 100 });

/** Waits until a page shows it. */
export const until = (tab: Tab, shown: Partial<Shown>, timeout?: number): Promise<void> =>
  eventually(async () => expect(await look(tab)).toMatchObject(shown), timeout);

export const untilAll = (tabs: readonly Tab[], shown: Partial<Shown>): Promise<unknown> =>
  Promise.all(tabs.map((tab) => until(tab, shown)));

export async function signIn(tab: Tab, who = ada): Promise<void> {
  expect(await tab.run(async (given) => (await window.desk.session.signIn({ ...given })).outcome, who)).toBe(
    'signed-in',
  );
}

/** Puts one into the cart. */
export const add = (tab: Tab, sku: string): Promise<void> =>
  tab.run((it) => void window.desk.cart.add({ sku: it, price: 100 }), sku);

export const type = (tab: Tab, name: string): Promise<void> =>
  tab.run((text) => void window.desk.draft.set('contact.name', text), name);

export const told = (tab: Tab): Promise<readonly string[]> => tab.run(() => window.desk.told);

export const pin = (tab: Tab, item: string): Promise<void> =>
  tab.run((it) => void window.desk.settings.add('pinned', it), item);

const devtools = async (tab: Tab): Promise<CDPSession> => pageOf(tab).context().newCDPSession(pageOf(tab));

/** Makes a tab visible whatever stands before it: windows are heavy. */
export async function stayVisible(tab: Tab): Promise<void> {
  await (await devtools(tab)).send('Emulation.setFocusEmulationEnabled', { enabled: true });
}

/** Takes its network from a page; returns the way to give it back. */
export async function goOffline(tab: Tab): Promise<() => Promise<void>> {
  const session = await devtools(tab);
  const emulate = async (offline: boolean): Promise<void> => {
    const speed = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
    await session.send('Network.emulateNetworkConditions', { offline, ...speed });
  };
  await session.send('Network.enable');
  await emulate(true);
  return () => emulate(false);
}

/** What the account has of a document, as its server says. */
export const revision = (tab: Tab, document: string): Promise<string | null> =>
  tab.run(async (name) => (await window.desk.session.fetch(`/api/documents/${name}`)).headers.get('etag'), document);

export const signOut = (tab: Tab, scope: 'device' | 'everywhere' = 'device'): Promise<object> =>
  tab.run((where) => window.desk.session.signOut({ scope: where }), scope);
