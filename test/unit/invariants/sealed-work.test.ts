import fc from 'fast-check';
import { createCart, createDraft, createSettings, minutes } from 'holdfast';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { laws } from '../../support/runs.ts';
import { createShop, grace, limits, type OpenTab } from '../../support/world/shop.ts';

type AfterEnd = 'wipe' | 'seal';
const survey = {
  table: z.object({ people: z.array(z.object({ name: z.string() })).optional(), note: z.unknown().optional() }),
};
const schema = z.object({ nick: z.string(), tags: z.array(z.string()), deep: z.object({ city: z.string() }) });
const defaults = { nick: '', tags: [] as string[], deep: { city: '' } };

/** One of each kind of document, all of them sealed. */
const documentsOf = ({ session }: OpenTab, afterSignOut: AfterEnd) => ({
  draft: createDraft(session, 'survey', { steps: survey, afterSignOut }),
  cart: createCart(session, 'cart', { currency: 'EUR', personal: true, afterSignOut }),
  settings: createSettings(session, 'own', { schema, defaults, sets: ['tags'], personal: true, afterSignOut }),
});
type Documents = ReturnType<typeof documentsOf>;

/** Into every kind of element there is. */
const edits = {
  field: ({ draft }: Documents, text: string) => draft.set('table.note', text),
  nested: ({ draft }: Documents, text: string) => draft.set('table.note', { [text]: [new Date(0), text] }),
  file: ({ draft }: Documents, text: string) => draft.set('table.note', new File([text], text)),
  item: ({ draft }: Documents, text: string) => void draft.items('table.people').add({ name: text }),
  items: ({ draft }: Documents, text: string) => draft.set('table.people', [{ name: text }]),
  step: ({ draft }: Documents) => void draft.next(),
  line: ({ cart }: Documents, text: string) =>
    void cart.add({ sku: text, price: 1, name: text, options: { of: text } }),
  quantity: ({ cart }: Documents) => void cart.setQuantity(cart.getState().lines[0]?.key ?? '', 3),
  setting: ({ settings }: Documents, text: string) => settings.set('deep.city', text),
  member: ({ settings }: Documents, text: string) => void settings.add('tags', text),
  reset: ({ draft }: Documents) => draft.reset(),
};

const act = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom(...(Object.keys(edits) as (keyof typeof edits)[])), tab: fc.nat(1) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('hide', 'show', 'crash', 'close', 'settle', 'turn', 'fail'),
      tab: fc.nat(1),
    }),
  },
);

/** A file that stands somewhere as it is would escape a search through texts and bytes. */
const hasFile = (value: unknown): boolean =>
  value instanceof Blob || (typeof value === 'object' && value !== null && Object.values(value).some(hasFile));

describe('what somebody worked on', () => {
  it('P13: is readable nowhere while they work, after any end, and under the next person, and theirs again when it was not wiped', async () => {
    const script = fc.record({
      acts: fc.array(act, { maxLength: 24 }),
      afterSignOut: fc.constantFrom<AfterEnd>('wipe', 'seal'),
      end: fc.constantFrom('idle', 'sign-out', 'server'),
      accountKeys: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(script, async ({ acts, afterSignOut, end, accountKeys }) => {
        const shop = createShop();
        const { browser, server } = shop;
        if (accountKeys)
          Object.assign(server, { accountKeys: { ada: 'of-ada-0123456789abcdef', grace: 'of-grace-0123456789' } });
        const open = async (): Promise<readonly [OpenTab, Documents]> => {
          const tab = await shop.open();
          return [tab, documentsOf(tab, afterSignOut)];
        };
        const signIn = async ([{ session }]: readonly [OpenTab, unknown], name: string): Promise<void> => {
          const signingIn = session.signIn({ name });
          await browser.clock.settle();
          await signingIn;
          await browser.clock.settle();
        };
        const search = (when: string): void => {
          const found = browser.text().match(/.{0,60}canary.{0,60}/)?.[0];
          expect(found, when).toBeUndefined();
          const values = (['journal', 'base'] as const).flatMap((store) => browser.databases.entries('shop', store));
          expect(values.some(hasFile), when).toBe(false);
        };

        const tabs = [await open(), await open()];
        await signIn(tabs[0] as (typeof tabs)[number], 'ada');
        for (const [at, { do: what, tab: place }] of acts.entries()) {
          const [{ tab }, documents] = tabs[place] as (typeof tabs)[number];
          if (what in edits) edits[what as keyof typeof edits](documents, `canary-${what}-${at}`);
          else if (what === 'hide' || what === 'show') tab[what]();
          else if (what === 'settle') await browser.clock.advance(2000);
          else if (what === 'turn') await new Promise((resolve) => setImmediate(resolve));
          else if (what === 'fail') browser.databases.failNext(3);
          else {
            if (what === 'crash') tab.crash();
            else tab.close();
            tabs[place] = await open();
          }
          search(`after ${what}`);
        }
        browser.databases.failNext(0);
        const last = tabs[0] as (typeof tabs)[number];
        last[0].tab.show();
        await browser.clock.advance(3000);
        const seen = JSON.stringify([
          last[1].draft.getState().values,
          last[1].cart.getState().lines,
          last[1].settings.getState().values,
        ]);

        if (end === 'idle') await browser.clock.advance(limits.idle.timeout + minutes(1));
        else if (end === 'sign-out') {
          const signingOut = last[0].session.signOut();
          await browser.clock.settle();
          await signingOut;
        } else {
          server.revokeAll();
          void last[0].session.verify();
        }
        await browser.clock.settle();
        search('after the end');
        await signIn(last, grace.id);
        edits.field(last[1], 'of grace');
        await browser.clock.settle();
        search('under the next person');
        expect(JSON.stringify(last[1].draft.getState().values)).not.toContain('canary');
        expect(last[1].cart.getState().lines).toEqual([]);

        await signIn(last, 'ada');
        const again = JSON.stringify([
          last[1].draft.getState().values,
          last[1].cart.getState().lines,
          last[1].settings.getState().values,
        ]);
        if (end === 'sign-out' && afterSignOut === 'wipe') expect(again).not.toContain('canary');
        else expect(JSON.parse(again)).toEqual(JSON.parse(seen));
      }),
      laws(25),
    );
  }, 3_600_000);
});
