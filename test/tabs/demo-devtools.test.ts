import type { Locator } from 'playwright';
import { describe, expect } from 'vitest';
import { readEngines } from '../support/browsers.ts';
import type { Tab } from '../support/tab.ts';
import { examine } from './axe.ts';
import { addFirst, eventually, openTab, signIn, visit } from './shop.ts';
import { pageOf, setStage } from './stage.ts';

/** Frames that the page has asked for since it was opened. */
declare global {
  var framesAsked: number;
}

function countFrames(): void {
  const request = window.requestAnimationFrame.bind(window);
  globalThis.framesAsked = 0;
  window.requestAnimationFrame = (callback) => {
    globalThis.framesAsked++;
    return request(callback);
  };
}

/** A part of the devtools, which stand in a shadow root. */
const find = (tab: Tab, selector: string): Locator => pageOf(tab).locator(`[data-holdfast-devtools] ${selector}`);
const written = async (tab: Tab, selector: string): Promise<string> =>
  (await find(tab, selector).first().textContent()) ?? '';
const sentence = (tab: Tab): Promise<string> => written(tab, 'figcaption');
const inLane = async (tab: Tab, lane: string): Promise<number> =>
  Number(await find(tab, `[data-lane="${lane}"]`).getAttribute('data-count'));
const shift = async (tab: Tab): Promise<string> => (await find(tab, '.was').first().getAttribute('transform')) ?? '';
const press = (tab: Tab, name: string): Promise<void> => pageOf(tab).getByRole('button', { name, exact: true }).click();
const show = (tab: Tab, name: string): Promise<void> => pageOf(tab).getByRole('tab', { name }).click();

/** How many seconds the limit that comes first has left, as the timeline says it. */
async function secondsLeft(tab: Tab): Promise<number> {
  const [minutes = 0, seconds = 0] =
    /(\d+):(\d+)/.exec(await written(tab, '.limit-name[data-leads="true"] .left'))?.slice(1) ?? [];
  return Number(minutes) * 60 + Number(seconds);
}

describe.each(await readEngines())('the devtools in the demo, in $name', (engine) => {
  const stage = setStage(engine);
  let here: Tab;
  let there: Tab;

  stage.story('ask for no frame while they are closed, and move while the timeline is seen', async () => {
    here = await stage.browser.newTab();
    await pageOf(here).addInitScript(countFrames);
    await here.goto(stage.shop.at('account', '?idle=120&warning=30'));
    await signIn(here, 'ada');
    there = await openTab(stage.browser, stage.shop.at('account', '?idle=120&warning=30&inspector'), 'Ada');
    for (const tab of [here, there]) await pageOf(tab).setViewportSize({ width: 1280, height: 800 });
    await here.front();
    await visit(here, 'account', 'Hello');
    const asked = (): Promise<number> => here.run(() => globalThis.framesAsked);
    const closed = await asked();
    await here.run(() => new Promise((done) => setTimeout(done, 300)));
    expect(await asked()).toBe(closed);

    await pageOf(here)
      .getByRole('button', { name: /^Session devtools,/ })
      .click();
    const places = new Set<string>();
    await eventually(async () => places.add(await shift(here)).size).toBeGreaterThan(3);

    await show(here, 'Session');
    await eventually(async () => {
      const before = await asked();
      await here.run(() => new Promise((done) => setTimeout(done, 100)));
      return (await asked()) - before;
    }).toBe(0);
    await show(here, 'Timeline');
  });

  stage.story('step once a second for somebody who wants no motion', async () => {
    await pageOf(here).emulateMedia({ reducedMotion: 'reduce' });
    await show(here, 'Session');
    await show(here, 'Timeline');
    await eventually(() => shift(here)).toMatch(/^translate\(-?0\.00 0\)$/);
    const asked = await here.run(() => globalThis.framesAsked);
    const left = await secondsLeft(here);
    await eventually(() => secondsLeft(here)).toBeLessThan(left);
    expect(await here.run(() => globalThis.framesAsked)).toBe(asked);
    await pageOf(here).emulateMedia({ reducedMotion: 'no-preference' });
  });

  stage.story('show input here and elsewhere, and count none that is their own', async () => {
    const before = [await inLane(here, 'here'), await inLane(there, 'elsewhere')];
    await show(here, 'Timeline');
    // Input is listened to once a second: what is pressed now would be noticed.
    await eventually(() => sentence(here)).toMatch(/^(Signed in|Last input) ([2-9]|\d\d) s ago/);
    await here.press('ArrowDown');
    expect(await inLane(here, 'here')).toBe(before[0]);

    await here.run(() => document.querySelector<HTMLElement>('#main')?.focus());
    await eventually(async () => {
      await here.press('Shift');
      return inLane(here, 'here');
    }).toBeGreaterThan(before[0] ?? 0);
    await eventually(() => sentence(here)).toMatch(/^Last input \d s ago, in this tab\./);
    await eventually(() => inLane(there, 'elsewhere')).toBeGreaterThan(before[1] ?? 0);
    await there.front();
    await eventually(() => sentence(there)).toMatch(/^Last input \d+ s ago, in another tab\. Unless somebody touches/);
  });

  stage.story('show what goes on below: messages, writes with how long they took, and who answered', async () => {
    const before = await inLane(there, 'messages');
    await here.front();
    await visit(here, '', 'Things');
    await addFirst(here);
    await eventually(() => inLane(here, 'writes')).toBeGreaterThan(0);
    await eventually(() => written(here, '.rows')).toMatch(/write journal · \d+ keys?[\d.]+ ms/);
    await there.front();
    await eventually(() => inLane(there, 'messages')).toBeGreaterThan(before);
    await show(there, 'Tabs');
    await eventually(() => find(there, '[aria-label="Tabs that answered"] tbody tr').count()).toBe(2);
    await show(there, 'Timeline');
  });

  stage.story('show a hold in both tabs, and limits that change while the session runs', async () => {
    await here.front();
    await show(here, 'Controls');
    await press(here, 'Hold for a minute');
    await show(here, 'Timeline');
    const standing = '.hold[data-standing="true"]';
    await eventually(() => find(here, standing).count()).toBe(1);
    await eventually(() => sentence(here)).toMatch(
      /^Held by devtools until .* so the idle clock stands with \d:\d\d left/,
    );
    await there.front();
    await eventually(() => find(there, standing).count()).toBe(1);
    await here.front();
    await show(here, 'Controls');
    await press(here, 'Release the hold');
    await pageOf(here).getByLabel('Idle limit, s').fill('100');
    await press(here, 'Apply');
    await show(here, 'Timeline');
    await eventually(() => secondsLeft(here)).toBeLessThanOrEqual(100);
    await there.front();
    await eventually(() => written(there, '.strip')).toContain('new limits');
    await eventually(() => there.text('#main')).toContain('after 100 seconds untouched');
  });

  stage.story('are led into over a modal dialog, in a window that closes with the page', async () => {
    await here.front();
    await show(here, 'Controls');
    await press(here, 'Warn now');
    const page = pageOf(here);
    const warning = page.locator('dialog[open]');
    await warning.waitFor();
    const [own] = await Promise.all([page.waitForEvent('popup'), page.keyboard.press('Alt+Shift+H')]);
    const chosen = own.getByRole('tab', { selected: true });
    await eventually(() => own.getByRole('heading', { level: 2 }).first().textContent()).toBe('Session shop');
    expect([await own.title(), own.url(), await warning.count()]).toEqual(['Session devtools: shop', 'about:blank', 1]);
    await own.emulateMedia({ colorScheme: 'dark' });
    expect(await examine(own, 'the window', 'body')).toEqual([]);
    await own.keyboard.press('Tab');
    await eventually(() => own.locator('[data-holdfast-devtools] :focus').textContent()).toBe('Heal');
    await chosen.focus();
    await own.keyboard.press('Home');
    await eventually(() => chosen.textContent()).toBe('Timeline');
    await eventually(async () => (await own.locator('figcaption').textContent()) ?? '').toContain(
      'The warning is open',
    );
    await Promise.all([own.waitForEvent('close'), here.reload()]);
    await eventually(() => find(here, '[role="tab"]').count()).toBe(0);
    const again = page.waitForEvent('popup');
    await page.getByRole('button', { name: /^Session devtools,/ }).click();
    await (await again).getByRole('button', { name: 'Back into the page' }).click();
    await eventually(() => find(here, '[role="tab"]').count()).toBe(6);
  });

  stage.story('put the tab to sleep over the end of the session, which the other tab hears of', async () => {
    await here.front();
    await show(here, 'Controls');
    await press(here, 'Sleep');
    await eventually(() => written(here, '.state')).toBe('ended: idle');
    await eventually(() => written(there, '.state')).toMatch(/^ended: /);
    expect(await here.run(() => localStorage.getItem('holdfast:devtools'))).toContain('"tab":"controls"');
  });
});
