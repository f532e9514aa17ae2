import { createDraft, minutes } from 'holdfast';
import { createTestBrowser, type TestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import type { Draft } from '../../../src/documents/draft/face.ts';
import { ann, bob, cartOf, type Desk, draftOf, openDesk, type Steps, steps } from '../documents/support.ts';

const ttl = minutes(60);
const long = 'x'.repeat(2000);
/** A draft of another name, which nobody will open again. */
const oldDraft = (desk: Desk, name = 'old'): Draft<Steps> => createDraft(desk, name, { steps, ttl, personal: false });
/** What stands in storage of a document of that name. */
const storedOf = (browser: TestBrowser, name: string) =>
  (['journal', 'base', 'session'] as const)
    .flatMap((store) => browser.databases.entries('shop', store))
    .map(([key]) => key)
    .filter((key) => key.includes(`/${name}/`));

/** Ann left a long draft; now it is so much later, and the disk is full to the last byte. */
const fillDisk = async (later: number) => {
  const browser = createTestBrowser();
  oldDraft(openDesk(browser, bob)).set('contact.name', long);
  await browser.clock.settle();
  browser.reopen();
  const desk = openDesk(browser, ann);
  const draft = draftOf(desk, { personal: false });
  await browser.clock.settle();
  await browser.clock.advance(later);
  browser.databases.quota = browser.databases.size;
  return { browser, desk, draft };
};

describe('a full disk', () => {
  it('is made room on by what is over, and nobody needs to know', async () => {
    const { browser, desk, draft } = await fillDisk(2 * ttl);
    draft.set('contact.name', 'Ann');
    await browser.clock.settle();
    expect([draft.getState().saved, desk.reported, storedOf(browser, 'old')]).toEqual(['saved', [], []]);
  });

  it('is made room on by what was set aside, which is said', async () => {
    const { browser, desk, draft } = await fillDisk(0);
    const { quota } = browser.databases;
    browser.databases.plant('shop', 'base', 'u-ann/checkout/!delivery.street/r', long);
    browser.databases.quota = browser.databases.size;
    draft.set('contact.name', 'Ann');
    await browser.clock.settle();
    expect(draft.getState().saved).toBe('saved');
    expect(desk.reported).toEqual([['durable', expect.objectContaining({ code: 'HOLDFAST_DISCARDED' })]]);
    expect(browser.databases.size).toBeLessThan(quota + 1000);
  });

  it('takes nothing that somebody may still want, and says how many bytes wait', async () => {
    const { browser, desk, draft } = await fillDisk(ttl / 2);
    draft.set('contact.name', 'y'.repeat(500));
    await browser.clock.settle();
    expect(draft.getState().saved).toBe('error');
    expect(storedOf(browser, 'old')).not.toEqual([]);
    const [[mode, error] = []] = desk.reported;
    expect(mode).toBe('volatile');
    expect(error).toMatchObject({ code: 'HOLDFAST_STORAGE', cause: { name: 'QuotaExceededError' } });
    const bytes = Number(/(\d+) bytes/.exec(String(error))?.[1]);
    expect(bytes).toBeGreaterThan(1000);
    expect(bytes).toBeLessThan(2000);
    expect(String(error)).not.toContain('yyy');
    browser.databases.quota += 2000;
    draft.set('contact.email', 'ann@example.com');
    await browser.clock.settle();
    expect(draft.getState().saved).toBe('saved');
    browser.reopen();
    const again = draftOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(again.get('contact.name')).toBe('y'.repeat(500));
  });
});

describe('a draft with a ttl', () => {
  it('that nobody opens any more is removed at some start of anybody, and not before its time', async () => {
    const browser = createTestBrowser();
    oldDraft(openDesk(browser, bob)).set('contact.name', long);
    await browser.clock.settle();
    for (const [later, left] of [
      [ttl, true],
      [ttl / 8, false],
    ] as const) {
      browser.reopen();
      await browser.clock.advance(later);
      const cart = cartOf(openDesk(browser, ann));
      await browser.clock.settle();
      expect(cart.getState().saved).toBe('saved');
      expect(storedOf(browser, 'old').length > 0).toBe(left);
    }
  });

  it('is not removed while somebody goes on typing in it, however long ago that tab began', async () => {
    const browser = createTestBrowser();
    const draft = oldDraft(openDesk(browser, ann));
    await browser.clock.settle();
    for (let hour = 0; hour < 6; hour++) {
      draft.set('contact.name', `typed ${hour}`);
      await browser.clock.advance(ttl - 1000);
    }
    cartOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(storedOf(browser, 'old')).not.toEqual([]);
    browser.reopen();
    const again = oldDraft(openDesk(browser, ann));
    await browser.clock.settle();
    expect(again.get('contact.name')).toBe('typed 5');
  });

  it('costs a note now and then, not one a keystroke, and one read a start', async () => {
    const browser = createTestBrowser();
    const draft = oldDraft(openDesk(browser, ann));
    await browser.clock.settle();
    const before = browser.databases.transactions.writing;
    for (let i = 0; i < 100; i++) {
      draft.set('contact.name', String(i));
      await browser.clock.advance(1000);
    }
    expect(browser.databases.transactions.writing - before).toBe(100);
  });

  it('that is removed is begun anew in a tab where it was left open, and what is typed there then is kept', async () => {
    const browser = createTestBrowser();
    const draft = oldDraft(openDesk(browser, ann));
    draft.set('contact.name', 'Ann');
    await browser.clock.settle();
    await browser.clock.advance(2 * ttl);
    cartOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(draft.getState()).toMatchObject({ saved: 'saved', values: { contact: {} } });
    draft.set('contact.name', 'Anna');
    await browser.clock.settle();
    browser.reopen();
    const again = oldDraft(openDesk(browser, ann));
    await browser.clock.settle();
    expect(again.getState().values.contact).toEqual({ name: 'Anna' });
  });

  it('that begins anew in a tab that slept through a sign-out and the next sign-in is removed in its time as well', async () => {
    const browser = createTestBrowser();
    const asleep = openDesk(browser, ann);
    const draft = oldDraft(asleep);
    draft.set('contact.name', long);
    await browser.clock.settle();
    asleep.deaf = true;
    const elsewhere = openDesk(browser, ann);
    cartOf(elsewhere);
    await browser.clock.settle();
    elsewhere.become({ id: 'guest', epoch: '' }, 'signed-out');
    await browser.clock.settle();
    asleep.deaf = false;
    asleep.become({ ...ann, epoch: 'e3' });
    await browser.clock.settle();
    draft.set('contact.name', long);
    await browser.clock.settle();
    browser.reopen();
    await browser.clock.advance(2 * ttl);
    cartOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(storedOf(browser, 'old')).toEqual([]);
  });

  it('leaves no note behind when its person signs out', async () => {
    const browser = createTestBrowser();
    const desk = openDesk(browser, ann);
    oldDraft(desk).set('contact.name', 'Ann');
    await browser.clock.settle();
    desk.become({ id: 'guest', epoch: '' }, 'signed-out');
    await browser.clock.settle();
    expect(storedOf(browser, 'old').filter((key) => key.includes('u-ann'))).toEqual([]);
  });
});

it('storage that refused to open is asked again by the next edit', async () => {
  const browser = createTestBrowser();
  browser.databases.failNext(1000, null);
  const desk = openDesk(browser, ann);
  const draft = draftOf(desk);
  await browser.clock.advance(3000);
  expect(draft.getState().saved).toBe('volatile');
  browser.databases.failNext(0);
  draft.set('contact.name', 'Ann');
  await browser.clock.settle();
  expect(draft.getState().saved).toBe('saved');
  expect(desk.reported.map(([mode]) => mode)).toEqual(['volatile', 'durable']);
});
