import { createDraft, minutes } from 'holdfast';
import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { sweep } from '../../../src/vault/expiry.ts';
import { documentHost } from '../../../src/vault/host.ts';
import { markClaim } from '../../../src/vault/opening.ts';
import { ann, type Desk, guest, openDesk, steps } from '../documents/support.ts';

const ttl = minutes(60);
const kept = (desk: Desk) => createDraft(desk, 'kept', { steps, ttl, personal: false });

describe('a document that was kept for as long as it was to be', () => {
  it('is gone from the shadow, too', async () => {
    const browser = createTestBrowser();
    const desk = openDesk(browser, ann);
    const draft = kept(desk);
    await browser.clock.settle();
    browser.databases.writeDelay = 1000;
    draft.set('contact.name', 'canary');
    desk.exit();
    desk.tab.crash();
    browser.databases.writeDelay = 0;
    expect(browser.text()).toContain('canary');
    await browser.clock.advance(2 * ttl);
    const { [documentHost]: host } = openDesk(browser, ann);
    void sweep(host);
    await browser.clock.settle();
    expect(browser.text()).not.toContain('canary');
    expect(browser.records.contents()).toEqual({});
  });

  it('stays when somebody touches it in the moment in which it is looked at', async () => {
    const browser = createTestBrowser();
    const desk = openDesk(browser, ann);
    const draft = kept(desk);
    draft.set('contact.name', 'early');
    await browser.clock.settle();
    await browser.clock.advance(2 * ttl);
    const { [documentHost]: host } = openDesk(browser, ann);
    const database = host.database();
    const slow: typeof database = {
      ...database,
      async range(...asked) {
        const found = await database.range(...asked);
        draft.set('contact.name', 'late');
        await new Promise((resolve) => browser.after(1000, () => resolve(null)));
        return found;
      },
    };
    const sweeping = sweep({ ...host, database: () => slow });
    await browser.clock.advance(3000);
    await sweeping;
    browser.reopen();
    const again = kept(openDesk(browser, ann));
    await browser.clock.settle();
    expect(again.get('contact.name')).toBe('late');
  });

  it('is there to the last millisecond that was noted for it', async () => {
    const browser = createTestBrowser();
    kept(openDesk(browser, ann)).set('contact.name', 'canary');
    await browser.clock.settle();
    browser.reopen();
    const [[, until] = []] = browser.databases.entries('shop', 'session');
    await browser.clock.advance(Number(until) - browser.clock.now());
    const { [documentHost]: host } = openDesk(browser, ann);
    expect(await sweep(host)).toBe(false);
    expect(browser.text()).toContain('canary');
    await browser.clock.advance(1);
    expect(await sweep(host)).toBe(true);
    expect(browser.text()).not.toContain('canary');
  });

  it('joins no account in which somebody was active since, where a guest left it', async () => {
    const browser = createTestBrowser();
    const desk = openDesk(browser, guest);
    const draft = kept(desk);
    draft.set('contact.name', 'canary');
    await browser.clock.settle();
    browser.reopen();
    const account = openDesk(browser, ann);
    const hers = kept(account);
    await browser.clock.advance(2 * ttl);
    hers.set('contact.email', 'ann@example.com');
    await browser.clock.settle();
    markClaim(account[documentHost], 'kept', ann.id);
    browser.reopen();
    const again = kept(openDesk(browser, ann));
    await browser.clock.settle();
    expect([again.get('contact.name'), again.get('contact.email')]).toEqual([undefined, 'ann@example.com']);
    expect(browser.text()).not.toContain('canary');
  });

  it('is no news to tabs of another person', async () => {
    const browser = createTestBrowser();
    const desk = openDesk(browser, ann);
    kept(desk).set('contact.name', 'Ann');
    await browser.clock.settle();
    browser.reopen();
    await browser.clock.advance(2 * ttl);
    const other = openDesk(browser, { id: 'u-bob', epoch: 'e2' });
    void sweep(other[documentHost]);
    await browser.clock.settle();
    expect(other.announced).toEqual([]);
  });

  it('is looked for again by the next document, where storage did not answer the first time', async () => {
    const browser = createTestBrowser();
    kept(openDesk(browser, ann)).set('contact.name', 'canary');
    await browser.clock.settle();
    browser.reopen();
    await browser.clock.advance(2 * ttl);
    const tab = openDesk(browser, ann);
    const host = tab[documentHost];
    const real = host.database();
    let asked = 0;
    const database: typeof real = {
      ...real,
      range: async (store, prefix) => {
        if (store === 'session' && asked++ === 0) throw new Error('not now');
        return real.range(store, prefix);
      },
    };
    const desk = { [documentHost]: { ...host, database: () => database } };
    createDraft(desk, 'another', { steps });
    await browser.clock.settle();
    expect([asked, browser.text()]).toEqual([1, expect.stringContaining('canary')]);
    createDraft(desk, 'a third', { steps });
    await browser.clock.settle();
    expect(browser.text()).not.toContain('canary');
  });

  it('is noted again with the next edit, where the note could not be stored', async () => {
    const browser = createTestBrowser();
    const desk = openDesk(browser, ann);
    const host = desk[documentHost];
    const real = host.database();
    let failing = true;
    const database: typeof real = {
      ...real,
      put: (store, ...given) =>
        failing && store === 'session' ? Promise.reject(new Error('not now')) : real.put(store, ...given),
    };
    const draft = kept({ ...desk, [documentHost]: { ...host, database: () => database } });
    draft.set('contact.name', 'A');
    await browser.clock.settle();
    expect(browser.databases.entries('shop', 'session')).toEqual([]);
    failing = false;
    draft.set('contact.name', 'An');
    await browser.clock.settle();
    expect(browser.databases.entries('shop', 'session')).toHaveLength(1);
  });
});
