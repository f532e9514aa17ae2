import type { StandardSchemaV1 } from '@standard-schema/spec';

/** Any Standard Schema of an object (zod, valibot, arktype …) that answers at once. */
export type SettingsSchema = StandardSchemaV1<object, object>;

type Present<Value> = Exclude<Value, undefined>;
type Opaque = readonly unknown[] | Date | ((...given: never[]) => unknown);
/** An object with keys of its own: what it holds are settings. Lists, dates, records and what may be null are one value. */
type IsGroup<Value> = [Value] extends [object]
  ? [Extract<Value, Opaque>] extends [never]
    ? string extends keyof Value
      ? false
      : true
    : false
  : false;
type Keys<Values> = keyof Values & string;

/** The path of every single setting, e.g. `'notifications.mail'`. */
export type SettingPath<Values> = {
  [Key in Keys<Values>]: IsGroup<Present<Values[Key]>> extends true
    ? `${Key}.${SettingPath<Present<Values[Key]>>}`
    : Key;
}[Keys<Values>];

/** The path of every object that holds settings, e.g. `'notifications'`. */
export type SettingGroup<Values> = {
  [Key in Keys<Values>]: IsGroup<Present<Values[Key]>> extends true
    ? Key | `${Key}.${SettingGroup<Present<Values[Key]>>}`
    : never;
}[Keys<Values>];

/** What stands at a path. */
export type SettingValue<Values, Path extends string> = Path extends `${infer Key}.${infer Rest}`
  ? Key extends keyof Values
    ? SettingValue<Present<Values[Key]>, Rest>
    : never
  : Path extends keyof Values
    ? Values[Path]
    : never;

/** A member of a set: lists of these can be sets. */
export type SettingMember = string | number | boolean;

/** The paths that can be a set: lists of texts, numbers or booleans. */
export type SettingList<Values> = {
  [Path in SettingPath<Values>]: Present<SettingValue<Values, Path>> extends readonly SettingMember[] ? Path : never;
}[SettingPath<Values>];

/** What the members of a set are. */
export type MemberOf<Values, Path extends string> =
  Present<SettingValue<Values, Path>> extends readonly (infer Member extends SettingMember)[] ? Member : never;

/** A value for every setting; `undefined` where the schema does without. */
export type SettingsDefaults<Values> = {
  readonly [Key in Keys<Values>]-?:
    | (IsGroup<Present<Values[Key]>> extends true ? SettingsDefaults<Present<Values[Key]>> : Present<Values[Key]>)
    | Extract<Values[Key], undefined>;
};
