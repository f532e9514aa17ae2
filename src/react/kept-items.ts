import type { Draft } from '../documents/draft/face.ts';
import type { DraftSteps } from '../documents/draft/steps.ts';
import type { DraftItemOf, DraftItems, DraftItemsPath } from '../documents/items/face.ts';
import type { ReadableStore } from '../foundation/store.ts';
import { followBoth } from './follow-both.ts';
import { useKept } from './kept.ts';

type Stores = Map<string, ReadableStore<readonly unknown[]>>;

/** By the draft as a page sees it. */
const known = new WeakMap<object, Stores>();

/** Items as the page around sees their draft: while a gate keeps that as it was, they stay as they were. */
function keepItems<State extends readonly unknown[]>(
  draft: ReadableStore<unknown>,
  kept: ReadableStore<unknown>,
  items: ReadableStore<State>,
): ReadableStore<State> {
  let last = items.getState();
  const look = (): State => {
    if (kept.getState() === draft.getState()) last = items.getState();
    return last;
  };
  return {
    getState: look,
    getInitialState: items.getInitialState,
    subscribe: followBoth(look, kept, items),
  };
}

/** The items at `path`, and the store of them that a page reads. */
export function useKeptItems<Steps extends DraftSteps, Path extends DraftItemsPath<Steps>>(
  draft: Draft<Steps>,
  path: Path,
): readonly [
  DraftItems<DraftItemOf<Steps, Path>>,
  Pick<DraftItems<DraftItemOf<Steps, Path>>, keyof ReadableStore<unknown>>,
] {
  const kept = useKept(draft);
  const items = draft.items(path);
  if (kept === draft) return [items, items];
  const stores: Stores = known.get(kept) ?? new Map();
  known.set(kept, stores);
  const store = stores.get(path) ?? keepItems(draft, kept, items);
  stores.set(path, store);
  return [items, store as typeof items];
}

const indexes = new WeakMap<object, ReadonlyMap<string, unknown>>();

/** The item of that id. A page that shows a thousand asks a thousand times of one list, so its ids are gathered once. */
export function itemIn<Item extends { readonly id: string }>(list: readonly Item[], id: string): Item | undefined {
  const index = (indexes.get(list) as ReadonlyMap<string, Item> | undefined) ?? new Map(list.map((it) => [it.id, it]));
  indexes.set(list, index);
  return index.get(id);
}
