import type { Page } from 'playwright';

/**
 * One real tab. Only what every engine can do stands here without a question mark, so that a story is told once for all of them.
 * Selectors are CSS.
 */
export interface Tab {
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  /** `history.back()`. It doesn't wait for a load, which never comes when the page was kept alive. */
  back(): Promise<void>;
  /** Runs a function in the page. It must need nothing but its argument, which travels as JSON. */
  run<Result>(fn: () => Result | Promise<Result>): Promise<Result>;
  run<Arg, Result>(fn: (arg: Arg) => Result | Promise<Result>, arg: Arg): Promise<Result>;
  /** A real click, as a person's: the tab comes to the front first. */
  click(selector: string): Promise<void>;
  /** Empties a field and types into it, key by key. */
  type(selector: string, text: string): Promise<void>;
  press(key: string): Promise<void>;
  /** What can be read in the page, or in the first element that matches. Empty when there is none. */
  text(selector?: string): Promise<string>;
  screenshot(path?: string): Promise<Uint8Array>;
  /** Brings the tab to the front; the one that was there becomes hidden. */
  front(): Promise<void>;
  close(): Promise<void>;
  /** Opens a tab in the same window, in front of this one. */
  beside?(url: string): Promise<Tab>;
  /** Makes the processor so many times slower, for this tab. */
  slow?(factor: number): Promise<void>;
  /** A tap of a finger. */
  touch?(selector: string): Promise<void>;
  /** Stops all script in the tab, as a browser does to save power. */
  freeze?(): Promise<void>;
  thaw?(): Promise<void>;
  /** Makes the page's process die. */
  crash?(): Promise<void>;
  /** Playwright's page, in the engines it drives: for what is told of one engine only. */
  readonly page?: Page;
}

/** A real browser with a profile of its own; all its tabs are in one window, but for those of `newWindow`. */
export interface TestBrowser {
  readonly name: BrowserName;
  readonly version: string;
  /** The folder in which it keeps everything. */
  readonly profile: string;
  /** False for a headless shell: no page is kept alive on navigation, and every tab is visible. */
  readonly full: boolean;
  newTab(url?: string): Promise<Tab>;
  /** A tab in a window of its own: it is visible whatever the other windows show, as on a large desk. */
  newWindow?(url: string): Promise<Tab>;
  /** From here on the clock of all tabs can be moved. Call it before the first page is opened. */
  holdClock?(): Promise<void>;
  /** Time passes as in a laptop whose lid was shut: afterwards each timer that is due fires once. */
  sleep?(ms: number): Promise<void>;
  /** The clock jumps and no timer has noticed yet: the instant in which a click may come first. */
  jump?(ms: number): Promise<void>;
  /** The whole browser dies at once, as when the power fails. */
  kill(): Promise<void>;
  /** Ends the browser and throws its profile away. */
  close(): Promise<void>;
  /** Starts the browser again with the same profile, after `kill`. */
  reopen(): Promise<TestBrowser>;
}

/** The engines that tests know of. */
export type BrowserName = 'chromium' | 'firefox' | 'webkit';
