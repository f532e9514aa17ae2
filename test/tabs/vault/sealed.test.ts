import { describe, expect } from 'vitest';
import { readKilledEngines } from '../../support/browsers.ts';
import type { Tab } from '../../support/tab.ts';
import { filesWith } from './files-with.ts';
import { setStage, untilSaved } from './stage.ts';

/** What was typed into fields, now and before, and at the end. */
const typed = ['text', 'undone', 'deep', 'bytes', 'file.txt', 'late'];

/** Into every kind of element. What is typed at the end is typed at an exit, and goes under a pad and into the shadow. */
const fill = async (tab: Tab): Promise<void> => {
  await tab.run(async () => {
    const { work, clear, cart, hidden, own } = window;
    const set = work.set as (path: string, value: unknown) => void;
    clear.set('contact.name', 'canary-clear');
    // What was there before stands in the history, which is in memory only, and so is what is secret.
    set('contact.name', 'canary-undone');
    set('contact.name', 'canary-text');
    for (const phone of ['canary-secret-undone', 'canary-secret']) {
      hidden.set('contact.phone', phone);
      hidden.set('contact.name', `of ${phone.length}`);
    }
    hidden.undo();
    hidden.redo();
    await hidden.next();
    own.set('nick', 'canary-nick');
    own.add('tags', 'canary-tag');
    set('contact.phone', { deep: ['canary-deep', new Date(0)] });
    set('contact.company', new File(['canary-bytes of a file'], 'canary-file.txt', { type: 'text/plain' }));
    cart.add({ sku: 'canary-sku', price: 100, name: 'canary-item', options: { size: 'canary-size' } }, 2);
    const saved = (): boolean => [work, clear, cart, hidden, own].every((each) => each.getState().saved === 'saved');
    while (!saved()) await new Promise((done) => setTimeout(done, 10));
    addEventListener('pagehide', () => {
      clear.set('contact.email', 'canary-clear-late');
      set('contact.email', 'canary-late');
      hidden.set('contact.phone', 'canary-secret-late');
      own.set('nick', 'canary-nick-late');
    });
  });
};

describe.each(await readKilledEngines())('what is sealed, in $name', (engine) => {
  const stage = setStage(engine);

  stage.diskStory(
    'stands nowhere on the disk, in no file of the profile of a browser that was killed, and is there again',
    async () => {
      const tab = await stage.open();
      await fill(tab);
      await tab.reload();
      await untilSaved(tab);
      await stage.kill();
      // A search that finds nothing proves something only where it finds what isn't sealed.
      for (const clear of ['canary-clear', 'canary-clear-late'])
        expect(filesWith(stage.browser.profile, clear), clear).not.toEqual([]);
      for (const kind of [...typed, 'sku', 'item', 'size', 'nick', 'tag', 'secret'])
        expect(filesWith(stage.browser.profile, `canary-${kind}`), kind).toEqual([]);

      await stage.reopen();
      const again = await stage.open();
      const read = await again.run(async () => {
        const { work, cart } = window;
        const get = work.get as (path: string) => unknown;
        const file = get('contact.company') as File;
        const { name, email, phone } = work.getState().values.contact as Record<string, unknown>;
        return [name, email, phone, file.name, await file.text(), cart.getState().lines[0]?.name];
      });
      const phone = { deep: ['canary-deep', new Date(0)] };
      const file = ['canary-file.txt', 'canary-bytes of a file'];
      expect(read).toEqual(['canary-text', 'canary-late', phone, ...file, 'canary-item']);
    },
  );
});
