import type { ChangeEvent } from 'react';
import type { Draft } from '../documents/draft/face.ts';
import type { DraftPath, DraftSteps, DraftValue } from '../documents/draft/steps.ts';
import { isFile } from '../vault/codec.ts';
import { type FieldSource, type HeldField, type Hold, holdField } from './held-field.ts';

/** An element that a field can be bound to. */
type FieldElement = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/**
 * Props for an `<input>`, `<select>` or `<textarea>`. Checkboxes get `checked`, everything else `value`, but files: their input
 * (`type="file"`, with `multiple` for a list) is emptied as soon as they are in the draft. Show what is there from the values.
 * A `<select multiple>` wants a list even where nothing is chosen: `<select multiple {...colors} value={colors.value || []}>`.
 */
export type FieldProps<Value> = {
  readonly name: string;
  readonly onChange: (event: ChangeEvent<FieldElement>) => void;
  readonly onFocus: () => void;
  readonly onBlur: () => void;
  readonly 'aria-invalid': true | undefined;
  /** While the field has an error, an id for the element that shows it: `<p id={field['aria-describedby']}>`. */
  readonly 'aria-describedby': string | undefined;
} & ([NonNullable<Value>] extends [boolean]
  ? { readonly checked: boolean }
  : [NonNullable<Value>] extends [Blob | readonly Blob[]]
    ? unknown
    : { readonly value: Exclude<Value, boolean | null | undefined> | '' });

/** A value that a radio button can stand for. */
export type FieldOption<Value> = Extract<NonNullable<Value>, string | number | boolean>;

/** Props for one of the `<input type="radio">` of a field. */
export interface RadioProps<Value> {
  readonly type: 'radio';
  readonly name: string;
  /** What the field is set to by choosing it, as text. */
  readonly value: Value extends string ? Value : string;
  readonly checked: boolean;
  readonly onChange: (event: ChangeEvent<FieldElement>) => void;
  readonly onFocus: () => void;
  readonly onBlur: () => void;
  /** While the field has an error, an id for the element that shows it. */
  readonly 'aria-describedby': string | undefined;
}

/** Value of a `'step.field'`. */
export function valueAt(values: object, path: string): unknown {
  const dot = path.indexOf('.');
  const step = (values as Record<string, Record<string, unknown> | undefined>)[path.slice(0, dot)];
  return step?.[path.slice(dot + 1)];
}

/** What an element holds, as data. */
function read(element: FieldElement): unknown {
  if (element.type === 'checkbox') return (element as HTMLInputElement).checked;
  if (element.type === 'select-multiple')
    return Array.from((element as HTMLSelectElement).selectedOptions, (option) => option.value);
  if (element.type === 'file') {
    const { files, multiple } = element as HTMLInputElement;
    return multiple ? [...(files ?? [])] : files?.[0];
  }
  if (element.type !== 'number' && element.type !== 'range') return element.value;
  const number = (element as HTMLInputElement).valueAsNumber;
  return Number.isNaN(number) ? undefined : number;
}

const isFiles = (value: unknown): boolean =>
  isFile(value) || (Array.isArray(value) && value.length > 0 && value.every(isFiles));

const describe = ({ draft, path, error }: FieldSource): string | undefined =>
  error ? `${draft}-${path}-error` : undefined;

/** Binds one field. */
export function bindField(source: FieldSource, held: HeldField | null, hold: Hold): object {
  const { value, change, onFocus, onBlur } = holdField(source, held, hold);
  const flag = typeof value === 'boolean';
  return {
    name: source.path,
    // A browser lets nobody put a file into an input; emptied, the same one can be chosen again.
    ...(!flag && { value: isFiles(value) ? '' : (value ?? '') }),
    ...((flag || value === undefined) && { checked: value === true }),
    onChange: ({ target }: ChangeEvent<FieldElement>) => change(target, read(target)),
    onFocus,
    onBlur,
    'aria-invalid': source.error ? true : undefined,
    'aria-describedby': describe(source),
  };
}

/** Binds one of the choices of a field. */
export function bindRadio(source: FieldSource, option: unknown, held: HeldField | null, hold: Hold): object {
  const { value, change, onFocus, onBlur } = holdField(source, held, hold);
  return {
    type: 'radio',
    name: source.path,
    value: String(option),
    checked: value === option,
    onChange: ({ target }: ChangeEvent<FieldElement>) => change(target, option),
    onFocus,
    onBlur,
    'aria-describedby': describe(source),
  };
}

/** What a field of a draft is bound to. */
export const sourceOf = <Steps extends DraftSteps, Path extends DraftPath<Steps>>(
  draft: Draft<Steps>,
  path: Path,
  stored: unknown,
  error: string | undefined,
): FieldSource => ({
  draft: draft.name,
  path,
  stored,
  error,
  set: (value) => draft.set(path, value as DraftValue<Steps, Path>),
  isRestoring: () => draft.getState().saved === 'restoring',
  read: () => draft.get(path),
  begin: () => draft.edit(path),
});
