import type { Activity } from './activity.ts';
import type { OpenChannel } from './channel.ts';
import type { Clock } from './clock.ts';
import type { Crypto } from './crypto.ts';
import type { Database } from './database.ts';
import type { Locks } from './locks.ts';
import type { Network } from './network.ts';
import type { Page } from './page.ts';
import type { Records } from './records.ts';
import type { TabRecords } from './tab-records.ts';

/** Everything Holdfast needs of a browser, as small types. The default is the browser; `holdfast/testing` has one that can be turned. */
export interface Platform {
  readonly clock: Clock;
  readonly activity: Activity;
  readonly page: Page;
  readonly openChannel: OpenChannel;
  /** `null` where the browser has no Web Locks. */
  readonly locks: Locks | null;
  readonly records: Records;
  readonly tabRecords: TabRecords;
  readonly openDatabase: (name: string) => Database;
  readonly crypto: Crypto;
  readonly network: Network;
  /** Tells a developer what a user must not be bothered with. */
  readonly report: (message: string, error?: unknown) => void;
}
