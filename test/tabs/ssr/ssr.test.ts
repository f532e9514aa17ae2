import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEngines } from '../../support/browsers.ts';
import type { Tab, TestBrowser } from '../../support/tab.ts';
import { type Host, openHost } from './host.ts';

const [engine] = await readEngines();

/** What the server drew, before any script. */
const drawn = async (url: string, cookie = ''): Promise<string> => (await fetch(url, { headers: { cookie } })).text();
const complaints = (tab: Tab): Promise<string[]> => tab.run(() => window.complaints);

describe.skipIf(!engine || engine.missing !== undefined).each([18, 19])(
  'a page that React %i renders on a server',
  (major) => {
    let host: Host;
    let browser: TestBrowser;
    beforeAll(async () => {
      host = await openHost(major);
      if (engine) browser = await engine.open();
    });
    afterAll(async () => {
      await browser?.close();
      await host?.close();
    });

    const open = async (path: string, heading: string): Promise<Tab> => {
      const tab = await browser.newTab(`${host.url}${path}`);
      await expect.poll(() => tab.text('h1')).toBe(heading);
      return tab;
    };

    it('is drawn for whoever the server knows, without a word that the browser must not know', async () => {
      expect(await drawn(`${host.url}/blind`, 'name=ada')).toMatch(/One moment.*"initial">\{\}</s);
      expect(await drawn(`${host.url}/`)).toMatch(/Welcome.*"initial">\{"initial":null\}</s);
      const known = await drawn(`${host.url}/`, 'name=ada');
      expect(known).toContain('Ada Lovelace');
      // Each is drawn with a session of its own, also while others are.
      const crowd = await Promise.all(['name=ada', 'name=grace', ''].map((cookie) => drawn(`${host.url}/`, cookie)));
      expect(crowd[0]).toMatch(/Hello, (<!-- -->)?Ada/);
      expect(crowd[1]).toMatch(/Hello, (<!-- -->)?Grace/);
      expect(crowd[1]).not.toContain('Ada');
      expect(crowd[2]).toMatch(/Welcome/);
      expect(crowd[2]).not.toMatch(/Ada|Grace/);
      expect(known).toContain('"initial">{"initial":{"user":{"id":"ada","name":"Ada Lovelace"}}}<');
    });

    it('is taken over in a browser without a complaint, whatever it finds there', async () => {
      const nobody = await open('/', 'Welcome');
      const blind = await open('/blind', 'Welcome');
      await nobody.click('#ada');
      await expect.poll(() => nobody.text('h1')).toBe('Hello, Ada Lovelace');

      const known = await open('/', 'Hello, Ada Lovelace');
      const looking = await open('/blind', 'Hello, Ada Lovelace');
      // It works, and what a person does at once is not undone when the session is confirmed.
      await known.click('#count');
      await expect.poll(() => known.text('#count')).toBe('1');

      await known.click('#leave');
      await expect.poll(() => known.text('h1')).toBe('Welcome');
      // A page from a cache names Ada still; the record here says that her session has ended, and the cookie is gone.
      const stale = await open('/cached', 'Welcome');
      expect((await known.run(() => window.drawn)).at(-1)).toBe('Welcome');

      // Who sits down next sees nothing that was drawn for her.
      await known.run(() => void window.drawn.splice(0));
      await known.click('#grace');
      await expect.poll(() => known.text('#drawn')).toBe('Drawn for Grace Hopper');
      const seen = await known.run(() => window.drawn);
      expect(seen.filter((screen) => /Ada|nobody/.test(screen))).toEqual([]);
      expect(seen).toContain('Hello, Grace Hopper, Drawn for Grace Hopper');
      for (const tab of [nobody, blind, known, looking, stale]) {
        expect(await complaints(tab)).toEqual([]);
        await tab.close();
      }
    });
  },
);
