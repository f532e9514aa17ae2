import { createTestBrowser, type TestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createElements } from '../../../src/documents/elements.ts';
import type { Kept } from '../../../src/vault/contents.ts';
import { fold } from '../../../src/vault/folding.ts';
import { documentHost } from '../../../src/vault/host.ts';
import { readDocument } from '../../../src/vault/reading.ts';
import { readHead } from '../../../src/vault/stored.ts';
import { ann, draftOf, openDesk, openDraft } from '../documents/support.ts';

const inClear = { personal: false };
const stored = (browser: TestBrowser) =>
  (['journal', 'base'] as const)
    .flatMap((store) => browser.databases.entries('shop', store))
    .filter(([key]) => !/@(id|key)\//.test(key));

/** A document in clear that was left in `end`, read and not folded yet. */
const readLeft = async (end: 'journal' | 'shadow') => {
  const { browser, desk, draft } = await openDraft(inClear);
  if (end === 'shadow') browser.databases.writeDelay = 1000;
  draft.set('contact.name', 'Ann');
  if (end === 'shadow') desk.exit();
  else await browser.clock.settle();
  desk.tab.crash();
  browser.databases.writeDelay = 0;
  const { [documentHost]: host } = openDesk(browser, ann);
  const contents = createElements(
    (name, part) => [[name, part]],
    () => {},
  );
  const kept = {
    document: 'checkout',
    version: 1,
    seals: null,
    replica: 'anotherReplicaThanAll_',
  } as Partial<Kept> as Kept;
  const asked = readDocument(host, ann, 'checkout', 1, contents, null);
  await browser.clock.settle();
  const reading = await asked;
  /** `meanwhile` comes right before the first transaction. */
  const run = async (meanwhile = () => {}) => {
    const real = host.database();
    const database: typeof real = {
      ...real,
      transact(...given) {
        meanwhile();
        return real.transact(...given);
      },
    };
    const folding = fold({ ...host, database: () => database }, ann.id, kept, reading.id ?? '', reading);
    await browser.clock.settle();
    return folding;
  };
  return { browser, reading, run };
};

describe('a fold', () => {
  it('puts nothing back that was there when it was read, and is gone since', async () => {
    const { browser, run } = await readLeft('journal');
    for (const [key] of browser.databases.entries('shop', 'journal'))
      browser.databases.plant('shop', 'journal', key, undefined);
    expect(await run()).toBe(true);
    expect(stored(browser)).toEqual([]);
  });

  it('that finds another document by then, after a sign-out, puts nothing of the one before into it, and says so', async () => {
    const { browser, reading, run } = await readLeft('shadow');
    const signOutAndIn = (): void => {
      const [[key, value] = ['', null]] = browser.databases.entries('shop', 'base').filter(([at]) => /@id/.test(at));
      browser.databases.plant('shop', 'base', key, undefined);
      browser.databases.plant('shop', 'base', key.replace(reading.id ?? '', 'z'.repeat(24)), value);
    };
    expect(await run(signOutAndIn)).toBe(false);
    expect(stored(browser)).toEqual([]);
  });

  it('takes from the shadow what it read there, and nothing that an exit put there since', async () => {
    for (const typedSince of [false, true]) {
      const { browser, reading, run } = await readLeft('shadow');
      const [[record, text] = ['', '']] = Object.entries(browser.records.contents());
      expect(reading.found.map(({ origin }) => origin)).toEqual(['shadow']);
      if (typedSince) browser.records.plant(record, text.replace('\\"Ann\\"', '\\"Anna\\"'));
      await run();
      expect(JSON.stringify(browser.records.contents()).includes('Anna')).toBe(typedSince);
      expect(Object.keys(browser.records.contents())).toHaveLength(typedSince ? 1 : 0);
    }
  });

  it('seals with the account what stood in the base sealed by the device', async () => {
    const browser = createTestBrowser();
    draftOf(openDesk(browser, ann)).set('contact.name', 'Ann');
    await browser.clock.settle();
    for (const withKey of [false, true, true]) {
      browser.reopen();
      const desk = openDesk(browser, ann);
      if (withKey) desk.accountKeys = await desk.tab.platform.crypto.createKeys('secret-of-ann', 'shop');
      const draft = draftOf(desk);
      await browser.clock.settle();
      expect(draft.get('contact.name')).toBe('Ann');
      expect(stored(browser).map(([, value]) => readHead(value)?.by)).toEqual([withKey ? 'account' : 'device']);
    }
  });

  it("leaves a tab's own part alone: whatever it writes next carries it whole", async () => {
    const { browser, draft } = await openDraft({ ...inClear, secret: [] });
    draft.set('contact.name', 'Ann');
    await browser.clock.settle();
    draft.reset();
    draft.set('contact.email', 'ann@example.com');
    await browser.clock.settle();
    const email = () =>
      browser.databases.entries('shop', 'journal').filter(([, value]) => /contact.email/.test(String(value)));
    expect(email()).toHaveLength(1);
  });

  it('removes everything that was closed, wherever it stood', async () => {
    const { browser, draft } = await openDraft(inClear);
    draft.set('contact.name', 'canary');
    await browser.clock.settle();
    browser.reopen();
    const again = draftOf(openDesk(browser, ann), inClear);
    await browser.clock.settle();
    again.set('contact.email', 'canary@example.com');
    await browser.clock.settle();
    again.reset();
    await browser.clock.settle();
    expect(browser.text()).not.toContain('canary');
  });

  it.each(['reset', 'forgotten after its ttl'])(
    'removes what was closed also where it was written over at once, when it is %s',
    async (how) => {
      const browser = createTestBrowser();
      const options = { ...inClear, ttl: 60_000 };
      draftOf(openDesk(browser, ann), options).set('contact.name', 'canary');
      await browser.clock.settle();
      browser.reopen();
      draftOf(openDesk(browser, ann), options);
      await browser.clock.settle();
      expect(browser.databases.entries('shop', 'journal')).toEqual([]);
      expect(browser.text()).toContain('canary');
      browser.reopen();
      if (how !== 'reset') await browser.clock.advance(60_001);
      const draft = draftOf(openDesk(browser, ann), options);
      if (how === 'reset') {
        await browser.clock.settle();
        draft.reset();
      }
      draft.set('contact.name', 'Ann');
      await browser.clock.settle();
      expect(draft.get('contact.name')).toBe('Ann');
      expect(browser.text()).not.toContain('canary');
    },
  );
});
