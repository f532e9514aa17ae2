import { describe, expect } from 'vitest';
import { readKilledEngines } from '../../support/browsers.ts';
import type { Tab } from '../../support/tab.ts';
import { filesWith } from './files-with.ts';
import { setStage, untilSaved } from './stage.ts';

declare global {
  interface Window {
    /** Ends the edits that this tab has begun. */
    finish: () => void;
    /** Messages as another page of the origin got them, and what it was told of the records. */
    heard: string[];
    records: (string | null)[];
  }
}

const keepings = ['sealed', 'secret', 'clear'] as const;
/** What stands in a survey, and what did until another tab wrote there unseen; names and bytes of files; what was typed in the last moment. */
const shown = ['winner', 'plan', 'plan-bytes', 'photo', 'photo-bytes', 'portrait', 'portrait-bytes'];
const lost = ['loser', 'lost-item'];
const kinds = [...shown, ...lost, 'note', 'item', 'removed', 'undone', 'late', 'result'];
const hidden = kinds.flatMap((kind) => [`canary-sealed-${kind}`, `canary-secret-${kind}`]);
/** A search that finds nothing proves something only where it finds the same of what isn't sealed. */
const inClear = [...shown, ...lost, 'late'].map((kind) => `canary-clear-${kind}`);

/** Hears all that is said between tabs, as a page that isn't ours could. */
const listen = (tab: Tab): Promise<void> =>
  tab.run(() => {
    window.heard = [];
    window.records = [];
    new BroadcastChannel('holdfast:vault').onmessage = ({ data }) => void window.heard.push(JSON.stringify(data));
    addEventListener('storage', ({ key, newValue }) => void window.records.push(key, newValue));
  });

const untilAllSaved = (tab: Tab): Promise<void> =>
  expect
    .poll(() => tab.run(() => Object.values(window.surveys.all).map((each) => each.getState().saved)))
    .toEqual(keepings.map(() => 'saved'));

const notes = (tab: Tab): Promise<unknown> =>
  tab.run(() => {
    const { sealed, clear } = window.surveys.all;
    return [sealed, clear].map((each) => [
      each.get('table.note'),
      each.items('table.people').getState()[0]?.value.name,
    ]);
  });

describe.each(await readKilledEngines())('canaries, in $name', (engine) => {
  const stage = setStage(engine);

  stage.diskStory(
    'in items, files, losers, receipts and the history of what is sealed stand nowhere in clear, and of what is secret nowhere at all',
    async () => {
      const ear = await stage.browser.newTab(stage.host.elsewhere);
      await listen(ear);
      const [here, there] = [await stage.open(), await stage.open()];
      for (const tab of [here, there]) await untilAllSaved(tab);
      const dumps: (readonly [when: string, text: string])[] = [];
      const look = async (when: string): Promise<string> => {
        const found = await there.run(() => window.dump());
        dumps.push([when, found]);
        return found;
      };

      await here.run(() => {
        const { all, fill } = window.surveys;
        for (const keeping of ['sealed', 'secret', 'clear'] as const) fill(all[keeping], keeping);
      });
      await untilAllSaved(here);
      await expect
        .poll(() => notes(there))
        .toEqual(
          ['sealed', 'clear'].map((keeping) => [`note: canary-${keeping}-note`, `item: canary-${keeping}-item`]),
        );
      await look('filled');

      // Both tabs write the same note and the same name, and neither sees the other's.
      await there.run(() => {
        const { all, begin } = window.surveys;
        const ends = [begin(all.sealed, 'sealed'), begin(all.clear, 'clear')];
        window.finish = () => {
          for (const end of ends) end();
        };
      });
      await here.run(() => {
        const { all, lose } = window.surveys;
        for (const keeping of ['sealed', 'secret', 'clear'] as const) lose(all[keeping], keeping);
      });
      await untilAllSaved(here);
      await there.run(() => window.finish());
      await untilAllSaved(there);
      await expect
        .poll(() =>
          here.run(() => [
            window.surveys.lost(window.surveys.all.sealed),
            window.surveys.lost(window.surveys.all.clear),
          ]),
        )
        .toEqual(['sealed', 'clear'].map((keeping) => lost.map((kind) => `${kind}: canary-${keeping}-${kind}`)));
      const conflicting = await look('conflicting');
      for (const kind of [...shown, ...lost]) expect(conflicting.includes(`canary-clear-${kind}`), kind).toBe(true);

      await here.run(() => {
        addEventListener('pagehide', () => {
          const { all } = window.surveys;
          for (const keeping of ['sealed', 'secret', 'clear'] as const) {
            all[keeping].set('table.note', `late: canary-${keeping}-late`);
            all[keeping].items('table.people').add({ name: `canary-${keeping}-late` });
          }
        });
      });
      await here.reload();
      await untilSaved(here);
      await untilAllSaved(here);
      // The other tab sees it as soon as its browser has told it of the shadow.
      await expect.poll(async () => (await look('left')).includes('canary-clear-late')).toBe(true);

      const submitted = await here.run(async () => {
        const { all } = window.surveys;
        for (const keeping of ['sealed', 'secret', 'clear'] as const)
          await all[keeping].submit(() => `canary-${keeping}-result`);
        return Object.values(all).map((each) => each.getState().submitted?.key.length ?? 0);
      });
      for (const length of submitted) expect(length).toBeGreaterThan(20);
      await untilAllSaved(here);
      await look('handed over');
      const heard = await ear.run(() => window.heard);
      const records = await ear.run(() => window.records);
      await stage.kill();
      const onDisk = (texts: readonly string[]): readonly string[] =>
        texts.filter((text) => filesWith(stage.browser.profile, text).length);
      const found = { hidden: onDisk(hidden), clear: onDisk(inClear) };

      // Messages say nothing of anybody. What changes in the records is told to every page of the origin.
      expect(heard.length).toBeGreaterThan(10);
      expect(heard.join('\n').match(/"in-clear"|canary.*/g)).toEqual(heard.join('\n').match(/"in-clear"/g));
      expect(hidden.filter((text) => records.join('\n').includes(text))).toEqual([]);
      for (const [when, text] of dumps) {
        expect(
          hidden.filter((each) => text.includes(each)),
          when,
        ).toEqual([]);
        expect(text, when).not.toContain('-result');
      }
      expect(found.hidden).toEqual([]);
      // Firefox presses a value together in which texts begin alike; what it had read out of its database stands in the dumps.
      expect(found.clear).toEqual(
        engine.name === 'firefox' ? expect.arrayContaining(['canary-clear-plan-bytes']) : inClear,
      );
    },
  );
});
