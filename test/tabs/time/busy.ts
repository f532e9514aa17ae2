import { expect } from 'vitest';
import { eventually, lateness, latest, look, openSignedIn, type Stage, until, warning } from './stage.ts';

/** Two windows on a processor that is six times slower, with a page that never rests. */
export async function endsBusy(stage: Stage): Promise<void> {
  const one = await openSignedIn(stage, 'busy', '?busy');
  const other = await stage.browser.newWindow?.(stage.host.at('busy', '?busy'));
  if (!other) throw new Error('This engine opens no windows.');
  await until(other, 'ada');
  for (const tab of [one, other]) await tab.slow?.(6);
  const first = (await look(one)).deadline;
  for (const tab of [one, other]) await eventually(async () => expect((await look(tab)).phase).toBe('warning'));
  for (const tab of [one, other])
    expect(lateness(await look(tab), 'warning', first - warning)).toBeGreaterThanOrEqual(-1);
  await one.page?.getByRole('button', { name: 'Stay signed in' }).click();
  for (const tab of [one, other]) await eventually(async () => expect((await look(tab)).phase).toBe('active'));
  const { deadline } = await look(one);
  expect(deadline).toBeGreaterThan(first);
  for (const tab of [one, other]) await until(tab, 'nobody: idle');
  for (const tab of [one, other]) {
    const ended = await look(tab);
    expect(ended.who).toBe('nobody: idle');
    expect(lateness(ended, 'ended idle', deadline)).toBeGreaterThanOrEqual(-1);
    expect(lateness(ended, 'ended idle', deadline)).toBeLessThan(latest);
  }
  await eventually(async () => expect(stage.host.count('busy', '/api/sign-out')).toBe(1));
}
