import type { Kept } from '../vault/contents.ts';
import type { AfterEnd, SavedTo } from '../vault/host.ts';
import type { Accept, Element, Elements } from './elements.ts';
import type { SavedStatus } from './saved.ts';
import type { SharedNames } from './sharing.ts';

/** What a draft and a cart do differently. */
export interface Face {
  readonly version: number;
  readonly afterSignOut: AfterEnd;
  /** Which elements are sealed, if any. */
  readonly seals: Kept['seals'];
  readonly ttl: number;
  /** What of it is the account's; null where all of it stays on this device. */
  readonly shares: SharedNames | null;
  readonly accept: Accept;
  /** What of a guest's document joins the account's, or null when it stays with the guest. */
  readonly claim: ((guest: Elements, account: Elements, replica: string) => Iterable<Element>) | null;
  /** Whether that goes by what the account has. @default false */
  readonly weighs?: boolean;
  /** Other contents are shown from here on; nothing of them is known yet. */
  begun(): void;
  /** What is stored is known. */
  opened(): void;
  /** Contents or status may look different: `changed` names the elements that do, since `begun` or the last rendering. */
  render(changed: ReadonlySet<string>): void;
  /** Only the status may. */
  show(status: { readonly saved: SavedStatus; readonly savedTo: SavedTo }): void;
}
