// The browser's own side, as far as Node has the real thing: timers, BroadcastChannel, Web Locks, WebCrypto, and an IndexedDB in memory.
import { openBrowserChannel } from '../../src/platform/browser/channel.ts';
import { createBrowserClock } from '../../src/platform/browser/clock.ts';
import { createBrowserCrypto } from '../../src/platform/browser/crypto.ts';
import { openBrowserDatabase } from '../../src/platform/browser/database.ts';
import { createBrowserLocks } from '../../src/platform/browser/locks.ts';
import { describeChannel } from './channel.ts';
import { describeClock } from './clock.ts';
import { describeCrypto } from './crypto.ts';
import { describeDatabase } from './database.ts';
import { describeLocks } from './locks.ts';

describeClock('real, in Node', () => ({
  clock: createBrowserClock(),
  pass: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
}));
describeChannel('real, in Node', async () => ({ here: openBrowserChannel, there: openBrowserChannel }));
describeLocks('real, in Node', async () => ({ here: createBrowserLocks()!, there: createBrowserLocks()! }));
describeDatabase('real, on fake-indexeddb', () => ({
  open: openBrowserDatabase,
  createKey: createBrowserCrypto().createKey,
}));
describeCrypto('real, in Node', createBrowserCrypto);
