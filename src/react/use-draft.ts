import type { Draft, DraftState } from '../documents/draft/face.ts';
import type { DraftErrors, DraftPath, DraftSteps, DraftValue } from '../documents/draft/steps.ts';
import type { ReadableStore } from '../foundation/store.ts';
import {
  bindField,
  bindRadio,
  type FieldOption,
  type FieldProps,
  type RadioProps,
  sourceOf,
  valueAt,
} from './field-props.ts';
import { useHeld } from './held-field.ts';
import { useKept } from './kept.ts';
import { useView } from './use-view.ts';
import { useWatched } from './use-watched.ts';

/** What {@link useDraft} gives: the state, the methods of the draft, and props for inputs. */
export type DraftView<Steps extends DraftSteps> = DraftState<Steps> &
  Omit<Draft<Steps>, keyof ReadableStore<unknown>> & {
    /** Props for the input of `path`. What another tab changes waits while the input has the focus. */
    field<Path extends DraftPath<Steps>>(path: Path): FieldProps<DraftValue<Steps, Path>>;
    /**
     * Props for the radio button that stands for `option`.
     * @example <label><input {...field('delivery.way', 'post')} /> By post</label>
     */
    field<Path extends DraftPath<Steps>, Option extends FieldOption<DraftValue<Steps, Path>>>(
      path: Path,
      option: Option,
    ): RadioProps<Option>;
  };

/**
 * A draft, as state, methods and props for inputs. Renders at every change of it; with a selector, gives what that picks
 * and renders only when that changes.
 *
 * @example
 * const { step, next, back, field, errors } = useDraft(checkout);
 * return <input type="email" {...field('contact.email')} />;
 */
export function useDraft<Steps extends DraftSteps>(draft: Draft<Steps>): DraftView<Steps>;
export function useDraft<Steps extends DraftSteps, Selected>(
  draft: Draft<Steps>,
  selector: (state: DraftState<Steps>) => Selected,
): Selected;
export function useDraft<Steps extends DraftSteps>(
  draft: Draft<Steps>,
  selector?: (state: DraftState<Steps>) => unknown,
): unknown {
  const [held, hold] = useHeld();
  const view = useView(useKept(draft), selector);
  if (selector) return view;
  const { values, errors } = view as DraftState<Steps>;
  return {
    ...(view as DraftState<Steps>),
    field: (path: DraftPath<Steps>, ...[option]: readonly unknown[]) => {
      const source = sourceOf(draft, path, valueAt(values, path), errors[path]);
      return option === undefined ? bindField(source, held, hold) : bindRadio(source, option, held, hold);
    },
  };
}

/** What {@link useField} gives. */
export interface FieldView<Value> {
  /** Props for the input. */
  readonly field: FieldProps<Value>;
  /** Props for the radio button that stands for `option`, where the field is a choice. */
  radio<Option extends FieldOption<Value>>(option: Option): RadioProps<Option>;
  readonly value: Value;
  readonly error: string | undefined;
  /** Sets it, also while the input has the focus: for masks and for components of your own. */
  set(value: Value): void;
}

/**
 * One field of a draft: renders when its value or its error changes, and for nothing else. What another tab changes
 * waits while the input has the focus, so that text and caret stay.
 *
 * @example
 * const { field, error } = useField(checkout, 'contact.email');
 * return <><input {...field} /><p id={field['aria-describedby']}>{error}</p></>;
 */
export function useField<Steps extends DraftSteps, Path extends DraftPath<Steps>>(
  draft: Draft<Steps>,
  path: Path,
): FieldView<DraftValue<Steps, Path>> {
  const [held, hold] = useHeld();
  const kept = useKept(draft);
  const errorAt = ({ errors }: DraftState<Steps>): string | undefined => (errors as DraftErrors<DraftSteps>)[path];
  const [stored, error] = [
    useWatched(
      draft,
      kept,
      path,
      () => draft.get(path) as unknown,
      ({ values }) => valueAt(values, path),
    ),
    useWatched(draft, kept, path, () => errorAt(draft.getState()), errorAt),
  ];
  const source = sourceOf(draft, path, stored, error);
  type Value = DraftValue<Steps, Path>;
  return {
    field: bindField(source, held, hold) as FieldProps<Value>,
    radio: <Option extends FieldOption<Value>>(option: Option) =>
      bindRadio(source, option, held, hold) as RadioProps<Option>,
    value: stored as Value,
    error,
    set(value) {
      if (held) hold({ ...held, value });
      (held?.edit ?? source).set(value);
    },
  };
}
