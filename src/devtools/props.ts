import type { ReadableStore } from '../foundation/store.ts';
import type { Session } from '../session/session.ts';

/** A draft, a cart, settings or a record that the devtools are shown. */
export interface DevtoolsDocument extends ReadableStore<object> {
  readonly name: string;
}

/** What `SessionDevtools` takes. All of it is optional. */
export interface SessionDevtoolsProps {
  /** @default the session of the provider around it */
  readonly session?: Session<unknown, never>;
  /** Drafts, carts, settings and records that are open, to show their status and conflicts. @default what is stored, by itself */
  readonly documents?: readonly DevtoolsDocument[];
  /** Whether the panel is open where nothing is remembered of this tab. @default false */
  readonly defaultOpen?: boolean;
  /** Where it stands at first. It remembers where it was moved. @default 'bottom' */
  readonly defaultDock?: 'bottom' | 'right';
}
