import type { ChangeEvent } from 'react';
import type { Draft } from '../documents/draft/face.ts';
import type { DraftPath, DraftSteps, DraftValue } from '../documents/draft/steps.ts';

/** An element that a field can be bound to. */
type FieldElement = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Props for an `<input>`, `<select>` or `<textarea>`. Checkboxes get `checked`, everything else `value`. */
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
  if (element.type !== 'number' && element.type !== 'range') return element.value;
  const number = (element as HTMLInputElement).valueAsNumber;
  return Number.isNaN(number) ? undefined : number;
}

/** Binds one field. `held` keeps what is being typed from being overwritten by what comes from elsewhere, until blur. */
export function createFieldProps<Steps extends DraftSteps, Path extends DraftPath<Steps>>(
  draft: Draft<Steps>,
  path: Path,
  stored: unknown,
  error: string | undefined,
  held: HeldField | null,
  hold: (held: HeldField | null) => void,
): FieldProps<DraftValue<Steps, Path>> {
  // What was cleared (a submitted draft, a wiped one) is not held: it must not stay on the screen.
  const value = held?.path === path && stored !== undefined ? held.value : stored;
  const flag = typeof value === 'boolean';
  const props: object = {
    name: path,
    ...(!flag && { value: value ?? '' }),
    ...((flag || value === undefined) && { checked: value === true }),
    onChange({ target }: ChangeEvent<FieldElement>) {
      const typed = read(target);
      hold({ path, value: typed });
      draft.set(path, typed as DraftValue<Steps, Path>);
    },
    onFocus: () => hold({ path, value }),
    onBlur: () => hold(null),
    'aria-invalid': error ? true : undefined,
    'aria-describedby': error ? `${draft.name}-${path}-error` : undefined,
  };
  return props as FieldProps<DraftValue<Steps, Path>>;
}
