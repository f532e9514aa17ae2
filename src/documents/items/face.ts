import type { ReadableStore } from '../../foundation/store.ts';
import type { DraftConflict, DraftEdit } from '../draft/face.ts';
import type { DraftPath, DraftSteps, DraftValue, FieldName, FieldValue } from '../draft/steps.ts';

/** What an array is a list of, if that can be edited field by field: objects, and neither dates, files nor lists. */
type ItemIn<List> =
  NonNullable<List> extends readonly (infer Item)[]
    ? [Item] extends [object]
      ? [Item] extends [readonly unknown[] | Date | { readonly size: number; readonly type: string }]
        ? never
        : Item
      : never
    : never;

/** Every `'step.field'` of a draft that holds an array of objects. */
export type DraftItemsPath<Steps extends DraftSteps> = {
  [Path in DraftPath<Steps>]: [ItemIn<DraftValue<Steps, Path>>] extends [never] ? never : Path;
}[DraftPath<Steps>];

/** An item of the array at a path, as the schema takes it. */
export type DraftItemOf<Steps extends DraftSteps, Path extends DraftItemsPath<Steps>> = ItemIn<DraftValue<Steps, Path>>;

/** Fields of an item, as far as they are there. Half-typed values are values. */
export type DraftItemFields<Item> = {
  readonly [Field in FieldName<Item>]?: FieldValue<Item, Field> | undefined;
};

/** One item of an array in a draft. What didn't change keeps its identity. */
export interface DraftItem<Item> {
  /** Names the item in every tab, wherever it stands. A good React key. */
  readonly id: string;
  readonly value: DraftItemFields<Item>;
  /** The first message about each of its fields, once the person has tried to leave the step. */
  readonly errors: { readonly [Field in FieldName<Item>]?: string };
  /** The first message about the item itself. */
  readonly error: string | undefined;
  /** By field, values that lost to a later edit whose author had not seen them, newest first. `resolve` settles them. */
  readonly conflicts: { readonly [Field in FieldName<Item>]?: readonly DraftConflict<FieldValue<Item, Field>>[] };
}

/** Names one field of one item of an array. The id stays what it is wherever the item is moved. */
export type DraftItemField<Steps extends DraftSteps> = {
  [Path in DraftItemsPath<Steps>]: {
    readonly path: Path;
    readonly id: string;
    readonly field: FieldName<DraftItemOf<Steps, Path>>;
  };
}[DraftItemsPath<Steps>];

/**
 * Where in the arrays of a draft something lost, and what: the values newest first, as {@link DraftItem} has them. An item may have been
 * lost itself, by somebody who set the whole array without having seen this: then a value that is taken brings it back, whole.
 */
export type DraftItemConflict<Steps extends DraftSteps> = DraftItemField<Steps> & {
  readonly values: readonly DraftConflict<unknown>[];
};

/**
 * An array in a draft, edited item by item: what several tabs add, each keeps, and edits of different fields of one item both stand.
 * Of an edit and a removal the later counts, so that an item comes back, whole, that was edited elsewhere after it was removed. Somebody who
 * is typing into an item (`edit`) keeps it in the list while others take it away, until that edit ends; typing on brings it back.
 * It is a readable zustand store of the items in their order; the values of the draft hold the same as a plain array.
 */
export interface DraftItems<Item> extends ReadableStore<readonly DraftItem<Item>[]> {
  readonly path: string;
  /** The first message about the array itself, and not about one of its items. Who listens hears of a change of it, too. */
  error(): string | undefined;
  /** Adds an item at index `at` (default: the end), and answers its id. Throws `HOLDFAST_USAGE` for what is no data. */
  add(item?: DraftItemFields<Item>, at?: number): string;
  /**
   * Sets one field of an item; `undefined` clears it. An item that others have taken away is back by that; one that this tab removed
   * isn't. Answers whether the item is there.
   */
  set<Field extends FieldName<Item>>(id: string, field: Field, value: FieldValue<Item, Field> | undefined): boolean;
  /**
   * Begins an edit of one field of an item, as an input with the focus is one: see `edit` of the draft. Once this tab has removed the
   * item, or the draft was submitted or reset, nothing is set.
   */
  edit<Field extends FieldName<Item>>(id: string, field: Field): DraftEdit<FieldValue<Item, Field> | undefined>;
  /**
   * Settles the conflicts of one field of an item in every tab: takes one of the values that lost, or keeps the one that stands.
   * Answers whether the item is there.
   * @example people.resolve(id, 'name', conflicts.name?.[0]);
   */
  resolve<Field extends FieldName<Item>>(
    id: string,
    field: Field,
    choice?: DraftConflict<FieldValue<Item, Field>>,
  ): boolean;
  /** Moves an item to index `to`. Answers whether it is there. */
  move(id: string, to: number): boolean;
  /** Removes an item. Answers whether it was there. */
  remove(id: string): boolean;
}
