import type { View } from './follow/bench.ts';
import { type Stage, setStage } from './stage.ts';

/** A window beside the page, which holds the panel and nothing else. It has no address, and its title names the session alone. */
export interface OwnWindow {
  readonly view: View;
  readonly stage: Stage;
  close(): void;
}

const blank = 'html{color-scheme:light dark;background:light-dark(#fdfdfe,#14191f)}body{margin:0}';

/**
 * Opens one, or answers `null` where the browser allows none. A modal dialog makes the whole page inert, and no element of it can be an
 * exception (HTML, 6.3.1); another window is no part of it. It closes with the page, since what it shows would stand still.
 * `closed` is called when somebody closes or reloads it.
 */
export function openWindow(view: View, name: string, closed: () => void): OwnWindow | null {
  // A name would find the window of the tab that opened this one.
  const own = view.open('', '_blank', 'popup,width=1040,height=640') as View | null;
  if (!own || own.closed) return null;
  const { document } = own;
  document.title = `Session devtools: ${name}`;
  document.documentElement.lang = 'en';
  const sheet = new own.CSSStyleSheet();
  sheet.replaceSync(blank);
  document.adoptedStyleSheets = [sheet];
  const leave = (): void => {
    close();
    closed();
  };
  const close = (): void => {
    own.removeEventListener('pagehide', leave);
    view.removeEventListener('pagehide', leave);
    own.close();
  };
  own.addEventListener('pagehide', leave);
  view.addEventListener('pagehide', leave);
  return { view: own, stage: setStage(own), close };
}
