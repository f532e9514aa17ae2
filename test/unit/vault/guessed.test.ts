import { createTestBrowser } from 'holdfast/testing';
import { expect, it } from 'vitest';
import { documentHost } from '../../../src/vault/host.ts';
import { rootOf } from '../../../src/vault/keys.ts';
import { ann, bob, cartOf, draftOf, guest, openDesk, quantities } from '../documents/support.ts';

const hint = 'holdfast:shop:id:checkout';
const asked = new Set(['keys', 'range']);

/** The desk, and how many requests its first reading took one after the other. */
const countRounds = (desk: ReturnType<typeof openDesk>) => {
  const host = desk[documentHost];
  const database = host.database();
  let rounds = 0;
  let counted = false;
  const watched: typeof database = {
    ...database,
    read: (stores, work) =>
      database.read(stores, (snapshot) => {
        if (counted) return work(snapshot);
        counted = true;
        let waiting = 0;
        const ask = Object.entries(snapshot).map(([name, method]) => [
          name,
          (...args: never[]) => {
            if (asked.has(name) && waiting++ === 0) rounds++;
            const answer = (method as (...given: never[]) => Promise<unknown>)(...args);
            void answer.then(() => waiting--);
            return answer;
          },
        ]);
        return work(Object.fromEntries(ask));
      }),
  };
  return { desk: { ...desk, [documentHost]: { ...host, database: () => watched } }, rounds: () => rounds };
};

it('a tab that is reloaded knows which document it was, and asks for all of it at once', async () => {
  const browser = createTestBrowser();
  const first = openDesk(browser, ann);
  draftOf(first).set('contact.name', 'Ann');
  await browser.clock.settle();
  first.tab.close();
  const { desk, rounds } = countRounds(openDesk(browser, ann, first.tab));
  const draft = draftOf(desk);
  await browser.clock.settle();
  expect([draft.get('contact.name'), rounds()]).toEqual(['Ann', 1]);
});

it.each([
  ['of a document that is gone', 'e1/AAAAAAAAAAAAAAAAAAAAAA'],
  ['of another stay', 'e0/AAAAAAAAAAAAAAAAAAAAAA'],
  ['of nothing', 'e1/'],
  ['that makes no sense', 'e1/~~\u2603/%'],
])('a note %s misleads nobody', async (_what, note) => {
  const browser = createTestBrowser();
  const first = openDesk(browser, ann);
  draftOf(first).set('contact.name', 'Ann');
  await browser.clock.settle();
  first.tab.platform.tabRecords.write(hint, note);
  first.tab.close();
  const desk = openDesk(browser, ann, first.tab);
  const draft = draftOf(desk);
  await browser.clock.settle();
  expect([draft.get('contact.name'), draft.getState().saved, desk.reported]).toEqual(['Ann', 'saved', []]);
  draft.set('contact.email', 'ann@example.com');
  await browser.clock.settle();
  browser.reopen();
  const again = draftOf(openDesk(browser, ann));
  await browser.clock.settle();
  expect(again.getState().values.contact).toEqual({ name: 'Ann', email: 'ann@example.com' });
});

it('whoever comes next in a tab asks for nothing of what the person before them had', async () => {
  const browser = createTestBrowser();
  const anns = openDesk(browser, ann);
  const before = draftOf(anns, { personal: false, afterSignOut: 'seal' });
  before.set('contact.name', 'Ann');
  await browser.clock.settle();
  const [, id] = (anns.tab.platform.tabRecords.read(hint) ?? '').split('/');
  anns.tab.close();
  const bobs = openDesk(browser, bob, anns.tab);
  const host = bobs[documentHost];
  const database = host.database();
  const roots: unknown[] = [];
  const watched: typeof database = {
    ...database,
    read: (stores, work) =>
      database.read(stores, (snapshot) =>
        work({
          ...snapshot,
          range(...given) {
            roots.push(given[1]);
            return snapshot.range(...given);
          },
        }),
      ),
  };
  draftOf({ ...bobs, [documentHost]: { ...host, database: () => watched } });
  await browser.clock.settle();
  expect(id).toHaveLength(22);
  expect(roots.length).toBeGreaterThan(0);
  expect(roots).not.toContainEqual(rootOf(id ?? ''));
});

it('a document that another tab wiped is not brought back by what its note names, nor shown to whoever comes next', async () => {
  const browser = createTestBrowser();
  const desk = openDesk(browser, ann);
  const cart = cartOf(desk);
  await browser.clock.settle();
  cart.add({ sku: 'mug', price: 100 });
  await browser.clock.settle();
  desk.become(guest, 'signed-out');
  await browser.clock.settle();
  for (const who of [bob, { ...ann, epoch: 'e3' }]) {
    desk.become(who, 'signed-in');
    await browser.clock.settle();
    expect(quantities(cart)).toEqual({});
    expect(JSON.stringify(desk.tab.platform.tabRecords.read('holdfast:shop:id:cart'))).not.toMatch(/u-ann|u-bob/);
  }
});

it('who waits for a document goes on before storage is asked for anything else', async () => {
  const browser = createTestBrowser();
  const first = openDesk(browser, ann);
  draftOf(first).set('contact.name', 'Ann');
  await browser.clock.settle();
  browser.reopen();
  const desk = openDesk(browser, ann);
  const host = desk[documentHost];
  const database = host.database();
  const seen: string[] = [];
  const watched: typeof database = {
    ...database,
    read(...asked) {
      seen.push('asked');
      return database.read(...asked);
    },
  };
  const draft = draftOf({ ...desk, [documentHost]: { ...host, database: () => watched } });
  const opened = async (): Promise<void> => {
    await new Promise<void>((resolve) => {
      draft.subscribe(({ saved }) => saved === 'saved' && resolve());
    });
  };
  const wait = async (): Promise<void> => {
    await opened();
    seen.push('goes on');
  };
  void wait();
  await browser.clock.settle();
  expect(seen.slice(0, 3)).toEqual(['asked', 'goes on', 'asked']);
});
