import { readEngines } from '../../support/browsers.ts';
import type { TestBrowser } from '../../support/tab.ts';
import { servePage } from '../page.ts';

/** Where each candidate has a place of its own: another site, so other processes and another storage. */
export type PlaceOf = (candidate: string, path?: string) => string;

/** Serves the page of documents and opens a browser for it. Whoever kills the browser says what came after it. */
export async function withBrowser<Result>(
  measure: (browser: TestBrowser, placeOf: PlaceOf, reborn: (next: TestBrowser) => TestBrowser) => Promise<Result>,
): Promise<Result> {
  const [engine] = await readEngines();
  if (!engine || engine.missing) throw new Error(engine?.missing ?? 'no engine');
  const [page, first] = await Promise.all([servePage('documents/documents-page.ts'), engine.open()]);
  let browser = first;
  const placeOf: PlaceOf = (candidate, path = '') =>
    `${page.url.replace('localhost', `${candidate.toLowerCase().replaceAll(/\W+/g, '-')}.localhost`)}${path}`;
  try {
    return await measure(browser, placeOf, (next) => {
      browser = next;
      return next;
    });
  } finally {
    await browser.close();
    page.close();
  }
}
