// @vitest-environment happy-dom
import { minutes, seconds } from 'holdfast';
import { nothingHeld } from 'holdfast/testing';
import { afterEach, expect, it } from 'vitest';
import { showSession, showWarning, signIn } from '../../../../docs/recipes/without-react/page.ts';
import { openNotes, query } from './stage.ts';

afterEach(() => document.body.replaceChildren());

async function openPage() {
  const shop = await openNotes();
  document.body.innerHTML = `<p id="splash"></p><form id="door" hidden></form><main hidden></main>
    <dialog><output></output><form method="dialog"><button value="stay"></button><button value="leave"></button></form></dialog>`;
  const emptied: string[] = [];
  const stop = showSession(shop.a.session, {
    splash: query('#splash'),
    door: query('#door'),
    page: query('main'),
    fill(page, user) {
      page.append(`Orders of ${user.name}`);
      return () => emptied.push(user.id);
    },
  });
  const shown = (): string[] => ['#splash', '#door', 'main'].filter((part) => !query(part).hidden);
  return { ...shop, ...shop.a, emptied, stop, shown, main: query('main'), dialog: query<HTMLDialogElement>('dialog') };
}

it('a page shows the splash, then the door, then what belongs to whoever is signed in', async () => {
  const { shown, settle, signInAs, main } = await openPage();
  expect(shown()).toEqual(['#splash']);
  await settle();
  expect(shown()).toEqual(['#door']);
  await signInAs('ada');
  expect(shown()).toEqual(['main']);
  expect(main.textContent).toBe('Orders of Ada Lovelace');
});

it('a page is emptied when its person signs out elsewhere, and filled anew for the next one', async () => {
  const page = await openPage();
  await page.signInAs('ada');
  const other = await page.other();
  await other.session.signIn({ name: 'grace' });
  await page.settle();
  expect(page.main.textContent).toBe('Orders of Grace Hopper');
  expect(page.emptied).toEqual(['ada']);
  await other.session.signOut();
  await page.settle();
  expect(page.shown()).toEqual(['#door']);
  expect(page.main.textContent).toBe('');
  expect(page.emptied).toEqual(['ada', 'grace']);
});

it('a page is left as it is when the same session is heard of again', async () => {
  const page = await openPage();
  await page.signInAs('ada');
  const text = page.main.firstChild;
  await page.session.verify();
  expect(page.main.firstChild).toBe(text);
  expect(page.emptied).toEqual([]);
});

it('a wrong password is told to the person', async () => {
  const page = await openPage();
  const answer = signIn(page.session, { name: 'mallory' });
  await page.settle();
  expect(await answer).toMatch(/wrong/);
});

it.each(['stay', 'leave'])('a warning counts down, and takes %s for an answer', async (word) => {
  const page = await openPage();
  const stop = showWarning(page.session, page.dialog);
  await page.signInAs('ada');
  await page.browser.clock.advance(minutes(14));
  expect(page.dialog.open).toBe(true);
  const before = Number.parseInt(page.dialog.querySelector('output')?.value ?? '', 10);
  await page.browser.clock.advance(seconds(10));
  expect(Number.parseInt(page.dialog.querySelector('output')?.value ?? '', 10)).toBe(before - 10);
  page.dialog.close(word);
  await page.settle();
  expect(page.status()).toBe(word === 'stay' ? 'authenticated' : 'unauthenticated');
  await page.browser.clock.advance(minutes(10));
  expect(page.status()).toBe(word === 'stay' ? 'authenticated' : 'unauthenticated');
  stop();
});

it('a warning closes by itself when another tab is touched, which is no answer here', async () => {
  const page = await openPage();
  showWarning(page.session, page.dialog);
  await page.signInAs('ada');
  const other = await page.other();
  await page.browser.clock.advance(minutes(14));
  const touched = page.browser.network.count('/touch');
  void other.session.extend();
  await page.settle();
  expect(page.dialog.open).toBe(false);
  expect(page.browser.network.count('/touch')).toBe(touched + 1);
});

it('nothing is held when the page is let go', async () => {
  const page = await openPage();
  const stopWarning = showWarning(page.session, page.dialog);
  await page.signInAs('ada');
  stopWarning();
  page.stop();
  await page.settle();
  expect(page.emptied).toEqual(['ada']);
  expect(page.tab.held()).toEqual(nothingHeld);
});
