import type { Settings, SettingsState } from '../documents/settings/face.ts';
import type { SettingsSchema } from '../documents/settings/paths.ts';
import type { ReadableStore } from '../foundation/store.ts';
import { useKept } from './kept.ts';
import { useView } from './use-view.ts';

/** What {@link useSettings} gives: the state and the methods of the settings. */
export type SettingsView<Schema extends SettingsSchema, Sets extends string = never> = SettingsState<Schema> &
  Omit<Settings<Schema, Sets>, keyof ReadableStore<unknown>>;

/**
 * Settings, as state and methods. Renders at every change of them; with a selector, gives what that picks and renders only
 * when that changes.
 *
 * @example
 * const { values, set, add } = useSettings(workspace);
 * const dense = useSettings(workspace, ({ values }) => values.density === 'dense');
 */
export function useSettings<Schema extends SettingsSchema, Sets extends string>(
  settings: Settings<Schema, Sets>,
): SettingsView<Schema, Sets>;
export function useSettings<Schema extends SettingsSchema, Sets extends string, Selected>(
  settings: Settings<Schema, Sets>,
  selector: (state: SettingsState<Schema>) => Selected,
): Selected;
export function useSettings<Schema extends SettingsSchema, Sets extends string>(
  settings: Settings<Schema, Sets>,
  selector?: (state: SettingsState<Schema>) => unknown,
): unknown {
  return useView(useKept(settings), selector);
}
