import type { ReadableStore } from '../../foundation/store.ts';
import type { AfterEnd, SavedTo } from '../../vault/host.ts';
import type { DraftItemConflict, DraftItemField, DraftItemOf, DraftItems, DraftItemsPath } from '../items/face.ts';
import type { Receipt, SavedStatus } from '../saved.ts';
import type { DraftErrors, DraftOutput, DraftPath, DraftSteps, DraftValue, DraftValues, StepName } from './steps.ts';

/** Options of `createDraft`. */
export interface DraftOptions<Steps extends DraftSteps> {
  /** Steps in their order; names are letters, digits, `_` and `-`, and don't begin with a digit. */
  readonly steps: Steps;
  /** Fields that are held in memory only: they are in no storage and no message, and have to be typed again after a reload. */
  readonly secret?: readonly DraftPath<Steps>[];
  /**
   * What is sealed before it is stored (AES-GCM, under a key that no script can export): all of it, or only these fields. What is
   * typed before the storage has answered is not kept by a page that closes right then; nor are, at that moment, files and more
   * than 4 KiB that were typed in the very turn of closing. On pages without `crypto.subtle` (plain HTTP) nothing is stored, and `saved` says `volatile`.
   * @default true
   */
  readonly personal?: boolean | readonly DraftPath<Steps>[];
  /**
   * How long an untouched draft is kept, in milliseconds. Afterwards it is removed at the next start of anybody in this browser, or earlier
   * where storage is full.
   * @default for ever
   */
  readonly ttl?: number;
  /**
   * Counts the shapes that the steps have had. Data of a newer version is neither shown nor overwritten.
   * @default 1
   */
  readonly version?: number;
  /**
   * Translates one field that an older version stored into the fields it is now: `{}` drops it. Called for each field by itself,
   * and for each field of an item in an array as for an array of one object that holds nothing else.
   * @default what is stored under a path stays there
   * @example migrate: (path, value, from) => (from < 2 && path === 'contact.mail' ? { 'contact.email': value } : { [path]: value })
   */
  readonly migrate?: (path: string, value: unknown, from: number) => Readonly<Record<string, unknown>>;
  /**
   * What becomes of it when the person signs out: see {@link AfterEnd}. After any other end it is kept for the same person.
   * @default 'wipe'
   */
  readonly afterSignOut?: AfterEnd;
  /**
   * Whether a guest's draft goes along at sign-in: `join` takes the later value of each field, `none` leaves it with the guest.
   * @default 'join'
   */
  readonly claim?: 'join' | 'none';
  /**
   * Whether it goes along to the person's other devices, where the session has `sync`. Secret fields and files never do. On the way and on
   * the server it is not sealed.
   * @default true
   */
  readonly sync?: boolean;
  /**
   * What the files of the draft may weigh together, in bytes. Setting one that is too much throws `HOLDFAST_USAGE` with the bytes it
   * would take. Tell people before: a schema can look at `size`, too.
   * @default 50_000_000
   */
  readonly maxSize?: number;
}

/** What is seen of a draft. Equal data keeps its identity, so a selector renders only for what changed. */
export interface DraftState<Steps extends DraftSteps> {
  /** The step this tab is on. Other tabs don't move it. */
  readonly step: StepName<Steps>;
  readonly steps: readonly StepName<Steps>[];
  /**
   * By step and field, as they stood at this moment. The object of a step is made when it is first read, once for all who read it
   * until one of its fields changes; a step that nobody reads costs nothing. For one field of a long step `get` and `useField` are the
   * cheaper way: they make no object.
   */
  readonly values: DraftValues<Steps>;
  /** Of the steps that the person has tried to leave, or to submit. */
  readonly errors: DraftErrors<Steps>;
  /** Steps that were left forwards and have not been changed since. */
  readonly completed: readonly StepName<Steps>[];
  /** By path, values that lost to a later edit whose author had not seen them. `resolve` settles them. */
  readonly conflicts: DraftConflicts<Steps>;
  /** The same for single fields of items in arrays, each with the id of its item; `conflicts` of the item has them, too. */
  readonly itemConflicts: readonly DraftItemConflict<Steps>[];
  /** Whether there is an own edit of this tab that `undo` takes back. */
  readonly canUndo: boolean;
  /** Whether there is one that `redo` does again. */
  readonly canRedo: boolean;
  readonly saved: SavedStatus;
  readonly savedTo: SavedTo;
  /** Whether `submit` is under way in this tab. */
  readonly submitting: boolean;
  /** The receipt, from the moment it was submitted in any tab until the next edit begins a new draft. */
  readonly submitted: Receipt | null;
}

/** A value that lost: two tabs, or a guest and an account, wrote the same field without having seen each other's. */
export interface DraftConflict<Value> {
  readonly value: NonNullable<Value>;
  /** When it was written, in milliseconds since 1970. */
  readonly at: number;
  /** Whether this tab wrote it, since it was opened. */
  readonly own: boolean;
}

/** The values that lost, newest first: at most five for a field, and none that is older than 31 days. */
export type DraftConflicts<Steps extends DraftSteps> = {
  readonly [Path in DraftPath<Steps>]?: readonly DraftConflict<DraftValue<Steps, Path>>[];
};

/** An edit of one field that takes its time, as typing does. It is one step for `undo`. */
export interface DraftEdit<Value> {
  /** Sets the field. Throws `HOLDFAST_USAGE` for a value that is no data. */
  set(value: Value): void;
  /** The person looks up: what came from elsewhere counts as seen from here on. Again does nothing. */
  end(): void;
}

/** What the handler of `submit` gets. */
export interface Submission<Steps extends DraftSteps> {
  readonly values: DraftOutput<Steps>;
  /** Idempotency key: the same at every attempt and in every tab until the draft is submitted. Send it along. */
  readonly key: string;
}

/** Answer of `submit`. What the handler throws is thrown, and the draft stays as it was. */
export type SubmitResult<Result> =
  | { readonly outcome: 'submitted'; readonly result: Result }
  /** A step's schema refused; the draft is on that step now, and `errors` says why. */
  | { readonly outcome: 'invalid' }
  /** It was submitted before, here or in another tab, and nothing was typed since; the handler was not called. */
  | { readonly outcome: 'already-submitted' };

/**
 * A form in steps that outlives reload, crash and an idle sign-out, and is the same in all tabs.
 * It is a readable zustand store of {@link DraftState}.
 */
export interface Draft<Steps extends DraftSteps> extends ReadableStore<DraftState<Steps>> {
  readonly name: string;
  /** The value at `path`, e.g. `get('contact.email')`. */
  get<Path extends DraftPath<Steps>>(path: Path): DraftValue<Steps, Path>;
  /**
   * Sets a field and saves it. `undefined` clears it.
   * Throws `HOLDFAST_USAGE` for an unknown path, and for a value that is no data (a function, an event, an instance of a class).
   * A `File` or `Blob` is data: its bytes, type and name are in every tab, and there after a reload, once `saved` says so. Unlike
   * everything else it can't be saved in a page that is being killed: what was chosen in the last moment may have to be chosen again.
   */
  set<Path extends DraftPath<Steps>>(path: Path, value: DraftValue<Steps, Path>): void;
  /**
   * Sets several fields at once, all or none: one step for `undo`, one notification, one transaction.
   * @example checkout.set({ 'contact.name': profile.name, 'contact.email': profile.email });
   */
  set(values: { readonly [Path in DraftPath<Steps>]?: DraftValue<Steps, Path> }): void;
  /**
   * Calls `listener` when the value or the error of this field changes. Other fields cost nothing then, however many are watched.
   * Answers how to stop. Throws `HOLDFAST_USAGE` for an unknown path.
   */
  watch(path: DraftPath<Steps>, listener: () => void): () => void;
  /**
   * The array of objects at `path`, to be edited item by item. `set` on the whole array replaces all of its items.
   * @example
   * const people = survey.items('table.people');
   * const id = people.add({ name: 'Ann' });
   * people.set(id, 'diet', 'vegan');
   */
  items<Path extends DraftItemsPath<Steps>>(path: Path): DraftItems<DraftItemOf<Steps, Path>>;
  /**
   * Begins an edit of a field, as an input with the focus is one. What comes from elsewhere until `end()` counts as unseen: it is
   * offered as a conflict instead of being overwritten in silence. Throws `HOLDFAST_USAGE` for an unknown path.
   * @example const edit = draft.edit('contact.name'); edit.set('An'); edit.set('Ann'); edit.end();
   */
  edit<Path extends DraftPath<Steps>>(path: Path): DraftEdit<DraftValue<Steps, Path>>;
  /**
   * Settles the conflicts of a field in every tab: takes one of the values that lost, or keeps the one that stands.
   * Throws `HOLDFAST_USAGE` for an unknown path.
   * @example draft.resolve('contact.name', conflicts['contact.name'][0]);
   */
  resolve<Path extends DraftPath<Steps>>(path: Path, choice?: DraftConflict<DraftValue<Steps, Path>>): void;
  /**
   * The same for a field of an item.
   * @example for (const found of draft.getState().itemConflicts) draft.resolve(found, found.values[0]);
   */
  resolve(field: DraftItemField<Steps>, choice?: DraftConflict<unknown>): void;
  /**
   * Takes back the last step that this tab did and that still stands; what others wrote since stays. Quick edits of one field are
   * one step. An item that was added goes again, unless another tab has written into it since: then it stays, whole. A removed item
   * comes back under its id, with what others wrote into it; so do all items of an array that was set as a whole, unless others
   * have edited any since. Known are the last 100, in memory, until the draft is submitted or reset or belongs to somebody else.
   * Answers whether there was one.
   */
  undo(): boolean;
  /** Does again what `undo` took back last, until something else is edited. Answers whether there was something. */
  redo(): boolean;
  /** Empties the draft, here and in every tab. */
  reset(): void;
  /** Leaves the step forwards if its schema accepts. Answers whether it did; on the last step, whether it could. */
  next(): Promise<boolean>;
  /** Goes one step back. Answers whether there was one. */
  back(): boolean;
  /** Goes to `step`: backwards at once, forwards as `next` would, as far as the schemas accept. Answers whether it arrived. */
  goTo(step: StepName<Steps>): Promise<boolean>;
  /**
   * Checks every step and hands the values to `handler`; when that fulfils, the draft is cleared once, in every tab.
   * What was typed meanwhile begins the next draft; an item of an array that was edited meanwhile, in whichever tab, begins it whole. Calls while one is under way share its answer.
   * @example await checkout.submit(({ values, key }) => post('/api/orders', values, { 'Idempotency-Key': key }));
   */
  submit<Result>(handler: (submission: Submission<Steps>) => Result | Promise<Result>): Promise<SubmitResult<Result>>;
}
