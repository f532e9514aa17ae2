import { describe, expect } from 'vitest';
import { readAllEngines } from '../../support/browsers.ts';
import type { Tab } from '../../support/tab.ts';
import { pageOf } from '../stage.ts';
import { setStage, untilSaved } from './stage.ts';

/** Closes a tab as a person does, with all that a page is told before. */
const shut = async (tab: Tab): Promise<void> => {
  if (!tab.page) return tab.close();
  const closed = pageOf(tab).waitForEvent('close');
  await pageOf(tab).close({ runBeforeUnload: true });
  await closed;
};

/** The person types one last thing, and in the same turn the page is left. `pagehide` is later, and not every closing brings it. */
const typeAtExit = (tab: Tab, text: string, at: 'beforeunload' | 'pagehide' = 'beforeunload'): Promise<void> =>
  tab.run(([last, event]) => addEventListener(event, () => window.work.set('contact.name', last)), [text, at] as const);

describe.each(await readAllEngines())('an exit in $name', (engine) => {
  const stage = setStage(engine);
  // A driver closes a window of WebKit without asking it first.
  const last = engine.name === 'webkit' ? 'pagehide' : 'beforeunload';
  const ways: readonly [how: string, leave: (tab: Tab) => Promise<void>][] = [
    ['is closed', shut],
    ['goes elsewhere', (tab) => tab.goto(stage.host.elsewhere)],
    ['is loaded again', (tab) => tab.reload()],
  ];

  stage.story.each(ways)('keeps what was typed in the same turn: the page %s', async (_how, leave) => {
    for (let time = 0; time < stage.often; time++) {
      const tab = await stage.open();
      await typeAtExit(tab, `typed ${time}`, last);
      await leave(tab);
      const again = await stage.open();
      expect(await again.run(() => window.work.get('contact.name'))).toBe(`typed ${time}`);
      await again.close();
      await tab.close();
    }
  });

  // WebKit stores nothing that is begun at `pagehide`: there the shadow has to carry it.
  const alone = engine.name === 'webkit' ? 'beforeunload' : 'pagehide';
  stage.story('keeps it by the database alone, where localStorage refuses', async () => {
    const tab = await stage.open();
    await tab.run(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('Full.', 'QuotaExceededError');
      };
    });
    await typeAtExit(tab, 'typed last', alone);
    await tab.reload();
    const again = await stage.open();
    expect(await again.run(() => window.work.get('contact.name'))).toBe('typed last');
  });

  stage.story('keeps it by the shadow, where the database is busy with another tab', async () => {
    const [tab, busy] = [await stage.open(), await stage.open()];
    await busy.run(
      () =>
        new Promise<void>((begun) => {
          const opening = indexedDB.open('holdfast:vault');
          opening.onsuccess = () => {
            const store = opening.result.transaction('session', 'readwrite').objectStore('session');
            const until = performance.now() + 2000;
            const goOn = (): void => {
              if (performance.now() < until) store.get('nothing').onsuccess = goOn;
            };
            goOn();
            begun();
          };
        }),
    );
    await typeAtExit(tab, 'typed last', last);
    await shut(tab);
    const again = await stage.open();
    expect(await again.run(() => window.work.get('contact.name'))).toBe('typed last');
    await untilSaved(again);
    expect(await again.run(() => Object.keys(localStorage).filter((key) => key.includes('shadow')))).toEqual([]);
  });
});
