import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { Draft, DraftConflict } from '../documents/draft/face.ts';
import type { DraftSteps, FieldName, FieldValue } from '../documents/draft/steps.ts';
import type { DraftItem, DraftItemOf, DraftItems, DraftItemsPath } from '../documents/items/face.ts';
import type { ReadableStore } from '../foundation/store.ts';
import { bindField, type FieldProps } from './field-props.ts';
import { type HeldField, type Hold, useHeld } from './held-field.ts';
import { itemIn, useKeptItems } from './kept-items.ts';

/** One item of an array, with props for its inputs and what can be done with it. */
export type ItemView<Item> = DraftItem<Item> & {
  /** Props for the input of a field. What another tab changes waits while the input has the focus. */
  field<Field extends FieldName<Item>>(field: Field): FieldProps<FieldValue<Item, Field> | undefined>;
  /** Sets a field, for components of your own. Answers whether the item is still there. */
  set<Field extends FieldName<Item>>(field: Field, value: FieldValue<Item, Field> | undefined): boolean;
  /** Settles the conflicts of a field: takes one of them, or keeps what stands. Answers whether the item is still there. */
  resolve<Field extends FieldName<Item>>(field: Field, choice?: DraftConflict<FieldValue<Item, Field>>): boolean;
  move(to: number): boolean;
  remove(): boolean;
};

/** What {@link useItems} gives. */
export type ItemsView<Item> = Omit<DraftItems<Item>, keyof ReadableStore<unknown> | 'error'> & {
  /** In their order. */
  readonly items: readonly ItemView<Item>[];
  /** The first message about the array itself. */
  readonly error: string | undefined;
};

const view = <Steps extends DraftSteps, Item>(
  draft: Draft<Steps>,
  items: DraftItems<Item>,
  item: DraftItem<Item>,
  held: HeldField | null,
  hold: Hold,
): ItemView<Item> => ({
  ...item,
  field: <Field extends FieldName<Item>>(field: Field) =>
    bindField(
      {
        draft: draft.name,
        path: `${items.path}.${item.id}.${field}`,
        stored: item.value[field],
        error: item.errors[field],
        set: (value) => items.set(item.id, field, value as FieldValue<Item, Field>),
        isRestoring: () => draft.getState().saved === 'restoring',
        read: () => itemIn(items.getState(), item.id)?.value[field],
        begin: () => items.edit(item.id, field),
      },
      held,
      hold,
    ) as FieldProps<FieldValue<Item, Field> | undefined>,
  set: (field, value) => items.set(item.id, field, value),
  resolve: (field, choice) => items.resolve(item.id, field, choice),
  move: (to) => items.move(item.id, to),
  remove: () => items.remove(item.id),
});

/**
 * The items of an array in a draft, with props for their inputs. Renders when one of them changes, and for nothing else in
 * the draft. Use the ids as keys: then text, caret and focus stay where they are when another tab adds an item above.
 *
 * @example
 * const { items, add } = useItems(survey, 'table.people');
 * return items.map(({ id, field, remove }) => <li key={id}><input {...field('name')} /><button onClick={remove}>Remove</button></li>);
 */
export function useItems<Steps extends DraftSteps, Path extends DraftItemsPath<Steps>>(
  draft: Draft<Steps>,
  path: Path,
): ItemsView<DraftItemOf<Steps, Path>> {
  const [held, hold] = useHeld();
  const [items, store] = useKeptItems(draft, path);
  const list = useStore(store);
  return {
    path,
    items: list.map((item) => view(draft, items, item, held, hold)),
    error: useStore({ ...store, getState: items.error, getInitialState: () => undefined }),
    add: items.add,
    set: items.set,
    edit: items.edit,
    resolve: items.resolve,
    move: items.move,
    remove: items.remove,
  };
}

/**
 * Ids of the items of an array in a draft, in their order. Renders when one comes, goes or moves, and not when it is edited.
 * @example
 * useItemIds(survey, 'table.people').map((id) => <Person key={id} id={id} />);
 */
export function useItemIds<Steps extends DraftSteps>(
  draft: Draft<Steps>,
  path: DraftItemsPath<Steps>,
): readonly string[] {
  const [, store] = useKeptItems(draft, path);
  const ids = useStore(store, (list) => list.map(({ id }) => id).join());
  return useMemo(() => ids.split(',').filter(Boolean), [ids]);
}

/**
 * One item of an array: renders when that changes, and for no other. `null` once it isn't there any more, and
 * no input of it has the focus.
 * @example
 * const person = useItem(survey, 'table.people', id);
 * return person && <input {...person.field('name')} />;
 */
export function useItem<Steps extends DraftSteps, Path extends DraftItemsPath<Steps>>(
  draft: Draft<Steps>,
  path: Path,
  id: string,
): ItemView<DraftItemOf<Steps, Path>> | null {
  const [held, hold] = useHeld();
  const [items, store] = useKeptItems(draft, path);
  const item = useStore(store, (list) => itemIn(list, id));
  return item ? view(draft, items, item, held, hold) : null;
}
