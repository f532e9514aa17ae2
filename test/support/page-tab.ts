import type { Page } from 'playwright';
import type { Tab } from './tab.ts';

/** What can be done to a tab in every engine that Playwright drives. */
export function pageTab(page: Page): Tab {
  return {
    page,
    goto: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    // A turn later, or the answer to this call is lost in the navigation that it begins.
    back: () => page.evaluate(() => void setTimeout(() => history.back())),
    run: <Arg, Result>(fn: (arg: Arg) => Result | Promise<Result>, arg?: Arg): Promise<Result> =>
      page.evaluate<Result>(`(${fn})(${arg === undefined ? '' : JSON.stringify(arg)})`),
    click: async (selector) => {
      // A hidden tab paints no frame, and a click waits for one.
      await page.bringToFront();
      await page.locator(selector).first().click();
    },
    type: async (selector, text) => {
      await page.bringToFront();
      await page.locator(selector).first().fill('');
      await page.locator(selector).first().pressSequentially(text);
    },
    press: (key) => page.keyboard.press(key),
    text: async (selector = 'body') => {
      const texts = await page.locator(selector).allInnerTexts();
      return texts[0] ?? '';
    },
    screenshot: (path) => page.screenshot(path === undefined ? {} : { path }),
    front: () => page.bringToFront(),
    close: () => page.close(),
  };
}
