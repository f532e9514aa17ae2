import { useSyncExternalStore } from 'react';

/**
 * Where one is in the shop. It stands in the hash, so that a static host needs no rule for it and the query (`?idle=40`)
 * survives every step.
 */
export type Place =
  | { readonly at: 'shop' }
  | { readonly at: 'cart' }
  | { readonly at: 'checkout' }
  | { readonly at: 'account' }
  | { readonly at: 'settings' }
  | { readonly at: 'sign-in' }
  | { readonly at: 'order'; readonly id: string }
  | { readonly at: 'nowhere' };

export function readPlace(hash: string): Place {
  const [at = '', id = ''] = hash.replace(/^#?\/?/, '').split('/');
  if (at === '') return { at: 'shop' };
  if (at === 'order' && id !== '') return { at, id };
  if (at === 'cart' || at === 'checkout' || at === 'account' || at === 'settings' || at === 'sign-in') return { at };
  return { at: 'nowhere' };
}

export const hrefTo = (place: string): string => `#/${place}`;

export function goTo(place: string): void {
  location.hash = hrefTo(place);
}

function subscribe(changed: () => void): () => void {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
}

/** The hash itself: a string keeps its identity where a parsed place would not. */
export const useHash = (): string => useSyncExternalStore(subscribe, () => location.hash);
