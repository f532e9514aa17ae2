import { inDevelopment } from '../../foundation/development.ts';
import type { Platform } from '../platform.ts';
import { createBrowserActivity } from './activity.ts';
import { openBrowserChannel } from './channel.ts';
import { createBrowserClock } from './clock.ts';
import { createBrowserCrypto } from './crypto.ts';
import { openBrowserDatabase } from './database.ts';
import { createBrowserLocks } from './locks.ts';
import { createBrowserNetwork } from './network.ts';
import { createBrowserPage } from './page.ts';
import { createBrowserRecords } from './records.ts';
import { createBrowserTabRecords } from './tab-records.ts';

/** The real thing. Globals are looked up when something is called, so that this can be imported and called on a server. */
export function createBrowserPlatform(): Platform {
  adviseOnSafety();
  return {
    clock: createBrowserClock(),
    activity: createBrowserActivity(),
    page: createBrowserPage(),
    openChannel: openBrowserChannel,
    locks: createBrowserLocks(),
    records: createBrowserRecords(),
    tabRecords: createBrowserTabRecords(),
    openDatabase: openBrowserDatabase,
    crypto: createBrowserCrypto(),
    network: createBrowserNetwork(),
    report: (message, error) => console.warn(`holdfast: ${message}`, ...(error === undefined ? [] : [error])),
  };
}

/** A page that is looked at from a phone over the local network lacks half of what a browser has. */
function adviseOnSafety(): void {
  inDevelopment(() => {
    if (globalThis.isSecureContext === false)
      console.warn(
        `holdfast: browsers give cryptography and locks to secure pages only, and ${location.origin} is none. Use https, or http://localhost.`,
      );
  });
}
