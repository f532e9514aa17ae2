import type { AfterEnd } from './host.ts';

/** What is open of a document in memory. The vault moves fragments; only the document knows what they mean. */
export interface Contents {
  /** Joins what was read. Answers the elements it went into, or null when it makes no sense. */
  absorb(element: string, fragment: unknown, version: number): readonly string[] | null;
  /** Everything known of an element, joined, as it is to be stored; undefined when nothing is left of it. */
  all(element: string): unknown;
}

/** A document as the vault keeps it, for the length of one stay. */
export interface Kept extends Contents {
  readonly document: string;
  readonly version: number;
  readonly afterSignOut: AfterEnd;
  /** Which elements are sealed, if any. */
  readonly seals: ((element: string) => boolean) | null;
  /** 128 random bits that no other stay has: what is written under them, nobody else writes. */
  readonly replica: string;
  /** This stay's own part of an element, as it is to be stored: the same object for as long as it is the same. */
  own(element: string): unknown;
  /** Empty contents, to read what is stored into. */
  fresh(): Contents;
  /** Joins other contents of this document. */
  adopt(stored: Contents): void;
  /** What of the guest's joins the account's, as the part of a replica of that name. */
  claim(guest: Contents, account: Contents, replica: string): Iterable<readonly [element: string, fragment: unknown]>;
  /** That is stored: `joined` says whether there was anything that did. */
  claimed(guest: Contents, joined: boolean): void;
  /** What joins goes by what the account has, and that isn't known yet: a guest's document waits. */
  waits(): boolean;
  /** What is stored has been read and joined, for the first time. */
  opened(): void;
  /** Contents or status changed. */
  changed(): void;
  /** The document was wiped or claimed by another tab: begin anew. */
  lost(): void;
}
