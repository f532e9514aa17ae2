import { createTestBrowser, type TestBrowser } from 'holdfast/testing';
import { expect } from 'vitest';
import { changeKey, isChangeKey } from '../../../src/vault/keys.ts';
import { ann, type Desk, draftOf, openDesk } from '../documents/support.ts';

export const inClear = { personal: false };
export const long = 'What was written a while ago, and is kept. '.repeat(3);
export const street = 'delivery.street';
export const journal = (browser: TestBrowser) => browser.databases.entries('shop', 'journal');
export const changes = (browser: TestBrowser) => journal(browser).filter(([key]) => isChangeKey(key));
/** The key of the whole that a change is of. */
export const wholeOf = (browser: TestBrowser, change: string): string =>
  journal(browser).find(([key]) => !isChangeKey(key) && changeKey(key) === change)?.[0] ?? '';
export const setAside = (browser: TestBrowser) =>
  browser.databases.entries('shop', 'base').filter(([key]) => key.startsWith('u-ann/checkout/!'));

/** A moment later another text stands there, and is stored. */
export const type = async (browser: TestBrowser, draft: ReturnType<typeof draftOf>, text: string): Promise<void> => {
  await browser.clock.advance(50);
  draft.set(street, text);
  await browser.clock.settle();
};

/** A long text that was typed on behind its whole, so that a change of it is stored. */
export const openChanged = async (options: Parameters<typeof draftOf>[1] = {}, partition = ann) => {
  const browser = createTestBrowser();
  const desk = openDesk(browser, partition);
  const draft = draftOf(desk, options);
  await browser.clock.settle();
  for (const text of [long, `${long}A`]) await type(browser, draft, text);
  expect(changes(browser)).toHaveLength(1);
  return { browser, desk, draft };
};
export const reopened = async (browser: TestBrowser, options: Parameters<typeof draftOf>[1] = {}) => {
  browser.reopen();
  const desk = openDesk(browser, ann);
  const draft = draftOf(desk, options);
  await browser.clock.advance(5000);
  return { desk, draft };
};
/** Another tab opens the document, and folds what it finds; the first one hears nothing of it. */
export const foldBy = async (browser: TestBrowser, deaf: Desk, options: Parameters<typeof draftOf>[1] = {}) => {
  deaf.deaf = true;
  const draft = draftOf(openDesk(browser, ann), options);
  await browser.clock.settle();
  expect(journal(browser)).toEqual([]);
  return draft;
};
