import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { firefox } from 'playwright';
import { makeProfile, removal } from './chromium-browser.ts';
import { pageTab } from './page-tab.ts';
import type { TestBrowser } from './tab.ts';

/** Processes that were started for this profile, and no other of the same program. */
function processesOf(profile: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((name) => {
      try {
        return readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0').includes(profile);
      } catch {
        // It has ended by now.
        return false;
      }
    })
    .map(Number);
}

function endAll(profile: string): void {
  for (const pid of processesOf(profile)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended by now.
    }
  }
}

/** Starts a Firefox from a Linux distribution. Its tabs are always visible, and it can't be frozen or slowed down. */
export async function openFirefox(
  executablePath: string,
  profile: string = makeProfile('firefox'),
): Promise<TestBrowser> {
  const context = await firefox.launchPersistentContext(profile, { channel: 'moz-firefox', executablePath });
  // A run that fails must leave neither a browser nor its profile behind.
  const tidy = (): void => {
    endAll(profile);
    rmSync(profile, removal);
  };
  process.once('exit', tidy);
  const gone = new Promise<void>((done) => void context.once('close', () => done()));
  void gone.then(() => process.off('exit', tidy));
  const kill = async (): Promise<void> => {
    endAll(profile);
    await gone;
    // The lock of a profile that nobody uses any more.
    while (processesOf(profile).length > 0) await new Promise((done) => setTimeout(done, 20));
  };
  return {
    name: 'firefox',
    version: context.browser()?.version() ?? '',
    profile,
    full: false,
    newTab: async (url) => {
      const tab = pageTab(await context.newPage());
      if (url !== undefined) await tab.goto(url);
      return tab;
    },
    kill,
    close: async () => {
      await context.close();
      tidy();
    },
    reopen: async () => {
      await kill();
      return openFirefox(executablePath, profile);
    },
  };
}
