import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { findOnPath } from './chromium.ts';
import { endProcess, makeProfile, removal } from './chromium-browser.ts';
import { listen, shut } from './listen.ts';
import type { TestBrowser } from './tab.ts';
import { type Driver, openDriver } from './webdriver.ts';
import { type WebkitTab, webkitTab } from './webkit-tab.ts';

const libraries = '/usr/lib';

/** The small browser that comes with WebKitGTK, where there is all that it is driven with. */
export function findWebkit(): string | undefined {
  if (!existsSync(libraries) || !findOnPath('WebKitWebDriver') || !findOnPath('Xvfb')) return undefined;
  const machines = readdirSync(libraries).filter((name) => name.endsWith('-linux-gnu'));
  return machines.map((name) => `${libraries}/${name}/webkit2gtk-4.1/MiniBrowser`).find((path) => existsSync(path));
}

const freePort = async (): Promise<number> => {
  const server = createServer();
  const port = await listen(server);
  await shut(server);
  return port;
};

/** A screen that nobody sees. */
async function openScreen(): Promise<{ child: ChildProcess; display: string }> {
  const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    detached: true,
  });
  const [line] = await once(createInterface({ input: child.stdio[3] as Readable }), 'line');
  return { child, display: `:${line}` };
}

interface WebkitBrowser extends TestBrowser {
  newTab(url?: string): Promise<WebkitTab>;
}

/** Starts a WebKitGTK as Debian has it. It keeps nothing on a disk, as in a private window, and can't be killed and reopened. */
export async function openWebkit(binary: string): Promise<WebkitBrowser> {
  const profile = makeProfile('webkit');
  const screen = await openScreen();
  const port = await freePort();
  const child = spawn('WebKitWebDriver', [`--port=${port}`], {
    stdio: ['ignore', 'ignore', 'ignore'],
    detached: true,
    env: {
      ...process.env,
      ...{ DISPLAY: screen.display, LIBGL_ALWAYS_SOFTWARE: '1', NO_AT_BRIDGE: '1', HOME: profile },
    },
  });
  // A run that fails must leave neither a browser nor its profile behind.
  const tidy = (): void => {
    endProcess(child);
    endProcess(screen.child);
    rmSync(profile, removal);
  };
  process.once('exit', tidy);
  const browserOptions = { binary, args: ['--automation'] };
  const url = `http://127.0.0.1:${port}`;
  const begin = async (until: number): Promise<Driver> => {
    try {
      return await openDriver(url, { 'webkitgtk:browserOptions': browserOptions });
    } catch (error) {
      // It doesn't say when it listens.
      if (!(error instanceof TypeError) || Date.now() > until) throw error;
      await new Promise((done) => setTimeout(done, 20));
      return begin(until);
    }
  };
  const driver = await begin(Date.now() + 20_000);
  // It stays open, since a session ends with its last window.
  const first = driver.windows[0] ?? null;
  const close = async (): Promise<void> => {
    await Promise.race([driver.end().catch(() => undefined), new Promise((done) => setTimeout(done, 5000))]);
    process.off('exit', tidy);
    tidy();
  };
  return {
    name: 'webkit',
    version: driver.version,
    profile,
    full: false,
    newTab: async (address) => {
      const window = await driver.within(first, async (send) => {
        const opened = (await send('POST', '/window/new', { type: 'window' })) as { handle: string };
        return opened.handle;
      });
      const tab = webkitTab(driver, window);
      if (address !== undefined) await tab.goto(address);
      return tab;
    },
    kill: close,
    close,
    reopen: () => Promise.reject(new Error('WebKit keeps nothing here that it could be reopened with.')),
  };
}
