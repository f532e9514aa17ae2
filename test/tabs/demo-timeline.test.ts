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

const sentence = (tab: Tab): Promise<string> => tab.text('.timeline figcaption');

/** How many there are of what a lane shows. */
const inLane = (tab: Tab, lane: string): Promise<number> =>
  tab.run((name) => Number(document.querySelector(`[data-lane="${name}"]`)?.getAttribute('data-count')), lane);

/** What stands in a part of the picture. */
const written = (tab: Tab, part: string): Promise<string> =>
  tab.run((selector) => document.querySelector(selector)?.textContent ?? '', part);

/** How many seconds the limit that comes first has left, as the picture says it. */
async function secondsLeft(tab: Tab): Promise<number> {
  const [minutes = 0, seconds = 0] =
    /(\d+):(\d+) left/.exec(await written(tab, '[data-leads="true"] .left'))?.slice(1) ?? [];
  return Number(minutes) * 60 + Number(seconds);
}

const shift = (tab: Tab): Promise<string> =>
  tab.run(() => document.querySelector('.strip .moving')?.getAttribute('transform') ?? '');

const press = (tab: Tab, name: string): Promise<void> => pageOf(tab).getByRole('button', { name, exact: true }).click();

describe.each(await readEngines())('the picture of the clocks in $name', (engine) => {
  const stage = setStage(engine);
  let here: Tab;
  let there: Tab;

  stage.story('asks for no frame while the drawer is closed, and moves while it is open', async () => {
    here = await stage.browser.newTab();
    await pageOf(here).addInitScript(countFrames);
    await here.goto(stage.shop.at('account', '?idle=120&warning=30'));
    await signIn(here, 'ada');
    there = await openTab(stage.browser, stage.shop.at('account', '?idle=120&warning=30&inspector'), 'Ada');
    await here.front();
    await visit(here, 'account', 'Hello');
    const asked = (): Promise<number> => here.run(() => globalThis.framesAsked);
    const closed = await asked();
    await here.run(() => new Promise((done) => setTimeout(done, 300)));
    expect(await asked()).toBe(closed);

    await press(here, 'Inspector');
    const places = new Set<string>();
    await eventually(async () => places.add(await shift(here)).size).toBeGreaterThan(3);

    await here.run(() => document.querySelector('.inspector')?.scrollTo(0, 9999));
    await eventually(async () => {
      const before = await asked();
      await here.run(() => new Promise((done) => setTimeout(done, 100)));
      return (await asked()) - before;
    }).toBe(0);
    await here.run(() => document.querySelector('.inspector')?.scrollTo(0, 0));
  });

  stage.story('steps once a second for somebody who wants no motion', async () => {
    await here.front();
    await pageOf(here).emulateMedia({ reducedMotion: 'reduce' });
    await eventually(() => shift(here)).toBe('translate(0.00 0)');
    const asked = await here.run(() => globalThis.framesAsked);
    const left = await secondsLeft(here);
    await eventually(() => secondsLeft(here)).toBeLessThan(left);
    expect(await here.run(() => globalThis.framesAsked)).toBe(asked);
    await pageOf(here).emulateMedia({ reducedMotion: 'no-preference' });
  });

  stage.story('shows input here and elsewhere in lanes of their own, and says whose was the last', async () => {
    await here.front();
    const before = [await inLane(here, 'here'), await inLane(there, 'elsewhere')];
    await eventually(async () => {
      await here.press('Shift');
      return inLane(here, 'here');
    }).toBeGreaterThan(before[0] ?? 0);
    await eventually(() => sentence(here)).toMatch(/^Last input \d s ago, in this tab\./);
    await eventually(() => inLane(there, 'elsewhere')).toBeGreaterThan(before[1] ?? 0);
    await there.front();
    await eventually(() => sentence(there)).toMatch(/^Last input \d+ s ago, in another tab\. Unless somebody touches/);
  });

  stage.story('shows what the other tabs tell', async () => {
    const before = await inLane(there, 'messages');
    await here.front();
    await visit(here, '', 'Things');
    await addFirst(here);
    await there.front();
    await eventually(() => inLane(there, 'messages')).toBeGreaterThan(before);
  });

  stage.story('shows a hold in both tabs, and that the idle clock stands until it is released', async () => {
    await here.front();
    await press(here, 'Hold for a minute');
    const standing = '.hold[data-standing="true"]';
    const bars = (tab: Tab): Promise<number> => tab.run((bar) => document.querySelectorAll(bar).length, standing);
    await eventually(() => bars(here)).toBe(1);
    await eventually(() => sentence(here)).toMatch(
      /^Held by inspector until .* so the idle clock stands with 2:00 left/,
    );
    await there.front();
    await eventually(() => bars(there)).toBe(1);
    await eventually(() => sentence(there)).toMatch(/^Held by inspector/);
    await here.front();
    await press(here, 'Release the hold');
    await eventually(() => bars(here)).toBe(0);
    await there.front();
    await eventually(() => sentence(there)).toMatch(/^Last input/);
  });

  stage.story('moves the deadline in both tabs when limits are applied while the session runs', async () => {
    await here.front();
    await pageOf(here).locator('summary', { hasText: 'Timers' }).click();
    const idle = pageOf(here).getByLabel('Idle limit, s');
    await idle.fill('15');
    await press(here, 'Apply now');
    await pageOf(here).getByText('The warning (30 s) must be shorter').waitFor();
    expect(await secondsLeft(here)).toBeGreaterThan(100);
    await idle.fill('60');
    await press(here, 'Apply now');
    await eventually(() => secondsLeft(here)).toBeLessThanOrEqual(60);
    expect(await secondsLeft(here)).toBeGreaterThan(30);
    await there.front();
    await eventually(() => secondsLeft(there)).toBeLessThanOrEqual(60);
    await eventually(() => written(there, '.strip')).toContain('new limits');
    await eventually(() => there.text('#main')).toContain('after 1 minute untouched');
  });

  stage.story('zooms by buttons, gives axe nothing to object to, and fits into 320 pixels', async () => {
    await here.front();
    const page = pageOf(here);
    const shown = (): Promise<string> => written(here, '.strip .axis');
    const limits = await shown();
    await press(here, 'Whole session');
    await eventually(shown).not.toBe(limits);
    expect(await here.text('.zoom[aria-pressed="true"]')).toBe('Whole session');
    await press(here, 'Next limit');

    const faults: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      faults.push(...(await examine(page, colorScheme, '.inspector')));
    }
    await page.setViewportSize({ width: 320, height: 700 });
    await eventually(() => here.run(() => document.querySelector('.strip')?.clientWidth ?? 0)).toBeLessThan(320);
    const wide = await here.run(() => {
      const drawer = document.querySelector('.inspector');
      return [
        document.documentElement.scrollWidth - document.documentElement.clientWidth,
        drawer ? drawer.scrollWidth - drawer.clientWidth : Number.NaN,
      ];
    });
    expect({ faults, wide }).toEqual({ faults: [], wide: [0, 0] });
  });
});
