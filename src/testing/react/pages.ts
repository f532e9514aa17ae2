import type { RenderOptions, RenderResult } from '@testing-library/react';
import type { TestBrowser } from '../browser.ts';
import type { TestTab } from '../tab.ts';
import { beginShowing, endShowing } from './acting.ts';
import { noticeInput } from './person.ts';

/** A tab whose page is shown. */
interface Page {
  readonly container: HTMLElement;
  readonly browser: TestBrowser;
  readonly unmount: () => void;
}

/** In order of appearance. The first one has what stands in no container, such as a portal. */
let pages: readonly Page[] = [];

/** Whoever begins another story has left the one before. */
export function leaveOtherBrowsers(browser: TestBrowser): void {
  for (const page of pages) if (page.browser !== browser) page.unmount();
}

/** The second page of a browser gets a place of its own in the document, in which its queries look. */
export function besideOthers(browser: TestBrowser): Pick<RenderOptions, 'container' | 'baseElement'> {
  const other = pages.find((page) => page.browser === browser);
  if (!other) return {};
  const container = other.container.ownerDocument.body.appendChild(other.container.ownerDocument.createElement('div'));
  return { container, baseElement: container };
}

/** Begins what belongs to a page that is shown, and returns the end of it. */
export function enter({ container, unmount }: RenderResult, tab: TestTab, browser: TestBrowser): () => void {
  const page: Page = { container, browser, unmount };
  const view = container.ownerDocument.defaultView;
  const isMine = (target: Node): boolean =>
    (pages.find((other) => other.container.contains(target)) ?? pages[0]) === page;
  const touch = () => (browser.tabs.includes(tab) ? tab.input() : 'pass');
  const stop = view ? noticeInput(view, isMine, touch) : () => {};
  pages = [...pages, page];
  beginShowing(browser.clock);
  return () => {
    stop();
    pages = pages.filter((other) => other !== page);
    endShowing(browser.clock);
  };
}
