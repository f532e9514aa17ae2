import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Engine } from '../support/browsers.ts';
import type { Tab, TestBrowser } from '../support/tab.ts';
import { type Front, type Handler, openFront } from './front.ts';
import type {} from './page.ts';

/** One browser for the stories of a file; each story has servers of its own. */
export interface Stage {
  readonly story: typeof it;
  /** Starts a server, until the end of the story. */
  front(serve: (origin: string) => Handler | Promise<Handler>): Promise<Front>;
  /** Opens a page with a session made by a recipe, and waits until it knows who is signed in. */
  open(front: Front, recipe: string, options?: object): Promise<Tab>;
  /** Done at the end of the story, last first. */
  after(undo: () => void | Promise<void>): void;
  browser(): TestBrowser;
}

/** Sets the stage inside a `describe`. `missing` says what else, besides the browser, is not there. */
export function setStage(engine: Engine, missing?: string): Stage {
  const skipped = engine.missing !== undefined || missing !== undefined;
  const undo: (() => unknown)[] = [];
  let browser: TestBrowser;
  beforeAll(async () => {
    if (!skipped) browser = await engine.open();
  });
  afterEach(async () => {
    while (undo.length > 0) await undo.pop()?.();
  });
  afterAll(() => browser?.close());
  return {
    story: it.skipIf(skipped) as typeof it,
    front: async (serve) => {
      const front = await openFront(serve);
      undo.push(front.close);
      return front;
    },
    open: async (front, recipe, options) => {
      const tab = await browser.newTab(front.at(recipe, options));
      undo.push(tab.close);
      await expect.poll(() => whoIs(tab)).not.toBe('loading');
      return tab;
    },
    after: (task) => void undo.push(task),
    browser: () => browser,
  };
}

/** Who a page shows: a user's id, `nobody` or `nobody: <reason>`, or `loading`. */
export const whoIs = (tab: Tab): Promise<string> =>
  tab.run(() => {
    // A page that is being loaded has no session yet.
    const state = globalThis.app?.session.getState() ?? { status: 'loading' };
    if (state.status === 'authenticated') return state.user.id;
    if (state.status === 'loading') return 'loading';
    return state.reason ? `nobody: ${state.reason}` : 'nobody';
  });

/** What happened in a page, see `app.seen`. */
export const whatWasSeen = (tab: Tab): Promise<string[]> => tab.run(() => app.seen);

/** Signs in; how it came out, as `signed-in` or `rejected`. */
export const signIn = (tab: Tab, credentials: Record<string, string>): Promise<string> =>
  tab.run(async (given) => {
    const { outcome, ...more } = await app.session.signIn(given);
    return outcome === 'failed' ? `failed ${JSON.stringify(more)}` : outcome;
  }, credentials);

/** Signs out; whether the server knows, as `done` or `pending`. */
export const signOut = (tab: Tab): Promise<string> =>
  tab.run(async () => {
    const { remote } = await app.session.signOut();
    return remote;
  });

/** A request of the application through `session.fetch`: its status, or the code of its error. */
export const ask = (tab: Tab, url: string, method: 'GET' | 'POST' = 'GET'): Promise<string> =>
  tab.run(
    async (request) => {
      try {
        const response = await app.session.fetch(request.url, { method: request.method });
        return String(response.status);
      } catch (error) {
        return String((error as { code?: string }).code ?? error);
      }
    },
    { url, method },
  );

/** Asks the server who is signed in, as the application can, and says who that is. */
export const verify = async (tab: Tab): Promise<string> => {
  await tab.run(async () => void (await app.session.verify()));
  return whoIs(tab);
};
