import { createTestBrowser } from 'holdfast/testing';
import { ann, draftOf, openDesk } from '../support.ts';

export const name = 'contact.name';
export type Opened = ReturnType<typeof draftOf>;

/** What is offered for the name, newest first. */
export const offered = (draft: Opened): unknown[] => (draft.getState().conflicts[name] ?? []).map(({ value }) => value);
export const seen = (...drafts: Opened[]): unknown[] => drafts.map((draft) => [draft.get(name), offered(draft)]);

export const openTwo = async (options: Parameters<typeof draftOf>[1] = {}) => {
  const browser = createTestBrowser();
  const drafts = [draftOf(openDesk(browser, ann), options), draftOf(openDesk(browser, ann), options)] as const;
  await browser.clock.settle();
  return { browser, a: drafts[0], b: drafts[1] };
};
