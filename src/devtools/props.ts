import type { Session } from '../session/session.ts';

/** What `SessionDevtools` takes. All of it is optional. */
export interface SessionDevtoolsProps {
  /** @default the session of the provider around it */
  readonly session?: Session<unknown, never>;
  /** Whether the panel is open where nothing is remembered of this tab. @default false */
  readonly defaultOpen?: boolean;
  /** Where it stands at first. It remembers where it was moved. @default 'bottom' */
  readonly defaultDock?: 'bottom' | 'right';
  /** Whether Alt + Shift + H leads into the panel: into a window of its own while a modal dialog lets nobody out. @default true */
  readonly shortcut?: boolean;
}
