import type { ChangeEvent } from 'react';
import type { Draft } from '../documents/draft/face.ts';
import type { DraftPath, DraftSteps, DraftValue } from '../documents/draft/steps.ts';
import { isFile } from '../vault/codec.ts';

/** An element that a field can be bound to. */
type FieldElement = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/**
 * Props for an `<input>`, `<select>` or `<textarea>`. Checkboxes get `checked`, everything else `value`, but files: their input
 * (`type="file"`, with `multiple` for a list) is emptied as soon as they are in the draft. Show what is there from the values.
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

/** The field with the focus, and what the person sees in it. */
export interface HeldField {
  readonly path: string;
  readonly value: unknown;
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

/** What an input is bound to. `path` is its name on the page. */
export interface FieldSource {
  readonly draft: string;
  readonly path: string;
  readonly stored: unknown;
  readonly error: string | undefined;
  set(value: unknown): void;
}

/** Binds one field. `held` keeps what is being typed from being overwritten by what comes from elsewhere, until blur. */
export function bindField(
  { draft, path, stored, error, set }: FieldSource,
  held: HeldField | null,
  hold: (held: HeldField | null) => void,
): object {
  // What was cleared (a submitted draft, a wiped one) is not held: it must not stay on the screen.
  const value = held?.path === path && stored !== undefined ? held.value : stored;
  const flag = typeof value === 'boolean';
  return {
    name: path,
    // A browser lets nobody put a file into an input; emptied, the same one can be chosen again.
    ...(!flag && { value: isFiles(value) ? '' : (value ?? '') }),
    ...((flag || value === undefined) && { checked: value === true }),
    onChange({ target }: ChangeEvent<FieldElement>) {
      const typed = read(target);
      hold({ path, value: typed });
      set(typed);
    },
    onFocus: () => hold({ path, value }),
    onBlur: () => hold(null),
    'aria-invalid': error ? true : undefined,
    'aria-describedby': error ? `${draft}-${path}-error` : undefined,
  };
}

/** Binds a field of a draft. */
export const createFieldProps = <Steps extends DraftSteps, Path extends DraftPath<Steps>>(
  draft: Draft<Steps>,
  path: Path,
  stored: unknown,
  error: string | undefined,
  held: HeldField | null,
  hold: (held: HeldField | null) => void,
): FieldProps<DraftValue<Steps, Path>> =>
  bindField(
    {
      draft: draft.name,
      path,
      stored,
      error,
      set: (value) => draft.set(path, value as DraftValue<Steps, Path>),
    },
    held,
    hold,
  ) as FieldProps<DraftValue<Steps, Path>>;
