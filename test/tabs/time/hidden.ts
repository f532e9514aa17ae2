import { expect } from 'vitest';
import { openUnwatched } from '../../support/unwatched.ts';
import type { Host } from './host.ts';
import { cover, eventually, lateness, latest, look, openSignedIn, type Stage, until, warning } from './stage.ts';

export async function endsHidden(stage: Stage): Promise<void> {
  const tab = await openSignedIn(stage, 'hidden');
  await cover(tab, stage.host.at('hidden', 'elsewhere'));
  const { deadline } = await look(tab);
  await until(tab, 'nobody: idle');
  const ended = await look(tab);
  expect(ended.visible).toBe(false);
  expect(lateness(ended, 'warning', deadline - warning)).toBeLessThan(latest);
  expect(lateness(ended, 'ended idle', deadline)).toBeGreaterThanOrEqual(-1);
  expect(lateness(ended, 'ended idle', deadline)).toBeLessThan(latest);
}

/** Chains of timers run once a minute as soon as a page is hidden, and not after five minutes. */
const throttled = ['--enable-features=IntensiveWakeUpThrottling:grace_period_seconds/1'];

/** Answers whether the browser throttled the page at all; it may find reasons not to. */
export async function endsThrottled(host: Host): Promise<boolean> {
  const browser = await openUnwatched(throttled);
  try {
    await browser.open(host.at('throttled', '?alone&ticking'));
    await eventually(async () => expect(host.count('throttled', '/api/sign-in')).toBe(1));
    await browser.open(host.at('throttled', 'elsewhere'));
    await eventually(async () => expect(host.told('throttled')).toBeDefined());
    const { seen, ticks, deadline, hidden } = host.told('throttled') ?? { seen: [], ticks: [], deadline: 0 };
    expect(hidden).toBe(true);
    const late = (what: string, moment: number): number => (seen.find(([name]) => name === what)?.[1] ?? 0) - moment;
    expect(late('warning', deadline - warning)).toBeLessThan(latest);
    expect(late('ended idle', deadline)).toBeGreaterThanOrEqual(-1);
    expect(late('ended idle', deadline)).toBeLessThan(latest);
    // The page's own timer, which asks for five turns a second, shows it.
    return ticks.filter((at) => at > deadline - 10_000 && at < deadline).length <= 1;
  } finally {
    browser.close();
  }
}

export async function outlivesCrash(stage: Stage): Promise<void> {
  const tab = await openSignedIn(stage, 'crashed');
  const crashing = await cover(tab, stage.host.at('crashed'));
  await until(crashing, 'ada');
  const { deadline } = await look(tab);
  await crashing.crash?.();
  await until(tab, 'nobody: idle');
  const ended = await look(tab);
  expect(lateness(ended, 'warning', deadline - warning)).toBeLessThan(latest);
  expect(lateness(ended, 'ended idle', deadline)).toBeGreaterThanOrEqual(-1);
  expect(lateness(ended, 'ended idle', deadline)).toBeLessThan(latest);
  await eventually(async () => expect(stage.host.count('crashed', '/api/sign-out')).toBe(1));
}
