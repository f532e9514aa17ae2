import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { keysOf } from '../vault/sealed-documents.ts';
import { ann, cartOf, draftOf, guest, item, openDesk, openDraft, quantities } from './support.ts';

/** What is sealed has stories of its own. */
const clear = { personal: false };
/** Ann, signed in once more. */
const later = { ...ann, epoch: 'e9' };

describe('an exit', () => {
  it('stores an edit of the same turn', async () => {
    const { browser, desk, draft } = await openDraft();
    draft.set('contact.name', 'Ann');
    desk.exit();
    desk.tab.close();
    const again = draftOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(again.get('contact.name')).toBe('Ann');
  });

  it('leaves what storage has not confirmed in the shadow, from which the next start takes it once', async () => {
    const browser = createTestBrowser();
    const desk = openDesk(browser, ann);
    const draft = draftOf(desk, clear);
    const cart = cartOf(desk);
    await browser.clock.settle();
    browser.databases.writeDelay = 60_000;
    draft.set('contact.name', 'Ann');
    draft.set('payment.cvc', '§§§');
    cart.add(item('mug'), 2);
    desk.exit();
    desk.tab.crash();
    expect(browser.text()).toContain('Ann');
    expect(browser.text()).not.toContain('§§§');

    browser.databases.writeDelay = 0;
    const next = openDesk(browser, ann);
    const again = draftOf(next, clear);
    const cartAgain = cartOf(next);
    await browser.clock.settle();
    expect(again.get('contact.name')).toBe('Ann');
    expect(quantities(cartAgain)).toEqual({ mug: 2 });
    expect(browser.records.contents()).toEqual({});
    next.tab.crash();

    const third = cartOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(quantities(third)).toEqual({ mug: 2 });
  });

  it("keeps what was typed before storage answered, where it needn't be sealed", async () => {
    const browser = createTestBrowser();
    browser.databases.openDelay = 3000;
    const desk = openDesk(browser, ann);
    draftOf(desk, clear).set('contact.name', 'Ann');
    await browser.clock.advance(100);
    desk.exit();
    desk.tab.close();
    browser.databases.openDelay = 0;
    const again = draftOf(openDesk(browser, ann), clear);
    await browser.clock.settle();
    expect(again.get('contact.name')).toBe('Ann');
  });

  it('keeps what was typed before storage answered for the same person who went on under another epoch meanwhile', async () => {
    const browser = createTestBrowser();
    browser.databases.openDelay = 3000;
    const desk = openDesk(browser, ann);
    const draft = draftOf(desk, clear);
    await browser.clock.advance(100);
    desk.become(later);
    draft.set('contact.name', 'Ann');
    desk.exit();
    desk.tab.close();
    browser.databases.openDelay = 0;
    const again = draftOf(openDesk(browser, later), clear);
    await browser.clock.settle();
    expect(again.get('contact.name')).toBe('Ann');
  });

  it('keeps what was typed into a draft that opens anew, also under another epoch than the first time', async () => {
    const { browser, desk, draft } = await openDraft(clear);
    desk.become(later);
    await browser.clock.settle();
    const [id = ''] = keysOf(browser).filter((key) => key.startsWith('u-ann/checkout/@id/'));
    browser.databases.plant('shop', 'base', id, undefined);
    browser.databases.writeDelay = 60_000;
    desk.wake();
    await browser.clock.advance(1000);
    expect(draft.getState().saved).toBe('restoring');
    draft.set('contact.name', 'Ann');
    desk.exit();
    desk.tab.close();
    browser.databases.writeDelay = 0;
    const again = draftOf(openDesk(browser, later), clear);
    await browser.clock.settle();
    expect(again.get('contact.name')).toBe('Ann');
  });

  it('takes the shadow back when storage confirms after all', async () => {
    const { browser, desk, draft } = await openDraft(clear);
    draft.set('contact.name', 'Ann');
    desk.exit();
    expect(JSON.stringify(browser.records.contents())).toContain('Ann');
    await browser.clock.settle();
    expect(browser.records.contents()).toEqual({});
  });

  it('starts with a shadow that cannot be read', async () => {
    for (const text of [
      '{',
      '[1,[2],["u-ann/checkout/contact.name/r"]]',
      '[["u-ann/checkout/contact.name/r",[1,"~e1",["x","y"]]]]',
      '"',
    ]) {
      const browser = createTestBrowser();
      browser.records.plant('holdfast:shop:shadow:u-ann', text);
      const draft = draftOf(openDesk(browser, ann));
      draft.set('contact.name', 'Ann');
      await browser.clock.settle();
      expect(draft.getState()).toMatchObject({ saved: 'saved', values: { contact: { name: 'Ann' } } });
    }
  });

  it('has no part in a sign-out that wipes: what waits for storage is found nowhere, at no moment', async () => {
    const { browser, desk, draft } = await openDraft(clear);
    browser.databases.writeDelay = 60_000;
    draft.set('contact.name', 'canary');
    desk.become(guest, 'signed-out');
    expect(JSON.stringify(browser.records.contents())).not.toContain('canary');
  });

  it('comes before a sign-out that seals: the same person finds what was typed a moment before', async () => {
    const { browser, desk, draft } = await openDraft({ afterSignOut: 'seal' });
    draft.set('contact.name', 'Ann');
    desk.become(guest, 'signed-out');
    await browser.clock.settle();
    expect(draft.get('contact.name')).toBeUndefined();
    desk.become(ann, 'signed-in');
    await browser.clock.settle();
    expect(draft.get('contact.name')).toBe('Ann');
  });
});

it('what an exit left that came before anything was known, an open tab shows as soon as another one has read it', async () => {
  const browser = createTestBrowser();
  const here = draftOf(openDesk(browser, ann), clear);
  await browser.clock.settle();
  const desk = openDesk(browser, ann);
  const leaving = draftOf(desk, clear);
  await Promise.resolve();
  leaving.set('contact.name', 'Ann');
  desk.exit();
  desk.tab.close();
  await browser.clock.settle();
  const next = draftOf(openDesk(browser, ann), clear);
  await browser.clock.settle();
  expect([next, here].map((draft) => draft.get('contact.name'))).toEqual(['Ann', 'Ann']);
});
