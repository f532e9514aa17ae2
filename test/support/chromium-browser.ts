import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type BrowserContext, chromium, type Page } from 'playwright';
import { type Chromium, chromiumArgs } from './chromium.ts';
import { pageTab } from './page-tab.ts';
import type { Tab, TestBrowser } from './tab.ts';

/** Ends the browser with all its processes. It is one process group, so nothing else is touched. */
export function endProcess(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

export const removal = { recursive: true, force: true, maxRetries: 5, retryDelay: 50 } as const;

export function makeProfile(engine = 'chromium'): string {
  return mkdtempSync(join(tmpdir(), `holdfast-${engine}-`));
}

/** Starts a Chromium with a profile. */
export async function startChromium(
  found: Chromium,
  profile: string,
  flags: readonly string[],
): Promise<{ child: ChildProcess; endpoint: string }> {
  const own = ['--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`, '--no-default-browser-check'];
  const quiet = ['--disable-dev-shm-usage', '--disable-extensions', '--password-store=basic'];
  // Pages of the address bar's own, two for each window: nobody types an address, and they cost more than half of a start.
  const light = ['--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup'];
  const child = spawn(found.executablePath, [...own, ...quiet, ...light, ...chromiumArgs, ...flags, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
    env: { ...process.env, ...found.env },
  });
  // A run that fails must leave neither a browser nor its profile behind.
  const tidy = (): void => {
    endProcess(child);
    rmSync(profile, removal);
  };
  process.once('exit', tidy);
  child.once('exit', () => process.off('exit', tidy));
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) {
    said.push(line);
    const endpoint = /ws:\/\/\S+/.exec(line)?.[0];
    if (endpoint) {
      child.stderr.resume();
      return { child, endpoint };
    }
  }
  throw new Error(`${found.executablePath} did not start:\n${said.join('\n')}`);
}

function createTab(page: Page, context: BrowserContext, join: (open: () => Promise<unknown>) => Promise<Tab>): Tab {
  const session = context.newCDPSession(page);
  const setState = async (state: 'frozen' | 'active'): Promise<void> => {
    await (await session).send('Page.setWebLifecycleState', { state });
  };
  return {
    ...pageTab(page),
    beside: async (url) => {
      // The browser opens it in the window of the page that asks, and as a stranger to that page.
      const tab = await join(() => page.evaluate(() => void open('about:blank', '_blank', 'noopener')));
      await tab.goto(url);
      return tab;
    },
    slow: async (factor) => void (await (await session).send('Emulation.setCPUThrottlingRate', { rate: factor })),
    touch: async (selector) => {
      const box = await page.locator(selector).first().boundingBox();
      if (!box) throw new Error(`There is no ${selector} to touch.`);
      const touchPoints = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }];
      await (await session).send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
      await (await session).send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    },
    freeze: () => setState('frozen'),
    thaw: () => setState('active'),
    crash: async () => {
      const crashed = page.waitForEvent('crash');
      // The answer never comes, since the page that would send it is gone.
      (await session).send('Page.crash').catch(() => undefined);
      await crashed;
    },
  };
}

/**
 * Starts a Chromium and joins it by its debugging port, with none of a driver's defaults: only so do tabs become hidden, get
 * frozen, slowed down and kept alive on navigation as for a person.
 */
export async function openChromium(
  found: Chromium,
  flags: readonly string[] = [],
  profile: string = makeProfile(),
): Promise<TestBrowser> {
  const { child, endpoint } = await startChromium(found, profile, flags);
  const exited = once(child, 'exit');
  const browser = await chromium.connectOverCDP(endpoint, { noDefaults: true, isLocal: true });
  const context = browser.contexts()[0];
  if (!context) throw new Error('Chromium has no default context.');
  const first = context.pages()[0];
  let unused: Page | undefined = first;
  let moved = 0;
  // One after another, so that a page that appears is the one that was asked for.
  let opening: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(open: () => Promise<Result>): Promise<Result> => {
    const opened = opening.then(open);
    opening = opened.catch(() => undefined);
    return opened;
  };
  const join = (open: () => Promise<unknown>): Promise<Tab> =>
    inTurn(async () => {
      const appears = context.waitForEvent('page');
      await open();
      return createTab(await appears, context, join);
    });

  return {
    name: 'chromium',
    version: browser.version(),
    profile,
    full: found.full,
    newTab: async (url) => {
      const page = await inTurn(async () => {
        const ready = unused ?? (await context.newPage());
        unused = undefined;
        return ready;
      });
      const tab = createTab(page, context, join);
      if (url !== undefined) await tab.goto(url);
      return tab;
    },
    newWindow: async (url) => {
      const session = await browser.newBrowserCDPSession();
      const tab = await join(() => session.send('Target.createTarget', { url: 'about:blank', newWindow: true }));
      await tab.goto(url);
      return tab;
    },
    holdClock: () => context.clock.install(),
    sleep: async (ms) => {
      moved += ms;
      await context.clock.fastForward(ms);
    },
    jump: async (ms) => {
      moved += ms;
      await context.clock.setSystemTime(Date.now() + moved);
    },
    kill: async () => {
      endProcess(child);
      await exited;
      await browser.close();
    },
    close: async () => {
      // One that was killed has nothing to end but its profile.
      if (browser.isConnected()) {
        const session = await browser.newBrowserCDPSession();
        const late = setTimeout(() => endProcess(child), 5_000);
        session.send('Browser.close').catch(() => undefined);
        await exited;
        clearTimeout(late);
      }
      endProcess(child);
      await browser.close();
      rmSync(profile, removal);
    },
    reopen: async () => {
      endProcess(child);
      await exited;
      return openChromium(found, flags, profile);
    },
  };
}
