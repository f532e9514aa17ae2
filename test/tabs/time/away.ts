import { expect } from 'vitest';
import type { Tab } from '../../support/tab.ts';
import { cover, eventually, look, openSignedIn, type Stage, soon, until, waitUntil } from './stage.ts';

/** Each as the first thing that a person does in a page that was frozen past its deadline. */
const firsts: Readonly<Record<string, (tab: Tab) => Promise<unknown> | undefined>> = {
  click: (tab) => tab.page?.mouse.click(30, 100),
  key: (tab) => tab.press('a'),
  touch: (tab) => tab.touch?.('body'),
};

export async function endsFrozen(stage: Stage): Promise<void> {
  const kinds = Object.entries(firsts);
  const tabs = await Promise.all(kinds.map(([kind]) => openSignedIn(stage, `frozen-${kind}`, '?frame&watched')));
  let latest = 0;
  for (const [at, tab] of tabs.entries()) {
    await tab.run(() => document.querySelector<HTMLElement>('#note')?.focus());
    await cover(tab, stage.host.at(`frozen-${kinds[at]?.[0]}`, 'elsewhere'));
    await tab.freeze?.();
    latest = Math.max(latest, (await look(tab)).deadline);
  }
  await waitUntil(latest + soon);
  for (const [at, tab] of tabs.entries()) {
    const frozen = await look(tab);
    expect(frozen.who).toBe('ada');
    await tab.thaw?.();
    await tab.front();
    await kinds[at]?.[1](tab);
    await until(tab, 'nobody: idle');
    const ended = await look(tab);
    expect(ended.drawnAt).toBe(frozen.drawnAt);
    expect(ended.handled.filter((what) => /spend|note|inside/.test(what))).toEqual([]);
  }
}

/** The browser keeps the page while another one is shown, and gives it back. */
export async function endsInCache(stage: Stage): Promise<void> {
  const [late, early] = await Promise.all([
    openSignedIn(stage, 'cached', '?watched'),
    openSignedIn(stage, 'cached-early', '?idle=120'),
  ]);
  const { deadline } = await look(late);
  const before = await look(early);
  for (const [tab, name] of [
    [late, 'cached'],
    [early, 'cached-early'],
  ] as const)
    await tab.goto(stage.host.at(name, 'elsewhere'));
  await early.back();
  await until(early, 'ada');
  const back = await look(early);
  expect(back.seen).toContainEqual(['restored', expect.any(Number)]);
  expect(Math.abs(back.deadline - before.deadline)).toBeLessThan(soon);
  await waitUntil(deadline + soon);
  const wentAt = Date.now();
  await late.back();
  await until(late, 'nobody: idle');
  const ended = await look(late);
  expect(ended.seen).toContainEqual(['restored', expect.any(Number)]);
  // Nothing was drawn of it when it came back.
  expect(ended.drawnAt).toBeLessThan(wentAt);
  await eventually(async () => expect(stage.host.count('cached', '/api/sign-out')).toBe(1));
}

/** A browser that is killed, and started again with the same profile. */
export async function endsWhileClosed(stage: Stage, reopened: (next: Stage['browser']) => void): Promise<void> {
  const [late, early] = await Promise.all([
    openSignedIn(stage, 'killed'),
    openSignedIn(stage, 'killed-early', '?idle=120'),
  ]);
  const [{ deadline }, before] = [await look(late), await look(early)];
  await stage.browser.kill();
  const browser = await stage.browser.reopen();
  reopened(browser);
  const again = await browser.newTab(stage.host.at('killed-early', '?idle=120'));
  await until(again, 'ada');
  expect(Math.abs((await look(again)).deadline - before.deadline)).toBeLessThan(soon);
  await waitUntil(deadline + soon);
  const tab = await browser.newTab(stage.host.at('killed', '?watched'));
  await until(tab, 'nobody: idle');
  const ended = await look(tab);
  expect(ended).toMatchObject({ rendered: false, drawnAt: 0 });
  await eventually(async () => expect(stage.host.count('killed', '/api/sign-out')).toBe(1));
}
