import type { ActivityFrame, InputVerdict } from '../platform/activity.ts';
import type { PageEvent } from '../platform/page.ts';
import type { Platform } from '../platform/platform.ts';

/** What a tab has open. */
export interface Held {
  readonly listeners: number;
  readonly timers: number;
  readonly channels: number;
  /** Locks held or asked for. */
  readonly locks: number;
  readonly databases: number;
}

/** What a tab should hold after everything in it was disposed of. */
export const nothingHeld: Held = { listeners: 0, timers: 0, channels: 0, locks: 0, databases: 0 };

/** One tab of a {@link TestBrowser}. */
export interface TestTab {
  readonly name: string;
  /** Hand this to `createSession`. */
  readonly platform: Platform;
  /** A person touches the page, or what is in one of its frames. Answers whether the application got to see it. */
  input(frame?: ActivityFrame): InputVerdict;
  /** Where the page was sent, in order. */
  readonly navigations: readonly string[];
  /** How many inputs the application saw. */
  readonly seen: number;
  /** The tab goes into the background: `hidden`. Timers go on. */
  hide(): void;
  /** The tab comes to the front: `wake`. */
  show(): void;
  /** The window is focused: `wake`, as at each click into a page beside another window. */
  focus(): void;
  /** From now on no timer runs, as on a page that is too busy or throttled. `false` ends it; what is due runs with the next turn of the clock. */
  suspendTimers(suspended?: boolean): void;
  /**
   * The browser freezes the tab: `hidden`, `leave`, then no code runs. It keeps its locks. `storage` events wait for the thaw;
   * messages too (the default), or both are `lost`.
   */
  freeze(options?: { readonly messages?: 'wait' | 'lost' }): void;
  /** The page's code hangs: nothing runs any more, and no event says so. Locks and connections stay. {@link TestTab.thaw} ends it. */
  hang(): void;
  /** Back from {@link TestTab.freeze}: `wake`, then everything that waited. Due timers run with the next turn of the clock. */
  thaw(): void;
  /** The person goes to another site and the page into bfcache: as frozen, but messages and `storage` events are lost. */
  leave(): void;
  /** Back from {@link TestTab.leave} by the back button. */
  comeBack(): void;
  /** The process dies: no event, nothing runs any more, locks are free, unfinished writes are not stored. */
  crash(): void;
  /** The person closes the tab: `hidden`, `leave`, then gone. Blind writes that were asked for are still stored. */
  close(): void;
  /** Whether the curtain is drawn. */
  readonly curtain: boolean;
  /** What was reported to the developer. */
  readonly reports: readonly { readonly message: string; readonly error?: unknown }[];
  /** What is open now; compare with {@link nothingHeld}. */
  held(): Held;
  /** Sends a page event as it is, for sequences that no method here makes. */
  emit(event: PageEvent): void;
}
