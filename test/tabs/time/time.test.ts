import { afterAll, beforeAll, describe, it } from 'vitest';
import { readEngines } from '../../support/browsers.ts';
import { endsFrozen, endsInCache, endsWhileClosed } from './away.ts';
import { endsBusy } from './busy.ts';
import { endsHidden, endsThrottled, outlivesCrash } from './hidden.ts';
import { type Host, openHost } from './host.ts';
import type { Stage } from './stage.ts';

// All wait for the same half minute, side by side.
describe.each((await readEngines()).filter(({ full }) => full))('real time in $name', (engine) => {
  let host: Host;
  const stages: Stage[] = [];

  beforeAll(async () => {
    host = await openHost();
  });
  afterAll(async () => {
    for (const { browser } of stages) await browser.close();
    await host?.close();
  });

  const open = async (): Promise<Stage> => {
    const stage = { host, browser: await engine.open() };
    stages.push(stage);
    return stage;
  };
  let opened: Promise<Stage> | undefined;
  const usual = (): Promise<Stage> => {
    opened ??= open();
    return opened;
  };
  const story = it.skipIf(engine.missing !== undefined).concurrent;

  story('ends a hidden tab, on time and by itself', async () => endsHidden(await usual()));
  story('ends a tab that may run once a minute, on time as well', async ({ skip }) => {
    if (!(await endsThrottled(host))) skip('this time the browser did not throttle the page to once a minute');
  });
  story('ends a frozen tab before it draws, and what comes first goes nowhere: a click, a key, a finger', async () =>
    endsFrozen(await usual()),
  );
  story('ends a page that the browser kept, before one frame of it is seen', async () => endsInCache(await usual()));
  story('ends a session in a browser that was killed, before anything of it is rendered', async () => {
    const stage = await open();
    await endsWhileClosed(stage, (browser) => void stages.splice(stages.indexOf(stage), 1, { host, browser }));
  });
  story('warns and ends two windows together on a slow and busy processor', async () => endsBusy(await usual()));
  story('ends a tab although the other one crashed', async () => outlivesCrash(await usual()));
});
