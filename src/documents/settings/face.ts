import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { ReadableStore } from '../../foundation/store.ts';
import type { AfterEnd, SavedTo } from '../../vault/host.ts';
import type { SavedStatus } from '../saved.ts';
import type {
  MemberOf,
  SettingGroup,
  SettingList,
  SettingPath,
  SettingsDefaults,
  SettingsSchema,
  SettingValue,
} from './paths.ts';

/**
 * Whom a setting is for.
 *
 * - `tab`: this tab alone. It is there after a reload and in a restored tab, for a month; a duplicated tab begins with the default.
 * - `device`: every tab on this device.
 * - `account`: the person, wherever they sign in. Where the session has no `sync` that is the same as `device`.
 */
export type SettingsScope = 'tab' | 'device' | 'account';

type Input<Schema extends SettingsSchema> = StandardSchemaV1.InferInput<Schema>;
type Output<Schema extends SettingsSchema> = StandardSchemaV1.InferOutput<Schema>;

/** Options of `createSettings`. */
export interface SettingsOptions<
  Schema extends SettingsSchema,
  // Not `SettingList` again: to see that one is the other takes older compilers seconds, and then they give up.
  Sets extends readonly string[] = readonly SettingList<Input<Schema>>[],
> {
  /** Of the whole object. It must answer at once: a setting is refused where it is set. */
  readonly schema: Schema;
  /** What holds where nothing is set: complete, and accepted by the schema. It also says which settings there are. */
  readonly defaults: SettingsDefaults<Input<Schema>>;
  /**
   * Lists that are sets: members are added and removed one by one, so that two tabs that add different ones keep both.
   * @default none
   */
  readonly sets?: Sets;
  /**
   * For all of them, or by path; the nearest path counts, and what isn't named is the account's.
   * A setting whose scope is changed between the tab's and the others begins with its default again.
   * @default 'account'
   * @example scope: { panel: 'tab', density: 'device' }
   */
  readonly scope?:
    | SettingsScope
    | { readonly [Path in SettingPath<Input<Schema>> | SettingGroup<Input<Schema>>]?: SettingsScope };
  /**
   * Counts the shapes that the settings have had. Data of a newer version is neither shown nor overwritten.
   * @default 1
   */
  readonly version?: number;
  /**
   * Translates one setting that an older version stored into the settings it is now: `{}` drops it. Called for each by itself, and
   * for each member of a set, as a list of one. A list that became a set needs no translation.
   * @default what is stored under a path stays there
   * @example migrate: (path, value, from) => (from < 2 && path === 'compact' ? { density: value ? 'dense' : 'airy' } : { [path]: value })
   */
  readonly migrate?: (path: string, value: unknown, from: number) => Readonly<Record<string, unknown>>;
  /**
   * Whether they are sealed before they are stored (AES-GCM, under a key that no script can export).
   * @default false, and true where `afterSignOut` is `'seal'`
   */
  readonly personal?: boolean;
  /**
   * What becomes of them when the person signs out: see {@link AfterEnd}. After any other end they are kept for the same person.
   * @default 'wipe'
   */
  readonly afterSignOut?: AfterEnd;
  /**
   * What becomes of a guest's settings at sign-in: `keep-account` takes what the account has not set, `join` the later of both,
   * `none` leaves them with the guest.
   * @default 'keep-account'
   */
  readonly claim?: 'keep-account' | 'join' | 'none';
}

/** What is seen of settings. Equal data keeps its identity, so a selector renders only for what changed. */
export interface SettingsState<Schema extends SettingsSchema> {
  /** All of them, as the schema hands them over: what is set, and the defaults. */
  readonly values: Output<Schema>;
  /** Paths at which something else holds than the default, ordered as in `defaults`. */
  readonly changed: readonly SettingPath<Input<Schema>>[];
  readonly saved: SavedStatus;
  readonly savedTo: SavedTo;
}

/**
 * Settings that outlive reload and crash and are the same in all tabs, where they are not the tab's own.
 * They are a readable zustand store of {@link SettingsState}.
 */
export interface Settings<Schema extends SettingsSchema, Sets extends string = never>
  extends ReadableStore<SettingsState<Schema>> {
  readonly name: string;
  /** What holds at `path`, which may be a group, e.g. `get('notifications')`. */
  get<Path extends SettingPath<Output<Schema>> | SettingGroup<Output<Schema>>>(
    path: Path,
  ): SettingValue<Output<Schema>, Path>;
  /**
   * Sets one, and saves it; `undefined` goes back to the default.
   * Throws `HOLDFAST_USAGE` for an unknown path, for what is no data, and for what the schema refuses, with path and reason.
   */
  set<Path extends SettingPath<Input<Schema>>>(path: Path, value: SettingValue<Input<Schema>, Path> | undefined): void;
  /** Sets several at once, where one alone would be refused. */
  set(values: { readonly [Path in SettingPath<Input<Schema>>]?: SettingValue<Input<Schema>, Path> | undefined }): void;
  /**
   * Back to the default at `path`, below it, or everywhere; in every tab, where they are not the tab's own.
   * Throws `HOLDFAST_USAGE` where the schema refuses the default beside the others.
   */
  reset(path?: SettingPath<Input<Schema>> | SettingGroup<Input<Schema>>): void;
  /** Adds a member to a set. Answers whether it is new. Throws `HOLDFAST_USAGE` as `set` does. */
  add<Path extends Sets>(path: Path, member: MemberOf<Input<Schema>, Path>): boolean;
  /** Removes a member from a set. Answers whether it was there. Throws `HOLDFAST_USAGE` as `set` does. */
  remove<Path extends Sets>(path: Path, member: MemberOf<Input<Schema>, Path>): boolean;
  /** Whether a set has this member. */
  has<Path extends Sets>(path: Path, member: MemberOf<Input<Schema>, Path>): boolean;
}
