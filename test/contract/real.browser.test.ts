// The browser's own side in a real engine, with an iframe as the second document.

import { afterAll } from 'vitest';
import { createBrowserPlatform } from '../../src/platform/browser/platform.ts';
import type { Platform } from '../../src/platform/platform.ts';
import { describeChannel } from './channel.ts';
import { describeClock } from './clock.ts';
import { describeCrypto } from './crypto.ts';
import { describeDatabase } from './database.ts';
import { describeLocks } from './locks.ts';
import { describeRecords } from './records.ts';
import { describeTabRecords } from './tab-records.ts';

const platformFile = new URL('../../src/platform/browser/platform.ts', import.meta.url).pathname;
const frame = document.createElement('iframe');
let second: Promise<Platform> | undefined;

/** The platform of another document of this origin; its globals are its own. */
function there(): Promise<Platform> {
  second ??= new Promise((resolve) => {
    window.addEventListener('contract', (event) => resolve((event as CustomEvent<Platform>).detail), { once: true });
    frame.srcdoc = `<script type="module">
      import { createBrowserPlatform } from '${platformFile}';
      parent.dispatchEvent(new parent.CustomEvent('contract', { detail: createBrowserPlatform() }));
    </script>`;
    document.body.append(frame);
  });
  return second;
}
const here = createBrowserPlatform();

// The next file may be told in this page, too, and look at all of it.
afterAll(() => frame.remove());

describeClock('real', () => ({ clock: here.clock, pass: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) }));
describeChannel('real', async () => ({ here: here.openChannel, there: (await there()).openChannel }));
describeLocks('real', async () => ({ here: here.locks!, there: (await there()).locks! }));
describeRecords('real', async () => ({ here: here.records, there: (await there()).records }));
describeTabRecords('real', () => here);
describeDatabase('real', () => ({ open: here.openDatabase, createKey: here.crypto.createKey }));
describeCrypto('real', () => here.crypto);
