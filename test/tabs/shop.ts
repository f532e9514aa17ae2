import { expect, inject } from 'vitest';
import { type RunningServer, type ServerOptions, startServer } from '../../demo/backend/server.ts';
import type { Tab, TestBrowser } from '../support/tab.ts';

/** The built demo with its backend, and a browser in front of it. */
export interface Shop {
  readonly server: RunningServer;
  /** Requests so far, as `POST /api/sign-out`. */
  readonly requests: string[];
  at(place: string, query?: string): string;
  close(): Promise<void>;
}

export async function openShop(options: ServerOptions = {}): Promise<Shop> {
  const requests: string[] = [];
  const server = await startServer({
    root: inject('demo').served,
    onRequest: ({ method, path }) => requests.push(`${method} ${path}`),
    ...options,
  });
  return {
    server,
    requests,
    at: (place, query = '') => `${server.url}/${query}#/${place}`,
    close: server.close,
  };
}

const people = {
  ada: { email: 'ada@example.com', password: 'correct horse', first: 'Ada' },
  grace: { email: 'grace@example.com', password: 'battery staple', first: 'Grace' },
} as const;

/** Who is signed in, as the bar of the shop says it; empty for a guest. */
export const whoIs = async (tab: Tab): Promise<string> => {
  const bar = await tab.text('nav[aria-label="Shop"]');
  return Object.values(people).find(({ first }) => bar.includes(first))?.first ?? '';
};

export const inCart = async (tab: Tab): Promise<number> => Number.parseInt((await tab.text('nav .count')) || '0', 10);

/** Waits for a condition that a page reaches by itself. */
export const eventually = <T>(read: () => Promise<T>) => expect.poll(read);

export async function signIn(tab: Tab, who: keyof typeof people): Promise<void> {
  const { email, password, first } = people[who];
  await tab.run(() => {
    if (!document.querySelector('form[aria-label="Sign in"]')) location.hash = '#/sign-in';
  });
  await eventually(() => tab.run(() => document.querySelectorAll('form[aria-label="Sign in"]').length)).toBe(1);
  await tab.type('input[name="email"]', email);
  await tab.type('input[name="password"]', password);
  await tab.click('form[aria-label="Sign in"] button[type="submit"]');
  await eventually(() => whoIs(tab)).toBe(first);
}

/** Signs out on the account page. */
export async function signOut(tab: Tab): Promise<void> {
  await visit(tab, 'account', 'Hello');
  await tab.run(() => {
    [...document.querySelectorAll('button')].find(({ textContent }) => textContent?.trim() === 'Sign out')?.click();
  });
  await eventually(() => whoIs(tab)).toBe('');
}

/** A shop page that knows who is signed in. */
export async function openTab(browser: TestBrowser, url: string, who: '' | 'Ada' | 'Grace' = ''): Promise<Tab> {
  const tab = await browser.newTab(url);
  await eventually(() => tab.text('h1')).not.toBe('');
  await eventually(() => whoIs(tab)).toBe(who);
  return tab;
}

/** Goes to a place of the shop as a link would. */
export async function visit(tab: Tab, place: string, heading: string): Promise<void> {
  await tab.run((hash) => {
    location.hash = hash;
  }, `#/${place}`);
  await eventually(() => tab.text('h1')).toContain(heading);
}

/** What the page says about its work being on the disk. */
export const savedStatus = (tab: Tab): Promise<string> =>
  tab.run(() => document.querySelector('[data-saved]')?.getAttribute('data-saved') ?? '');

/** Puts something into the cart and fills in the first step of the checkout. */
export async function goToDelivery(tab: Tab, name: string): Promise<void> {
  await visit(tab, '', 'Things');
  await addFirst(tab);
  await visit(tab, 'checkout', 'Checkout');
  await tab.type('[name="contact.name"]', name);
  await tab.type('[name="contact.email"]', 'ada@example.com');
  await tab.click('form button[type="submit"]');
  await eventually(() => tab.text('h2')).toBe('Delivery');
}

/** Puts the first product of the shelf into the cart. */
export async function addFirst(tab: Tab): Promise<void> {
  await tab.click('article.product form button[type="submit"]');
}

export const fieldValue = (tab: Tab, name: string): Promise<string | undefined> =>
  tab.run((field) => document.querySelector<HTMLInputElement>(`[name="${field}"]`)?.value, name);

/** Everything that script can find in this origin's storage, as one text; bytes as Latin-1. */
export function everythingStored(tab: Tab): Promise<string> {
  return tab.run(async () => {
    const texts: string[] = [document.cookie];
    const seen = (value: unknown): void => {
      if (typeof value === 'string') texts.push(value);
      else if (value instanceof ArrayBuffer) texts.push(new TextDecoder('latin1').decode(value));
      else if (ArrayBuffer.isView(value)) texts.push(new TextDecoder('latin1').decode(value));
      else if (value instanceof Map || value instanceof Set) for (const part of value) seen(part);
      else if (typeof value === 'object' && value !== null)
        for (const [key, part] of Object.entries(value)) {
          texts.push(key);
          seen(part);
        }
      else texts.push(String(value));
    };
    for (const storage of [localStorage, sessionStorage])
      for (const [key, value] of Object.entries(storage)) seen([key, value]);
    for (const { name } of await indexedDB.databases()) {
      if (!name) continue;
      const db = await new Promise<IDBDatabase>((done, fail) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => done(opening.result);
        opening.onerror = () => fail(opening.error);
      });
      for (const store of db.objectStoreNames) {
        for (const read of ['getAllKeys', 'getAll'] as const) {
          const all = await new Promise<unknown[]>((done, fail) => {
            const reading = db.transaction(store).objectStore(store)[read]();
            reading.onsuccess = () => done(reading.result);
            reading.onerror = () => fail(reading.error);
          });
          seen(all);
        }
      }
      db.close();
    }
    return texts.join('\n');
  });
}
